"""「正式実行の起動」 Runs pytest-bdd on dossiers in a clean child process.

The child sees none of the caller's pytest settings, plugins, conftest files or Python path; its
configuration is our own file, whatever lies beside the dossier.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from conformance.edition import FEATURES
from conformance.phrase import registered_modules
from conformance.record import judged as judged_part
from marketplace.domain.errors import Unavailable
from marketplace.domain.verdict import Outcome

HERE = Path(__file__).resolve().parent
TIMEOUT_SECONDS = 120
NONE = "記録なし"
_KEPT = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")


def run_formal(path: Path, *, edition: str, tier: str, day: date) -> dict[str, Any]:
    """Run the edition on the dossier and return the run's record; ``Unavailable`` if it broke."""
    return run_together([path], folder=FEATURES / edition, tier=tier, day=day)[0]


def run_together(
    paths: Sequence[Path], *, folder: Path, tier: str, day: date
) -> list[dict[str, Any]]:
    """Run the edition of a folder on many dossiers in one child; their records in order."""
    with tempfile.TemporaryDirectory(prefix="otasuke-formal-") as place:
        records = [Path(place) / f"{number}.json" for number in range(len(paths))]
        options = [str(folder), f"--tier={tier}", f"--as-of={day.isoformat()}"]
        options += [f"--dossier={path.resolve()}" for path in paths]
        options += [f"--record={record}" for record in records]
        done = _child([*options, f"--phrases={','.join(registered_modules())}"], place)
        if not all(record.exists() for record in records):
            raise Unavailable(
                "formal_run_failed", detail=(done.stderr or done.stdout).strip()[-2000:]
            )
        return [json.loads(record.read_bytes()) for record in records]


def _child(arguments: list[str], folder: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "pytest", "-c", str(HERE / "formal.ini")]
    command += ["--rootdir", str(HERE), "--noconftest", "-p", "no:cacheprovider", "--tb=no", "-q"]
    command += ["-p", "pytest_bdd.plugin", "-p", "conformance.bdd", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and arguments
            command,
            cwd=folder,
            env=_clean_environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable("formal_run_failed", detail=str(error)) from error


def _clean_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    ours = {
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return kept | ours


def differences(outcome: Outcome, formal: dict[str, Any]) -> tuple[str, ...]:
    """Where the compiled judgement and a formal record differ, one Japanese line each."""
    ours = cast("dict[str, Any]", judged_part(outcome))
    heads = ("edition", "phrases", "dossier", "tier", "day")
    lines = [
        f"{head}: {ours[head]} ／ {formal[head]}" for head in heads if ours[head] != formal[head]
    ]
    left = {f["clause"]: _answer(f["machine"], f.get("plan")) for f in ours["findings"]}
    right = {f["clause"]: _answer(f, f["plan"]) for f in formal["findings"]}
    pairs = {key: (left.get(key, NONE), right.get(key, NONE)) for key in left.keys() | right.keys()}
    lines += [f"{key}: {one} ／ {two}" for key, (one, two) in sorted(pairs.items()) if one != two]
    return tuple(lines)


def _answer(finding: dict[str, Any], plan: str | None) -> str:
    parts = (finding["verdict"], finding.get("reason"), plan)
    return " ".join(part for part in parts if part)
