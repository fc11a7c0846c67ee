"""「前回の答えを確かめる」 An answer of last time counts once somebody looked at it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from conformance.reference import level
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.diagnosis.replying import kept
from marketplace.domain.assessment import Assessment, Reply
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.difference import Differences, differences, waiting_to_confirm
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import answered, require_unfinished
from marketplace.domain.requirement import Level
from marketplace.store import Book, assessments


@dataclass(frozen=True, slots=True)
class ConfirmPrevious:
    """「前回と同じと答える」 To these criteria; one that was answered meanwhile stays as it is."""

    token: str
    ref: str
    criteria: tuple[str, ...]


@act(again=assessments.diagnosis)
def confirm_previous(book: Book, actor: Actor, order: ConfirmPrevious, now: datetime) -> Diagnosis:
    """「前回の答えの確認」 From now on they are answers of today, given by this person."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    made, asked = found.assessment, level_of(found.assessment)
    require_unfinished(made)
    waiting = last_answers(book, actor, found)
    for number in order.criteria:
        if number not in asked.by_id:
            raise Missing("criterion", criterion=number, star=asked.star.label)
        if number in waiting:
            made = answered(made, asked, number, waiting[number])
    return kept(book, actor, found, made, now=now)


def last_answers(book: Book, actor: Actor, found: Diagnosis) -> Mapping[str, Reply]:
    """「前回の答え」 Those that wait to be confirmed, by criterion."""
    if found.previous is None or found.assessment.finished_on:
        return {}
    last = assessments.diagnosis(book, actor, found.previous).assessment
    return waiting_to_confirm(found.assessment, level_of(found.assessment), last.replies)


@dataclass(frozen=True, slots=True)
class Compared:
    """「前回との比べ」 A diagnosis, an earlier one, and what is different.

    Each is read at the level of its own star and edition.
    """

    kept: Diagnosis
    level: Level
    before: Diagnosis
    level_before: Level
    differences: Differences


def compared(book: Book, actor: Actor, ref: str, other: str | None = None) -> Compared:
    """「前回との違い」 With the one that it began from, or with another of the company's own."""
    require(actor, "compared")
    after = assessments.diagnosis(book, actor, given.ref(ref, "assessment"))
    wanted = other or after.previous
    if wanted is None:
        raise Missing("previous_diagnosis")
    before = assessments.diagnosis(book, actor, given.ref(wanted, "assessment"))
    old, new = ((one.assessment, level_of(one.assessment)) for one in (before, after))
    return Compared(after, new[1], before, old[1], differences(old, new))


def level_of(made: Assessment) -> Level:
    """What its star asks under its own edition."""
    return level(made.edition, int(made.star.value))
