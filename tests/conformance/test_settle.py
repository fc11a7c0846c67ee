"""What people may decide, what they may not, and how a tier's verdict rolls up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from conformance.judge import judge
from conformance.record import judged as judged_part
from conformance.settle import by_number, machine_only, settle
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import (
    Answered,
    Confirmation,
    Decisions,
    Finding,
    Reason,
    Report,
    Ruling,
    Settled,
    Verdict,
)

HOURS = "ならば ネットワークを見守る時間は、毎日 24 時間以上である"
SEND = "ならば 技術者を派遣する体制がある"
Judge = Callable[..., Report]


@pytest.fixture
def judged(
    make_edition: Callable[..., Any],
    scenario: Callable[..., str],
    make_dossier: Callable[..., Dossier],
    day: date,
) -> Judge:
    """Judge clauses of given tags: one scenario a tag line, all about sending technicians."""

    def make(*tag_lines: str, state: str = "in_force", **parts: Any) -> Report:
        texts = (
            scenario(f"@T-{i} @class1 {tags}", SEND, title=f"題{'あいうえお'[i]}")
            for i, tags in enumerate(tag_lines)
        )
        keys = (f"T-{i}" for i in range(len(tag_lines)))
        edition = make_edition("".join(texts), *keys, state=state)
        return judge(edition, make_dossier(**parts), ServiceClass.CLASS1, day)

    return make


def ruling(report: Report, **changes: Any) -> Ruling:
    """A ruling that fits the first finding exactly, with changes."""
    finding: Finding = report.findings[0]
    fitting = Ruling(
        provider=report.provider,
        offering=report.offering,
        clause=finding.clause,
        text_digest=finding.text_digest,
        facts_digest=finding.facts_digest,
        verdict=Verdict.CONFORMS,
        reason="資料で確かめた",
        by=("高橋",),
        on=report.day,
    )
    return replace(fitting, **changes)


def confirmation(report: Report, **changes: Any) -> Confirmation:
    """A 原文照合 that fits the first finding exactly, with changes."""
    finding = report.findings[0]
    fitting = Confirmation(
        edition=report.edition.slug,
        clause=finding.clause,
        text_digest=finding.text_digest,
        official_number="3.1",
        document="サービス基準 2.0版",
        page="4",
        by=("高橋", "木村"),
        on=report.day,
    )
    return replace(fitting, **changes)


def verdict(report: Report, **decisions: Any) -> Answered:
    """The settled answer of the first clause."""
    return settle(report, Decisions(**decisions), report.day).clauses[0].answered


OPEN = Answered(Verdict.NEEDS_PERSON, Reason.JUDGEMENT)


def test_one_examiner_settles_what_needs_judgement(judged: Judge) -> None:
    """Either way."""
    report = judged("@gradeV @must @person")
    assert verdict(report) == OPEN
    assert verdict(report, rulings=(ruling(report),)) == Answered(Verdict.CONFORMS)
    no = ruling(report, verdict=Verdict.FAILS)
    assert verdict(report, rulings=(no,)) == Answered(Verdict.FAILS)


@pytest.mark.parametrize(
    "change",
    [
        {"provider": "hoka"},
        {"offering": "hoka"},
        {"clause": "T-9"},
        {"text_digest": "0" * 64},
        {"facts_digest": "0" * 64},
        {"by": ()},
        {"verdict": Verdict.NOT_APPLICABLE},
        {"on": date(2026, 11, 26)},
    ],
)
def test_a_ruling_holds_only_for_exactly_what_was_ruled_on(
    judged: Judge, change: dict[str, Any]
) -> None:
    """Another offering, text or fact, nobody's name, another verdict, or a later day."""
    report = judged("@gradeV @must @person")
    assert verdict(report, rulings=(ruling(report, **change),)) == OPEN


def test_a_changed_fact_reopens_the_ruling_and_another_fact_does_not(judged: Judge) -> None:
    """The ruling's key is the digest of the clause's own facts and evidence."""
    tags = "@gradeV @must @person"
    before = judged(tags)
    other = judged(tags, monitoring={"type": "併用型"})
    changed = judged(tags, evidence=None)
    assert verdict(other, rulings=(ruling(before),)) == Answered(Verdict.CONFORMS)
    assert verdict(changed, rulings=(ruling(before),)) == OPEN


def test_the_newest_ruling_counts(judged: Judge) -> None:
    """An examiner may correct an earlier answer."""
    report = judged("@gradeV @must @person")
    old = ruling(report, on=report.day - timedelta(days=1), verdict=Verdict.FAILS)
    assert verdict(report, rulings=(ruling(report), old)) == Answered(Verdict.CONFORMS)


@pytest.mark.parametrize(
    ("tags", "parts", "stays"),
    [
        ("@gradeV @must", {"dispatch": None}, Reason.MISSING_FACT),
        ("@gradeV @must @evThird", {}, Reason.EVIDENCE_TOO_WEAK),
        ("@gradeR @must", {}, Reason.UNVERIFIED_CRITERION),
    ],
)
def test_a_ruling_cannot_stand_in_for_a_fact_evidence_or_the_official_text(
    judged: Judge, tags: str, parts: dict[str, Any], stays: Reason
) -> None:
    """Those are mended by the provider, or by 原文照合."""
    report = judged(tags, **parts)
    assert verdict(report, rulings=(ruling(report),)).reason is stays


def test_two_examiners_may_overrule_guidance_one_may_not(judged: Judge) -> None:
    """A 不適合 drawn from FAQ only; the same person twice is one."""
    report = judged("@gradeV @must @guidance", dispatch={"available": False})
    assert verdict(report, rulings=(ruling(report),)) == Answered(Verdict.FAILS)
    twice = ruling(report, by=("高橋", "高橋"))
    assert verdict(report, rulings=(twice,)) == Answered(Verdict.FAILS)
    two = ruling(report, by=("高橋", "木村"))
    assert verdict(report, rulings=(two,)) == Answered(Verdict.CONFORMS)


def test_nobody_overrules_a_clause_that_is_not_guidance(judged: Judge) -> None:
    """Not even two."""
    report = judged("@gradeV @must", dispatch={"available": False})
    two = ruling(report, by=("高橋", "木村"))
    assert verdict(report, rulings=(two,)) == Answered(Verdict.FAILS)


def test_a_confirmed_clause_judges_as_one_whose_text_was_seen(judged: Judge) -> None:
    """What lies beneath stands: 適合 here, 不適合 there."""
    holds = judged("@gradeR @must")
    assert verdict(holds, confirmations=(confirmation(holds),)) == Answered(Verdict.CONFORMS)
    lacks = judged("@gradeR @must", dispatch={"available": False})
    assert verdict(lacks, confirmations=(confirmation(lacks),)) == Answered(Verdict.FAILS)


@pytest.mark.parametrize(
    "change",
    [
        {"by": ("高橋",)},
        {"by": ("高橋", "高橋")},
        {"clause": "T-9"},
        {"edition": "otasuke/9.9"},
        {"text_digest": "0" * 64},
        {"on": date(2026, 11, 26)},
    ],
)
def test_a_confirmation_needs_two_people_and_this_very_text(
    judged: Judge, change: dict[str, Any]
) -> None:
    """Otherwise the criterion stays unverified."""
    report = judged("@gradeR @must")
    answered = verdict(report, confirmations=(confirmation(report, **change),))
    assert answered.reason is Reason.UNVERIFIED_CRITERION


@pytest.mark.parametrize(
    ("tags", "rolled"),
    [
        (("@gradeV @must", "@gradeV @must @person", "@gradeP @must"), Verdict.NEEDS_PERSON),
        (("@gradeV @must", "@gradeV @info @person"), Verdict.CONFORMS),
        (("@gradeV @must", "@gradeV @should @person"), Verdict.CONFORMS),
        (("@gradeV @info",), Verdict.FAULT),
    ],
)
def test_only_obligations_roll_up_and_none_of_them_is_a_fault(
    judged: Judge, tags: tuple[str, ...], rolled: Verdict
) -> None:
    """情報 and 推奨 never block; a tier with nothing to judge never passes."""
    report = judged(*tags)
    assert settle(report, Decisions(), report.day).verdict is rolled


def test_a_failing_obligation_outweighs_an_open_one(judged: Judge) -> None:
    """不適合 > 要確認."""
    report = judged("@gradeV @must", "@gradeV @must @personOnly", dispatch={"available": False})
    assert settle(report, Decisions(), report.day).verdict is Verdict.FAILS


def test_a_tier_whose_clauses_are_all_out_of_scope_is_a_fault(
    make_edition: Callable[..., Any],
    scenario: Callable[..., str],
    make_dossier: Callable[..., Dossier],
    day: date,
) -> None:
    """対象外 never counts as a pass."""
    other = "もし 監視の方式が「併用型」である"
    edition = make_edition(scenario("@T-1 @class1 @gradeV @must", other, HOURS), "T-1")
    report = judge(edition, make_dossier(), ServiceClass.CLASS1, day)
    assert settle(report, Decisions(), day).verdict is Verdict.FAULT


def test_the_machines_own_answer_drops_judgement_and_unverified_text_only(judged: Judge) -> None:
    """A missing fact, a 不適合 beneath and weak evidence stay."""
    for tags, parts, left in (
        ("@gradeV @must @personOnly", {}, Verdict.CONFORMS),
        ("@gradeR @must", {}, Verdict.CONFORMS),
        ("@gradeR @must", {"dispatch": {"available": False}}, Verdict.FAILS),
        ("@gradeV @must @evThird", {}, Verdict.NEEDS_PERSON),
        ("@gradeV @must", {"dispatch": None}, Verdict.NEEDS_PERSON),
    ):
        report = judged(tags, **parts)
        assert machine_only(settle(report, Decisions(), report.day)).verdict is left


def test_a_further_plan_reopens_no_ruling_on_the_offering(
    judged: Judge, make_dossier: Callable[..., Dossier]
) -> None:
    """What the offering answers is the same, however many plans it is sold in."""
    tags = "@gradeV @must @person"
    plain = {"name": "基本", "tier": "class1"}
    one = judged(tags, plans=[{"code": "one"} | plain])
    two = judged(tags, plans=[{"code": "one"} | plain, {"code": "two"} | plain])
    assert verdict(two, rulings=(ruling(one),)) == Answered(Verdict.CONFORMS)


@pytest.mark.parametrize(
    ("branches", "rolled"),
    [
        (("conforms", "not_applicable", "not_applicable"), "conforms"),
        (("conforms", "needs_person"), "needs_person"),
        (("needs_person", "fault"), "fault"),
        (("fault", "fails", "conforms"), "fails"),
        (("not_applicable", "not_applicable"), "not_applicable"),
    ],
)
def test_a_number_has_the_worst_verdict_of_its_branches(
    judged: Judge, branches: tuple[str, ...], rolled: str
) -> None:
    """All out of scope is out of scope; a neighbour of a longer number is none of them."""
    finding = judged("@gradeV @must").findings[0]
    settled = [
        Settled(replace(finding, clause=f"T-1.b{i}"), Answered(Verdict(verdict)))
        for i, verdict in enumerate(branches)
    ]
    other = Settled(replace(finding, clause="T-10"), Answered(Verdict.CONFORMS))
    assert by_number([*settled, other]) == {"T-1": Verdict(rolled), "T-10": Verdict.CONFORMS}


def test_a_verdict_on_an_assumption_is_provisional_until_two_people_confirm_it(
    judged: Judge,
) -> None:
    """The verdict itself is the same; outcome and record say what it rests on."""
    report = judged("@gradeA @must", "@gradeV @must", state="draft")
    open_ = settle(report, Decisions(), report.day)
    assert [one.is_provisional for one in open_.clauses] == [True, False]
    assert (open_.verdict, open_.is_provisional) == (Verdict.CONFORMS, True)
    record: Any = judged_part(open_)
    assert [one.get("provisional") for one in record["findings"]] == [True, None]
    closed = settle(report, Decisions((confirmation(report),)), report.day)
    assert (closed.verdict, closed.is_provisional) == (Verdict.CONFORMS, False)
    one = settle(report, Decisions((confirmation(report, by=("高橋",)),)), report.day)
    assert one.is_provisional
