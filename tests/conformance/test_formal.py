"""The formal run cannot be bent by what lies beside the dossier, and notices what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import FEATURES, load_edition
from conformance.formal import differences, run_formal, run_together
from conformance.judge import judge
from conformance.phrase import register, registering
from conformance.settle import settle
from marketplace.codec.dossier import read_dossier
from marketplace.domain.errors import Unavailable
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Decisions, Verdict
from plugins import body_phrases

CLAUSES = Path(__file__).parent.parent / "clauses"
FAILING = CLAUSES / "fail-OTK-05-1-10001.yaml"
EDITION = "otasuke/2.0"


def formal(path: Path, day: date) -> dict[str, object]:
    """A formal run for 1類."""
    return run_formal(path, edition=EDITION, tier="class1", day=day)


def literally(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """``pytest features/otasuke/2.0 …`` as a person types it."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", str(FEATURES / EDITION), *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_settings_and_plugins_beside_the_dossier_change_nothing(tmp_path: Path, day: date) -> None:
    """A pytest.ini with --runxfail, a conftest that raises, a foreign package of our name."""
    dossier = Path(shutil.copy(CLAUSES / "person-OTK-02-4-ndr.yaml", tmp_path))
    before = formal(dossier, day)
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --runxfail\n")
    (tmp_path / "conftest.py").write_text("raise SystemExit('foreign conftest')\n")
    for name in ("conformance", "plugins", "marketplace"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('foreign package')\n")
    assert formal(dossier, day) == before
    assert before["verdict"] == Verdict.NEEDS_PERSON.value


def test_the_environment_of_the_caller_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    """PYTEST_ADDOPTS and PYTHONPATH are not handed on."""
    before = formal(FAILING, day)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--runxfail -k nothing")
    monkeypatch.setenv("PYTHONPATH", "/nonexistent")
    assert formal(FAILING, day) == before


def test_the_text_runs_literally_and_its_exit_status_is_the_verdict(tmp_path: Path) -> None:
    """1 不適合, 3 要確認: nobody's decisions are known here, so unconfirmed clauses stay open."""
    for name, status in (
        ("pass-OTK-05-1-10000.yaml", 3),
        ("fail-OTK-05-1-10001.yaml", 1),
        ("person-OTK-02-4-ndr.yaml", 3),
    ):
        asked = ("--tier=class1", "--as-of=2026-11-25", f"--dossier={CLAUSES / name}")
        assert literally(*asked, cwd=tmp_path).returncode == status


@pytest.mark.parametrize("option", ["--runxfail", "-kOTK", "-mclass1", "--deselect=x"])
def test_options_that_could_hide_a_clause_are_refused(tmp_path: Path, option: str) -> None:
    """pytest's own status for a wrong call."""
    done = literally(f"--dossier={FAILING}", "--tier=class1", option, cwd=tmp_path)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "正式実行では" in done.stderr


def test_a_dossier_that_cannot_be_read_ends_without_a_record(tmp_path: Path, day: date) -> None:
    """The caller gets the reason, never an empty pass."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: [", "utf-8")
    with pytest.raises(Unavailable, match="YAML として読めません"):
        formal(broken, day)


def test_many_dossiers_in_one_run_have_the_records_of_many_runs(day: date) -> None:
    """In their order, a dossier that is twice among them twice."""
    names = ("fail-OTK-05-1-10001", "pass-OTK-05-1-10000", "person-OTK-02-0-type-missing")
    paths = [CLAUSES / f"{name}.yaml" for name in (*names, names[0])]
    together = run_together(paths, folder=FEATURES / EDITION, tier="class1", day=day)
    assert together == [formal(path, day) for path in paths]


def test_the_status_of_many_dossiers_is_that_of_the_worst(tmp_path: Path) -> None:
    """不適合 before 要確認, though it comes last."""
    files = [CLAUSES / "person-OTK-02-4-ndr.yaml", FAILING]
    asked = ("--tier=class1", "--as-of=2026-11-25", *(f"--dossier={file}" for file in files))
    assert literally(*asked, cwd=tmp_path).returncode == 1


def test_one_dossier_that_cannot_be_run_ends_the_run_of_all(tmp_path: Path, day: date) -> None:
    """Unreadable, of another tier, or without a place for its record."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: [", "utf-8")
    folder = FEATURES / EDITION
    with pytest.raises(Unavailable, match="YAML として読めません"):
        run_together([FAILING, broken], folder=folder, tier="class1", day=day)
    with pytest.raises(Unavailable, match="プランがありません"):
        run_together([FAILING, FAILING], folder=folder, tier="class2", day=day)
    asked = (f"--dossier={FAILING}", f"--dossier={FAILING}", f"--record={tmp_path / 'one.json'}")
    done = literally("--tier=class1", *asked, cwd=tmp_path)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--record は、--dossier と同じ数だけ" in done.stderr
    assert not (tmp_path / "one.json").exists()


def test_a_text_outside_the_repository_is_run_as_it_stands(tmp_path: Path, day: date) -> None:
    """With its locked keys beside it; a text whose keys differ is refused."""
    folder = Path(shutil.copytree(FEATURES / EDITION, tmp_path / EDITION))
    chapter = next(f for f in folder.glob("*.feature") if "10,000 円" in f.read_text("utf-8"))
    chapter.write_text(chapter.read_text("utf-8").replace("10,000 円", "10,001 円"), "utf-8")
    record = run_together([FAILING], folder=folder, tier="class1", day=day)[0]
    answers = {found["clause"]: found["verdict"] for found in record["findings"]}
    assert answers["OTK-05-1"] == Verdict.CONFORMS.value
    assert record["edition"]["digest"] != formal(FAILING, day)["edition"]["digest"]  # type: ignore[index]
    (folder / "keys.lock").write_text("OTK-05-1", "utf-8")
    with pytest.raises(Unavailable, match=r"keys\.lock と合いません"):
        run_together([FAILING], folder=folder, tier="class1", day=day)


def test_a_clause_without_its_test_is_noticed(day: date) -> None:
    """Keys are compared, so a clause that no test answers shows as a difference."""
    record = formal(FAILING, day)
    edition = load_edition(EDITION)
    dossier = read_dossier(FAILING.read_bytes(), FAILING.name)
    report = judge(edition, dossier, ServiceClass.CLASS1, day)
    outcome = settle(report, Decisions(), day)
    assert differences(outcome, record) == ()
    findings = record["findings"]
    assert isinstance(findings, list)
    record["findings"] = findings[1:]
    assert any(findings[0]["clause"] in line for line in differences(outcome, record))


def test_phrases_of_the_certifying_body_are_part_of_the_formal_run(day: date) -> None:
    """The child registers what the parent registered, and both digests agree."""
    dossier = read_dossier(FAILING.read_bytes(), FAILING.name)
    with registering():
        body_phrases.register_phrases(register)
        report = judge(load_edition(EDITION), dossier, ServiceClass.CLASS1, day)
        assert differences(settle(report, Decisions(), day), formal(FAILING, day)) == ()
    assert differences(settle(report, Decisions(), day), formal(FAILING, day))
