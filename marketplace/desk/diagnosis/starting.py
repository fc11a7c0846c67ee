"""「診断の始めと終わり」 A company begins to diagnose itself for a star, and finishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from conformance.reference import requirements
from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.diagnosis.editions import require_current
from marketplace.domain.assessment import Assessment, Profile
from marketplace.domain.codes import new_ref
from marketplace.domain.days import japan_day
from marketplace.domain.diagnosis import Diagnosis, DiagnosisState
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor
from marketplace.domain.tier import Star
from marketplace.store import Book, assessments


@dataclass(frozen=True, slots=True)
class StartDiagnosis:
    """「診断を始める」 For ★3 or ★4, under the edition that was on the screen.

    ``previous`` names a finished diagnosis of the company: its scope, profile and facts are taken
    over, its answers wait to be confirmed.
    """

    token: str
    star: Star
    edition: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class FinishDiagnosis:
    """「診断を終える」 As it stands, with whatever is still 未回答."""

    token: str
    ref: str


@act(again=assessments.diagnosis)
def start_diagnosis(book: Book, actor: Actor, order: StartDiagnosis, now: datetime) -> Diagnosis:
    """「診断の開始」 Every criterion is 未回答, also where there is an answer of last time."""
    if not isinstance(order.star, Star):
        raise Refused("star_unknown")
    edition = require_current(book, order.edition, japan_day(now))
    begun = Assessment(edition.slug, order.star)
    made = Diagnosis(
        ref=new_ref("as"),
        edition=edition.ref,
        state=DiagnosisState.OPEN,
        assessment=_from_last_time(book, actor, begun, order.previous),
        version=0,
        given={},
        started_at=now,
        previous=order.previous,
    )
    return assessments.add_diagnosis(book, actor, made)


@act(again=assessments.diagnosis)
def finish_diagnosis(book: Book, actor: Actor, order: FinishDiagnosis, now: datetime) -> Diagnosis:
    """「診断の終了」 Dated, and from now on it never changes."""
    ref = given.ref(order.ref, "assessment")
    assessments.finish(book, actor, ref, on=japan_day(now))
    return assessments.diagnosis(book, actor, ref)


def _from_last_time(
    book: Book, actor: Actor, begun: Assessment, previous: str | None
) -> Assessment:
    if previous is None:
        return begun
    last = assessments.diagnosis(book, actor, given.ref(previous, "assessment"))
    if last.state is not DiagnosisState.FINISHED:
        raise Conflict("previous_not_finished")
    made = last.assessment
    profile = _still_asked(made.profile, begun.edition)
    return replace(begun, scope=made.scope, profile=profile, facts=made.facts)


def _still_asked(profile: Profile, edition: str) -> Profile:
    """Measures meet what this edition asks; criteria of an earlier one are left behind."""
    known = {one.id for item in requirements(edition) for one in item.criteria}
    kept = (
        replace(one, criteria=tuple(number for number in one.criteria if number in known))
        for one in profile.safeguards
    )
    return replace(profile, safeguards=tuple(kept))
