"""What people decided is carried over to a new transcription where nothing was changed under it.

A confirmation is kept by (edition, clause, text), a ruling by (offering, clause, text, facts): what
was decided of something else is opened again, and the clock alone moves the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from conformance.edition import Edition
from conformance.judge import judge
from conformance.settle import assumptions, settle
from marketplace.domain.canonical import digest
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import (
    Confirmation,
    Decisions,
    Finding,
    Outcome,
    Reason,
    Report,
    Ruling,
    Verdict,
)

SEND = "ならば 技術者を派遣する体制がある"
HOURS = "ならば ネットワークを見守る時間は、毎日 24 時間以上である"
LESS = "ならば ネットワークを見守る時間は、毎日 20 時間以上である"
DAY = timedelta(days=1)
FRESH = {
    "facts": ["monitoring.network.hours", "dispatch.available", "monitoring.tools"],
    "kind": "document",
    "title": "新しい資料",
    "sha256": "1" * 64,
    "issued": "2027-03-01",
    "lapses": "2028-03-31",
}
TAGS = ("@T-0 @class1 @gradeR @must", "@T-1 @class1 @gradeV @must @person")


@pytest.fixture
def transcribe(
    make_edition: Callable[..., Edition], scenario: Callable[..., str]
) -> Callable[..., Edition]:
    """Make a transcription of one edition: two clauses with the obligations that are given."""

    def make(first: str, second: str, revision: int = 1) -> Edition:
        texts = (scenario(TAGS[0], first, title="題あ"), scenario(TAGS[1], second, title="題い"))
        found = make_edition("".join(texts), "T-0", "T-1")
        return replace(found, revision=revision, digest=digest([found.digest, revision]))

    return make


@pytest.fixture
def judged(make_dossier: Callable[..., Dossier], day: date) -> Callable[..., Report]:
    """Judge the good offering, or one with changed parts."""

    def made(edition: Edition, on: date | None = None, **parts: Any) -> Report:
        return judge(edition, make_dossier(**parts), ServiceClass.CLASS1, on or day)

    return made


def confirmed(report: Report, place: int) -> Confirmation:
    """Two people read the clause of this place in the official text."""
    found = report.findings[place]
    by = ("高橋", "木村")
    place_in_text = ("3", "原文", "1")
    return Confirmation(
        report.edition.slug, found.clause, found.text_digest, *place_in_text, by, report.day
    )


def ruled(report: Report, place: int) -> Ruling:
    """An examiner finds that the clause of this place is met."""
    found: Finding = report.findings[place]
    return Ruling(
        report.provider,
        report.offering,
        found.clause,
        found.text_digest,
        found.facts_digest,
        Verdict.CONFORMS,
        "資料で確かめた。",
        ("高橋",),
        report.day,
    )


def decided(report: Report) -> Decisions:
    """The first clause confirmed, the second ruled on."""
    return Decisions((confirmed(report, 0),), (ruled(report, 1),))


def answers(outcome: Outcome) -> list[Reason | Verdict]:
    """Of each clause the reason that is open, or else its verdict."""
    return [one.answered.reason or one.answered.verdict for one in outcome.clauses]


SETTLED = [Verdict.CONFORMS, Verdict.CONFORMS]


def test_a_new_transcription_keeps_what_was_decided_of_unchanged_text(
    transcribe: Callable[..., Edition], judged: Callable[..., Report]
) -> None:
    """Revision and digest of the edition are others; each clause is as it was."""
    report = judged(transcribe(HOURS, SEND))
    decisions = decided(report)
    again = judged(transcribe(HOURS, SEND, revision=2))
    assert again.edition != report.edition
    assert answers(settle(again, decisions, again.day)) == SETTLED


def test_a_clause_whose_text_changed_is_opened_again_alone(
    transcribe: Callable[..., Edition], judged: Callable[..., Report]
) -> None:
    """The one that was not touched keeps its decision."""
    decisions = decided(judged(transcribe(HOURS, SEND)))
    first = judged(transcribe(LESS, SEND, revision=2))
    assert answers(settle(first, decisions, first.day)) == [
        Reason.UNVERIFIED_CRITERION,
        Verdict.CONFORMS,
    ]
    second = judged(transcribe(HOURS, LESS, revision=2))
    assert answers(settle(second, decisions, second.day)) == [Verdict.CONFORMS, Reason.JUDGEMENT]


def test_a_ruling_is_opened_again_by_its_own_facts_and_not_by_others(
    transcribe: Callable[..., Edition], judged: Callable[..., Report]
) -> None:
    """A new version of the dossier with another name keeps it; one with other hours does not."""
    edition = transcribe(SEND, HOURS)
    report = judged(edition)
    decisions = decided(report)
    renamed = judged(edition, provider={"code": "tameshi", "name": "新しい名（架空）"})
    assert renamed.dossier_digest != report.dossier_digest
    assert answers(settle(renamed, decisions, report.day)) == SETTLED
    other = replace(report.findings[1], facts_digest="0" * 64)
    moved = replace(report, findings=(report.findings[0], other))
    assert answers(settle(moved, decisions, report.day)) == [Verdict.CONFORMS, Reason.JUDGEMENT]


def test_an_assumption_is_confirmed_for_its_text_whatever_the_revision(
    make_edition: Callable[..., Edition], scenario: Callable[..., str], day: date
) -> None:
    """What keeps an edition from being put in force follows the same rule."""
    tags = "@T-0 @class1 @gradeA @must"
    edition = make_edition(scenario(tags, SEND), "T-0", state="draft")
    (clause,) = edition.clauses
    made = Confirmation(
        edition.slug, "T-0", clause.text_digest, "1", "原文", "1", ("甲", "乙"), day
    )
    assert assumptions(replace(edition, revision=2), (made,), day) == ()
    changed = make_edition(scenario(tags, HOURS), "T-0", state="draft")
    assert assumptions(changed, (made,), day) == ("T-0",)
    assert assumptions(edition, (made,), day - DAY) == ("T-0",)


def test_evidence_lapses_by_the_clock_and_its_ruling_stays(
    make_edition: Callable[..., Edition],
    scenario: Callable[..., str],
    judged: Callable[..., Report],
) -> None:
    """No act in between: on the last day it counts, the day after it does not.

    The ruling is still that of these facts; what was never seen by anybody, it does not cover.
    """
    tags = "@T-0 @class1 @gradeV @must @person @evDocument"
    edition = make_edition(scenario(tags, SEND), "T-0")
    report = judged(edition)
    decisions = Decisions((), (ruled(report, 0),))
    last = date(2027, 3, 31)
    days = (last, last + DAY)
    found = [answers(settle(judged(edition, on), decisions, on)) for on in days]
    assert found == [[Verdict.CONFORMS], [Reason.EVIDENCE_LAPSED]]
    (kept,) = judged(edition, days[1]).findings
    assert (kept.text_digest, kept.facts_digest) == (
        report.findings[0].text_digest,
        report.findings[0].facts_digest,
    )
    renewed = judged(edition, days[1], evidence=[FRESH])
    assert answers(settle(renewed, decisions, days[1])) == [Reason.JUDGEMENT]
