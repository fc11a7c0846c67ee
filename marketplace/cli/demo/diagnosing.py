"""「見本の診断」 Three companies and their diagnoses, each from its document beside the manifests.

One finished its diagnosis of the fiscal year before and has begun the next from it; one is half
way to ★3; one has finished for ★4.
"""

from __future__ import annotations

from datetime import date, datetime, time

from marketplace.cli.demo.parties import MANIFESTS
from marketplace.cli.demo.stage import Stage
from marketplace.codec.assessment import read_assessment
from marketplace.desk.diagnosis.confirming import ConfirmPrevious, confirm_previous
from marketplace.desk.diagnosis.importing import ImportAnswers, import_answers
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.desk.diagnosis.starting import (
    FinishDiagnosis,
    StartDiagnosis,
    finish_diagnosis,
    start_diagnosis,
)
from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.days import JST
from marketplace.domain.diagnosis import Diagnosis

AT = time(15, 0, tzinfo=JST)
LAST_YEAR = "kaname", date(2026, 3, 30), date(2026, 3, 31)
"""It began on the Monday after the criteria were published, on the last days of the fiscal year."""

FINISHED = "shirogane", date(2026, 10, 27), date(2026, 10, 30)
HALF_WAY = "minato"

SAME = ("1-2-1-1", "1-2-3-1", "2-1-1-1", "3-1-1-1", "4-1-1-1", "4-1-1-2", "4-1-1-3", "4-1-1-4")
SINCE = {
    "1-3-1-1": Reply(Answer.MET, note="2026年6月に決めました", evidence="セキュリティ対応方針"),
    "4-3-4-2": Reply(Answer.MET, note="受注の台帳も、毎日控えを取っています"),
    "4-4-5-1": Reply(Answer.UNMET, note="新しい PC 4台に、まだ入れていません", owner="森本"),
}
"""What became of last year's answers: two better, one worse."""


def last_year(stage: Stage) -> Diagnosis:
    """「前の年度の診断」 Before everything else that the demo tells."""
    return _done(stage, *LAST_YEAR)


def autumn(stage: Stage) -> Diagnosis:
    """「終えた診断」 In the week before the first day."""
    return _done(stage, *FINISHED)


def play(stage: Stage, last: Diagnosis, now: datetime) -> None:
    """「初日の診断」 One is half way, one has begun from the last one."""
    _filled(stage, HALF_WAY, now)
    _next_year(stage, LAST_YEAR[0], last, now)


def document(name: str) -> Assessment:
    """The diagnosis of a company as it is written."""
    file = MANIFESTS / "diagnoses" / f"{name}.yaml"
    return read_assessment(file.read_bytes(), file.name)


def _filled(stage: Stage, name: str, now: datetime) -> Diagnosis:
    actor, written = stage.cast[name][0], document(name)
    order = StartDiagnosis(f"demo-{name}-diagnosis", written.star)
    begun = start_diagnosis(stage.book, actor, order, now)
    told = tuple(ReplyTo(number, one, 0) for number, one in written.replies.items())
    taken = ImportAnswers(
        f"demo-{name}-answers",
        begun.ref,
        0,
        told,
        scope=written.scope,
        profile=written.profile,
        facts=written.facts,
    )
    return import_answers(stage.book, actor, taken, now)


def _done(stage: Stage, name: str, begun: date, ended: date) -> Diagnosis:
    made = _filled(stage, name, datetime.combine(begun, AT))
    order = FinishDiagnosis(f"demo-{name}-finish", made.ref)
    return finish_diagnosis(stage.book, stage.cast[name][0], order, datetime.combine(ended, AT))


def _next_year(stage: Stage, name: str, last: Diagnosis, now: datetime) -> None:
    """A colleague looks again at what stayed as it was; the other answers what did not."""
    first, second = stage.cast[name][:2]
    star = last.assessment.star
    order = StartDiagnosis(f"demo-{name}-again", star, previous=last.ref)
    begun = start_diagnosis(stage.book, first, order, now)
    same = ConfirmPrevious(f"demo-{name}-same", begun.ref, SAME)
    confirm_previous(stage.book, second, same, now)
    told = tuple(ReplyTo(number, one, 0) for number, one in SINCE.items())
    reply(stage.book, first, GiveReply(f"demo-{name}-since", begun.ref, told), now)
