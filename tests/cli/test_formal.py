"""``--formal``: pytest-bdd runs the same text, and nothing beside the dossier changes it."""

import shutil
import subprocess

import pytest

import conformance.formal
from marketplace.cli.check import formal as comparing

AGREES = "正式実行と一致\n"
HOSTILE = {
    "pytest.ini": "[pytest]\naddopts = --runxfail -k nothing\n",
    "conftest.py": "raise RuntimeError('the dossier is not to be trusted')\n",
    "conformance.py": "raise RuntimeError('nor is what lies beside it')\n",
}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pass-OTK-05-1-10000", 3),  # nobody has read the unseen clauses
        ("fail-OTK-05-1-10001", 1),
        ("person-OTK-02-4-ndr", 3),
        ("person-OTK-05-1-in-tax-11000", 3),
        ("fail-OTK-05-1-two-plans", 1),
    ],
)
def test_the_formal_run_agrees(check, example, name, code):
    said = check(example(name), "--formal")
    assert said.code == code
    assert said.out.endswith(AGREES)


def test_one_yen_too_much_fails_formally_too(check, example):
    said = check(example("fail-OTK-05-1-10001"), "--formal")
    assert said.code == 1
    for text in ("OTK-05-1", "10,001", "10,000", AGREES):
        assert text in said.out


def test_every_tier_is_run(check, two_tiers):
    said = check(two_tiers("class2"), "--formal")
    assert (said.code, said.out.endswith(AGREES)) == (3, True)


def test_standard_input_is_run_formally_too(check, example):
    raw = example("fail-OTK-05-1-10001").read_bytes()
    said = check("-", "--formal", stdin=raw)
    assert (said.code, said.out.endswith(AGREES)) == (1, True)


@pytest.mark.parametrize("name", ["fail-OTK-05-1-10001", "person-OTK-02-4-ndr"])
def test_what_lies_beside_the_dossier_changes_nothing(otasuke, example, tmp_path, name):
    for file, text in HOSTILE.items():
        (tmp_path / file).write_text(text, "utf-8")
    shutil.copy(example(name), tmp_path / "dossier.yaml")
    words = ("check", "dossier.yaml", "--formal", "--as-of", "2026-11-25")
    trap = {"PYTEST_ADDOPTS": "--runxfail", "PYTEST_PLUGINS": "no_such_plugin"}
    said = otasuke(*words, cwd=tmp_path, **trap)
    assert said.code == (1 if name.startswith("fail") else 3)
    assert said.out.endswith(AGREES)


def test_a_difference_is_a_fault_and_is_told(check, example, monkeypatch):

    monkeypatch.setattr(comparing, "differences", lambda *_: ("OTK-05-1: fails ／ conforms",))
    said = check(example("fail-OTK-05-1-10001"), "--formal")
    assert said.code == 2
    assert "正式実行と一致しません（1 か所）。\n  1類 OTK-05-1: fails ／ conforms" in said.out


def test_a_formal_run_that_broke_is_a_fault(check, example, monkeypatch):

    broken = subprocess.CompletedProcess([], 4, "", "ERROR: planted")
    monkeypatch.setattr(conformance.formal, "_child", lambda *_: broken)
    said = check(example("fail-OTK-05-1-10001"), "--formal")
    assert said.code == 2
    assert said.out == ""
    assert "正式実行" in said.err


def test_in_json_the_comparison_is_told_beside_the_record(check, example):
    said = check(example("fail-OTK-05-1-10001"), "--formal", "--format", "json")
    assert said.json["judged"]["verdict"] == "fails"
    assert said.err == AGREES
