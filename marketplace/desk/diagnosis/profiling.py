"""「適用範囲と概要」 What a company says of itself; some criteria are asked only in a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conformance.reference import level, requirements
from marketplace.codec.assessment import dump_assessment, load_assessment
from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.assessment import Answer, Assessment, Profile, Reply, Scope
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.domain.practice import Practice
from marketplace.domain.progress import applies, check_safeguards
from marketplace.store import Book, assessments

PARTS = ("scope", "profile", "facts")


@dataclass(frozen=True, slots=True)
class StateProfile:
    """「概要を書く」 Each part as a whole; a part that is None stays as it is."""

    token: str
    ref: str
    seen_version: int
    scope: Scope | None = None
    profile: Profile | None = None
    facts: Practice | None = None


@act(again=assessments.diagnosis)
def state_profile(book: Book, actor: Actor, order: StateProfile, now: datetime) -> Diagnosis:
    """「概要の記入」 対象外 that was written for a case which now applies is 未回答 again."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    parts = {name: getattr(order, name) for name in PARTS}
    return stated(book, actor, found, parts, seen_version=order.seen_version, now=now)


def stated(
    book: Book,
    actor: Actor,
    found: Diagnosis,
    parts: Mapping[str, Scope | Profile | Practice | None],
    *,
    seen_version: int,
    now: datetime,
) -> Diagnosis:
    """「書いた概要」 The diagnosis with these parts over those that were seen."""
    if found.version != seen_version:
        raise Conflict("profile_moved")
    named: dict[str, Any] = {name: part for name, part in parts.items() if part is not None}
    made = _readable(replace(found.assessment, **named, replies={}, finished_on=None))
    assessments.state_parts(book, actor, found.ref, made)
    reopened = _reopened(found.assessment, made.profile)
    if reopened:
        assessments.add_replies(book, actor, found, reopened, now=now)
    return assessments.diagnosis(book, actor, found.ref)


def _readable(assessment: Assessment) -> Assessment:
    """What could be written in a document and read again; ``BadInput`` names every place."""
    made = load_assessment(dump_assessment(assessment))
    check_safeguards(made, requirements(made.edition))
    return made


def _reopened(assessment: Assessment, profile: Profile) -> dict[str, Reply]:
    asked = level(assessment.edition, int(assessment.star.value)).criteria
    return {
        one.id: replace(assessment.reply(one.id), answer=Answer.OPEN, reason=None)
        for one in asked
        if assessment.reply(one.id).answer is Answer.NOT_APPLICABLE and applies(one, profile)
    }
