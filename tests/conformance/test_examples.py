"""The example dossiers show every verdict a clause can reach, and both engines see it."""

import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from conformance.edition import load_edition
from conformance.formal import run_formal
from conformance.judge import judge
from marketplace.codec.dossier import read_dossier
from marketplace.domain.tier import TIERS

EDITION = "otasuke/2.0"
DAY = date(2026, 11, 25)
FOLDER = Path(__file__).resolve().parents[1] / "clauses"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
BASELINE = EXPECTED.pop("baseline")
PERSON = "needs_person"
SILENT = ("conforms", "not_applicable")

# Which verdicts of the prefix of a file's name.
PREFIXES = {
    "pass": "conforms",
    "fail": "fails",
    "person": PERSON,
    "na": "not_applicable",
}

# Every verdict a dossier can bring about, clause by clause, thought out by hand. 障害 is none of
# them: what would cause it is refused when the manifest is read.
DOUBT = {f"{PERSON}:missing_fact"}
PROOF = {f"{PERSON}:evidence_too_weak", f"{PERSON}:evidence_lapsed"}
PRICE = {"conforms", "fails", "not_applicable", f"{PERSON}:two_readings"} | DOUBT
REACHABLE = {
    "OTK-02-1": {"conforms", "fails", "not_applicable"} | DOUBT | PROOF,
    "OTK-02-4": {"not_applicable", f"{PERSON}:judgement"} | DOUBT | PROOF,
    "OTK-03-1": {"conforms", "fails"} | DOUBT | PROOF,
    "OTK-05-1": PRICE,
    "OTK-05-2": PRICE,
}


def shown_by(stem):
    """Split a file's name into what it shows and of which clause; the case is left out."""
    prefix, rest = stem.split("-", 1)
    keys = [key for key in REACHABLE if rest == key or rest.startswith(f"{key}-")]
    return prefix, max(keys, key=len, default="")


def answered(verdict, reason):
    return f"{verdict}:{reason}" if reason else str(verdict)


def day_of(stem):
    return EXPECTED[stem].get("day", DAY)


def expected(stem):
    """Give the answers written down for an example: the baseline, its own, and 対象外."""
    entry = EXPECTED[stem]
    outside = dict.fromkeys(entry["not_applicable"], "not_applicable")
    return BASELINE[entry["tier"]] | outside | entry["findings"]


def report(stem):
    dossier = read_dossier(FILES[stem].read_bytes(), FILES[stem].name)
    return judge(load_edition(EDITION), dossier, TIERS[EXPECTED[stem]["tier"]], day_of(stem))


def compiled(stem):
    """Judge an example; the rows of the report as (clause, answer, plan)."""
    return {
        (found.clause, answered(found.answered.verdict, found.answered.reason), found.plan)
        for found in report(stem).findings
    }


def run(stem):
    """Run an example through pytest-bdd; the rows of its record as (clause, answer, plan)."""
    tier = EXPECTED[stem]["tier"]
    found = run_formal(FILES[stem], edition=EDITION, tier=tier, day=day_of(stem))["findings"]
    return {(row["clause"], answered(row["verdict"], row["reason"]), row["plan"]) for row in found}


@pytest.fixture(scope="module", name="formal")
def _formal():
    """Run all examples, as many at a time as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(FILES, pool.map(run, FILES), strict=True))


def test_every_example_has_its_entry():
    """No file without expectations, no expectations without a file."""
    assert set(FILES) == set(EXPECTED)


def test_every_clause_is_thought_out():
    """The table above names the clauses of the edition, no more and no fewer."""
    assert set(REACHABLE) == {clause.key for clause in load_edition(EDITION).clauses}


@pytest.mark.parametrize("stem", FILES)
def test_a_name_says_what_its_file_shows(stem):
    """pass-, fail-, person- or na-, and the clause it is about."""
    prefix, key = shown_by(stem)
    answer = expected(stem).get(key, "conforms")
    assert answer.split(":")[0] == PREFIXES[prefix]


@pytest.mark.parametrize("key", REACHABLE)
def test_a_clause_shows_every_verdict_it_can_reach(key):
    """The examples named for a clause show all its verdicts and reasons, and no others."""
    named = [stem for stem in FILES if shown_by(stem)[1] == key]
    assert {expected(stem).get(key, "conforms") for stem in named} == REACHABLE[key]


@pytest.mark.parametrize("stem", FILES)
def test_an_example_has_exactly_the_findings_written_down(stem):
    """Nothing more is found than what was thought out by hand, and nothing less."""
    found = {clause: answer for clause, answer, _ in compiled(stem) if answer != "conforms"}
    assert found == expected(stem)


@pytest.mark.parametrize("stem", FILES)
def test_an_example_shows_one_thing(stem):
    """Beside 適合 and 対象外 one finding, or the findings that hang on one missing value."""
    found = {answer for answer in expected(stem).values() if answer not in SILENT}
    assert len(found) <= 1


@pytest.mark.parametrize("stem", FILES)
def test_an_example_says_in_japanese_what_it_shows(stem):
    """The first line is a comment that begins with the verdict."""
    words = {"pass": "適合", "fail": "不適合", "person": "要確認", "na": "対象外"}
    first = FILES[stem].read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"# {words[shown_by(stem)[0]]}")


@pytest.mark.parametrize("stem", FILES)
def test_the_formal_run_finds_the_same(stem, formal):
    """Clause by clause the same verdict, reason and plan from pytest-bdd."""
    assert formal[stem] == compiled(stem)


def test_the_findings_name_the_plan_that_decides():
    """Of two plans the dearer one is named."""
    plans = {clause: plan for clause, _, plan in compiled("fail-OTK-05-1-two-plans")}
    assert plans["OTK-05-1"] == "premium"
