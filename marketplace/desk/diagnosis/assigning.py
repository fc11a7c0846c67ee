"""「担当と期日を決める」 Who does what is left, and by when; the answers stay as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.diagnosis import entered
from marketplace.desk.diagnosis.confirming import level_of
from marketplace.desk.diagnosis.replying import kept
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import require_unfinished
from marketplace.store import Book, assessments


@dataclass(frozen=True, slots=True)
class AssignTasks:
    """「担当と期日」 Of these criteria; what is None is not changed."""

    token: str
    ref: str
    criteria: tuple[str, ...]
    owner: str | None = None
    due: date | None = None


@act(again=assessments.diagnosis)
def assign_tasks(book: Book, actor: Actor, order: AssignTasks, now: datetime) -> Diagnosis:
    """「担当と期日の決定」 Over the newest answers; the earlier ones stay on record."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    require_unfinished(found.assessment)
    asked, (owner, due) = level_of(found.assessment), _said(order)
    replies = dict(found.assessment.replies)
    for number in order.criteria:
        if number not in asked.by_id:
            raise Missing("criterion", criterion=number, star=asked.star.label)
        before = found.assessment.reply(number)
        replies[number] = replace(before, owner=owner or before.owner, due=due or before.due)
    return kept(book, actor, found, replace(found.assessment, replies=replies), now=now)


def _said(order: AssignTasks) -> tuple[str | None, date | None]:
    owner = entered.text(order.owner, "owner", entered.MOST_OWNER)
    due = None if order.due is None else given.day(order.due, "due")
    if not order.criteria or (owner is None and due is None):
        raise Refused("nothing_assigned")
    return owner, due
