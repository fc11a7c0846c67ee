"""「正式実行との照合」 The same text run by pytest-bdd in a clean child, clause by clause."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from conformance.formal import differences, run_formal
from marketplace.cli.inputs import STDIN
from marketplace.domain.verdict import Outcome


def compare_all(outcomes: Iterable[Outcome], raw: bytes, name: str) -> tuple[str, ...]:
    """Every difference between our judgement and the formal run, in words."""
    with _on_disk(raw, name) as path:
        return tuple(line for outcome in outcomes for line in _compare(outcome, path))


def _compare(outcome: Outcome, path: Path) -> Iterator[str]:
    report = outcome.report
    formal = run_formal(path, edition=report.edition.slug, tier=report.tier.tag, day=report.day)
    yield from (f"{report.tier.label} {line}" for line in differences(outcome, formal))


@contextmanager
def _on_disk(raw: bytes, name: str) -> Iterator[Path]:
    """The file itself, or what came from standard input laid down for the run."""
    if name != STDIN:
        yield Path(name)
        return
    with tempfile.TemporaryDirectory(prefix="otasuke-check-") as folder:
        path = Path(folder) / "stdin.yaml"
        path.write_bytes(raw)
        yield path
