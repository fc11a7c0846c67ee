"""``--format junit`` says to build servers what the text says to people."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conformance.edition import load_edition
from conformance.judge import judge
from conformance.junit import junit, legal
from conformance.settle import settle
from marketplace.codec.dossier import read_dossier
from marketplace.domain.verdict import Answered, Decisions, Force, Outcome, Verdict

DAY = date(2026, 11, 25)
EXAMPLES = Path(__file__).resolve().parents[1] / "clauses"
KINDS = {Verdict.FAILS: "failure", Verdict.FAULT: "error"}


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - our own output


def outcome_of(stem):
    path = EXAMPLES / f"{stem}.yaml"
    dossier = read_dossier(path.read_bytes(), path.name)
    report = judge(load_edition("otasuke/2.0"), dossier, dossier.offering.tiers[0], DAY)
    return settle(report, Decisions(), DAY)


@pytest.fixture(scope="module")
def outcome():
    """Give an outcome with every verdict but 障害."""
    return outcome_of("fail-OTK-05-1-10001")


def with_first(outcome, verdict, **finding):
    """Give the outcome with another first clause."""
    first, *others = outcome.clauses
    changed = replace(first.finding, **finding)
    settled = replace(first, finding=changed, answered=Answered(verdict))
    return Outcome(outcome.report, (settled, *others), outcome.verdict)


def cases(text):
    """Give the cases by clause: the kind of what is inside, and its message."""
    found = {}
    for case in parsed(text).iter("testcase"):
        inner = next(iter(case), None)
        key = case.get("name").split(" ")[0]
        found[key] = ("", "") if inner is None else (inner.tag, inner.get("message"))
    return found


def test_every_clause_is_a_case_of_its_verdict(outcome):
    found = cases(junit([outcome]))
    assert list(found) == [one.finding.clause for one in outcome.clauses]
    for settled in outcome.clauses:
        kind, message = found[settled.finding.clause]
        verdict = settled.answered.verdict
        assert kind == ("" if verdict is Verdict.CONFORMS else KINDS.get(verdict, "skipped"))
        if verdict is Verdict.NOT_APPLICABLE:
            assert message == "対象外"
        if verdict is Verdict.NEEDS_PERSON:
            assert message.startswith(f"要確認（{settled.answered.reason.label}）")
    kind, message = found["OTK-05-1"]
    assert (kind, "10,001" in message) == ("failure", True)


def test_a_fault_is_an_error(outcome):
    text = junit([with_first(outcome, Verdict.FAULT)])
    kind, message = next(iter(cases(text).values()))
    assert (kind, message.split(":")[0]) == ("error", "障害")


@pytest.mark.parametrize("force", [Force.SHOULD, Force.INFO])
def test_what_never_blocks_fails_no_build(outcome, force):
    text = junit([with_first(outcome, Verdict.FAILS, force=force)])
    kind, message = next(iter(cases(text).values()))
    assert (kind, message.split(":")[0]) == ("skipped", "不適合、結果を妨げない")


def test_the_suite_says_what_was_judged_and_counts(outcome):
    root = parsed(junit([outcome, outcome]))
    suite = root.find("testsuite")
    assert suite.get("name") == "mihari-tsushin/mihari-utm class1 otasuke/2.0"
    counted = {name: int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")}
    verdicts = [one.answered.verdict for one in outcome.clauses]
    skipped = (Verdict.NEEDS_PERSON, Verdict.NOT_APPLICABLE)
    assert counted == {
        "tests": len(verdicts),
        "failures": 1,
        "errors": 0,
        "skipped": sum(verdict in skipped for verdict in verdicts),
    }
    assert {name: int(root.get(name)) for name in counted} == {
        name: 2 * count for name, count in counted.items()
    }
    kept = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert kept["day"] == "2026-11-25"
    assert kept["dossier"] == outcome.report.dossier_digest
    assert kept["edition"].endswith(outcome.report.edition.digest)
    assert kept["verdict"] == "fails"


def test_a_failure_carries_what_there_is_to_do(outcome):
    (failure,) = parsed(junit([outcome])).iter("failure")
    assert failure.get("type") == "fails"
    lines = failure.text.splitlines()
    assert [line.split(":")[0] for line in lines][:3] == ["プラン", "基準", "見た値"]


def test_the_same_outcome_is_the_same_text(outcome):
    assert junit([outcome]) == junit([outcome_of("fail-OTK-05-1-10001")])
    assert junit([outcome]).startswith("<?xml version='1.0' encoding='utf-8'?>\n")


HOSTILE = "<b a=\"'&]]>\x00\x1b[31m\ud800\ufffe\ufffd\n二行目\t😀</b>"


def test_hostile_text_stays_text(outcome):
    text = junit(
        [with_first(outcome, Verdict.FAILS, title=HOSTILE, seen=HOSTILE, force=Force.MUST)]
    )
    failure = next(parsed(text).iter("failure"))
    shown = HOSTILE.replace("\x00", "").replace("\x1b", "")
    shown = shown.replace("\ud800", "").replace("\ufffe", "")
    assert shown in failure.text
    assert shown in failure.get("message")
    case = next(parsed(text).iter("testcase"))
    assert case.get("name").endswith(shown)


@pytest.mark.parametrize(
    "ch", ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_what_xml_cannot_hold_is_left_out(ch):
    assert legal(f"a{ch}b") == "ab"


@pytest.mark.parametrize("ch", ["\t", "\n", "\r", " ", "\x7f", "\ud7ff", "\ue000", "\ufffd", "😀"])
def test_what_xml_can_hold_stays(ch):
    assert legal(ch) == ch


def test_no_outcome_is_an_empty_report():
    root = parsed(junit([]))
    assert (root.get("tests"), list(root)) == ("0", [])


def test_check_says_it(check, example):
    """With the exit status and the remarks where they always are."""
    file = example("fail-OTK-05-1-10001")
    said = check(file, "--format", "junit")
    assert (said.code, said.err) == (1, "")
    assert cases(said.out)["OTK-05-1"][0] == "failure"
    assert said.out == check(file, "--format", "junit").out
    by_machine = check(example("person-OTK-02-4-ndr"), "--format", "junit", "--machine")
    assert cases(by_machine.out)["OTK-02-4"][0] == ""
    assert "--machine" in by_machine.err


def test_every_tier_is_a_suite(check, two_tiers):
    said = check(two_tiers("class2"), "--format", "junit")
    names = [suite.get("name") for suite in parsed(said.out).iter("testsuite")]
    assert [name.split()[1] for name in names] == ["class1", "class2"]
