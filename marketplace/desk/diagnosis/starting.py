"""「診断の始めと終わり」 A company begins to diagnose itself for a star, and finishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conformance.edition import load_edition
from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.assessment import Assessment
from marketplace.domain.codes import new_ref
from marketplace.domain.days import japan_day
from marketplace.domain.diagnosis import Diagnosis, DiagnosisState
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor
from marketplace.domain.tier import Star
from marketplace.store import Book, assessments

EDITION = "scs/2026-03-27"
"""The criteria by which a diagnosis is begun today; an earlier one keeps its own."""


@dataclass(frozen=True, slots=True)
class StartDiagnosis:
    """「診断を始める」 For ★3 or ★4."""

    token: str
    star: Star


@dataclass(frozen=True, slots=True)
class FinishDiagnosis:
    """「診断を終える」 As it stands, with whatever is still 未回答."""

    token: str
    ref: str


@act(again=assessments.diagnosis)
def start_diagnosis(book: Book, actor: Actor, order: StartDiagnosis, now: datetime) -> Diagnosis:
    """「診断の開始」 Nothing is known yet: every criterion is 未回答."""
    if not isinstance(order.star, Star):
        raise Refused("star_unknown")
    made = Diagnosis(
        ref=new_ref("as"),
        edition=load_edition(EDITION).ref,
        state=DiagnosisState.OPEN,
        assessment=Assessment(EDITION, order.star),
        version=0,
        given={},
        started_at=now,
    )
    return assessments.add_diagnosis(book, actor, made)


@act(again=assessments.diagnosis)
def finish_diagnosis(book: Book, actor: Actor, order: FinishDiagnosis, now: datetime) -> Diagnosis:
    """「診断の終了」 Dated, and from now on it never changes."""
    ref = given.ref(order.ref, "assessment")
    assessments.finish(book, actor, ref, on=japan_day(now))
    return assessments.diagnosis(book, actor, ref)
