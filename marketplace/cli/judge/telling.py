"""「一斉の審査を話す」 A table with counts, or canonical JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from marketplace.cli.columns import columns
from marketplace.cli.judge.judging import Line
from marketplace.domain.canonical import Json, canonical
from marketplace.domain.verdict import EditionRef, Verdict

FORMAT = "otasuke-judge/1"
HEAD = ("サービス", "区分", "結果", *(verdict.label for verdict in Verdict))


def table(lines: list[Line]) -> str:
    """One line an offering and tier, its clauses counted, and at the end the tiers counted."""
    rows = [HEAD, *(_row(line) for line in lines)]
    return "\n".join([*columns(rows), "", *_totals(lines)])


def as_json(lines: list[Line], editions: Iterable[EditionRef], day: date) -> str:
    """The same as canonical JSON."""
    by: list[Json] = [
        {"slug": one.slug, "revision": one.revision, "digest": one.digest} for one in editions
    ]
    results: list[Json] = [_result(line) for line in lines]
    whole = {"format": FORMAT, "day": str(day), "editions": by, "results": results}
    return canonical(whole).decode()


def _row(line: Line) -> tuple[str, ...]:
    subject = line.gathered.subject
    counted = (str(line.counts[verdict]) for verdict in Verdict)
    whose = f"{subject.provider}/{subject.offering}"
    return (whose, subject.tier.label, line.verdict.label, *counted)


def _result(line: Line) -> Json:
    subject = line.gathered.subject
    return {
        "provider": subject.provider,
        "offering": subject.offering,
        "dossier": subject.dossier_digest,
        "tier": subject.tier.tag,
        "verdict": line.verdict.value,
        "clauses": {verdict.value: line.counts[verdict] for verdict in Verdict},
    }


def _totals(lines: list[Line]) -> Iterator[str]:
    tiers: dict[str, Counter[Verdict]] = {}
    for line in lines:
        tiers.setdefault(line.gathered.subject.tier.label, Counter())[line.verdict] += 1
    for label, counted in tiers.items():
        parts = (f"{verdict.label} {counted[verdict]}" for verdict in Verdict if counted[verdict])
        yield f"{label}: {counted.total()} 件（{'・'.join(parts)}）"
