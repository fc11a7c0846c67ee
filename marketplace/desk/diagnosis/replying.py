"""「回答する」 Several colleagues answer at once, and no answer is lost.

Whoever answers says which reply was on the screen. Where a colleague gave a newer one meanwhile,
nothing is written and both are carried back, for the person to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from conformance.reference import level
from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.diagnosis import entered
from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.diagnosis import Clash, Diagnosis
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import WHOLE, answered, answered_item, require_unfinished
from marketplace.domain.requirement import Level
from marketplace.store import Book, assessments


@dataclass(frozen=True, slots=True)
class ReplyTo:
    """「一つの回答」 To a criterion, over the reply of that number (0: none was there)."""

    criterion: str
    reply: Reply
    seen_version: int


@dataclass(frozen=True, slots=True)
class GiveReply:
    """「回答する」 To one criterion or several; all of it is kept or none."""

    token: str
    ref: str
    replies: tuple[ReplyTo, ...]


Mine: TypeAlias = tuple[ReplyTo, Reply]
"""A reply that was given, and as it would be kept."""


@dataclass(frozen=True, slots=True)
class ItemReply:
    """「まとめた回答」 To an item; ``seen_version`` moves on with each of its criteria."""

    item: str
    answer: Answer
    seen_version: int


@dataclass(frozen=True, slots=True)
class GiveItemReply:
    """「まとめて回答する」 The short form, of one item or several."""

    token: str
    ref: str
    replies: tuple[ItemReply, ...]


@act(again=assessments.diagnosis)
def reply(book: Book, actor: Actor, order: GiveReply, now: datetime) -> Diagnosis:
    """「回答」 What is as it was before is not written again."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    told = mine(book, actor, found, order.replies)
    made = said(found, told)
    require_unmoved(found, told)
    return kept(book, actor, found, made, now=now)


@act(again=assessments.diagnosis)
def reply_item(book: Book, actor: Actor, order: GiveItemReply, now: datetime) -> Diagnosis:
    """「まとめた回答」 Answers that were given criterion by criterion stay."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    asked, made = _level(found), found.assessment
    require_unfinished(made)
    for one in order.replies:
        made = answered_item(made, asked, one.item, one.answer)
    _require_items_unmoved(found, asked, order.replies)
    return kept(book, actor, found, made, now=now)


def mine(
    book: Book, actor: Actor, found: Diagnosis, told: tuple[ReplyTo, ...], *, whole: bool = False
) -> tuple[Mine, ...]:
    """「自分の答え」 Each reply as it would be kept, without what only stood on the screen."""
    beside = _beside(found, told, whole=whole)
    return tuple(pair for pair in beside if not _untouched(book, actor, found, pair))


def said(found: Diagnosis, told: tuple[Mine, ...]) -> Assessment:
    """「答えた診断」 With these replies; refused where one of them could not be true."""
    made, asked = found.assessment, _level(found)
    require_unfinished(made)
    for one, new in told:
        made = answered(made, asked, one.criterion, new)
    return made


def require_unmoved(found: Diagnosis, told: tuple[Mine, ...]) -> None:
    """Refuse where a colleague answered otherwise meanwhile; both answers are carried back."""
    clashes = tuple(
        Clash(one.criterion, new, found.given[one.criterion])
        for one, new in told
        if found.seen(one.criterion) != one.seen_version
        and one.criterion in found.given
        and found.given[one.criterion].reply != new
    )
    if clashes:
        criteria = tuple(clash.criterion for clash in clashes)
        by = tuple(dict.fromkeys(clash.theirs.by for clash in clashes))
        raise Conflict("reply_moved", criteria=criteria, by=by, clashes=clashes)


def kept(
    book: Book, actor: Actor, found: Diagnosis, made: Assessment, *, now: datetime
) -> Diagnosis:
    """Keep what is new in ``made``, and nothing that is as it was."""
    new = _changed(found.assessment.replies, made.replies)
    return assessments.add_replies(book, actor, found, new, now=now) if new else found


def _level(found: Diagnosis) -> Level:
    return level(found.assessment.edition, int(found.assessment.star.value))


def _beside(found: Diagnosis, told: tuple[ReplyTo, ...], *, whole: bool) -> Iterator[Mine]:
    """What is the same stays as the short form gave it; ``whole`` keeps the mark of a new one."""
    for one in told:
        new, before = entered.reply(one.reply), found.assessment.reply(one.criterion)
        if whole and one.reply.wholesale:
            new = replace(new, wholesale=new.answer in WHOLE)
        yield one, before if _said(before) == _said(new) else new


def _untouched(book: Book, actor: Actor, found: Diagnosis, pair: Mine) -> bool:
    """Whether it only stood on the screen, as it was before a colleague's newer reply."""
    one, new = pair
    if found.seen(one.criterion) == one.seen_version:
        return False
    number, version = one.criterion, one.seen_version
    was = assessments.earlier(book, actor, found.ref, criterion=number, version=version)
    return _said(was) == _said(new)


def _said(reply: Reply) -> Reply:
    return replace(reply, wholesale=False)


def _require_items_unmoved(found: Diagnosis, asked: Level, replies: tuple[ItemReply, ...]) -> None:
    items = {item.id: item for item in asked.items}
    moved = [items[r.item] for r in replies if found.seen_of(items[r.item]) != r.seen_version]
    if moved:
        by = tuple(dict.fromkeys(name for item in moved for name in found.by(item)))
        raise Conflict("item_moved", items=tuple(item.id for item in moved), by=by)


def _changed(before: Mapping[str, Reply], after: Mapping[str, Reply]) -> dict[str, Reply]:
    return {number: one for number, one in after.items() if before.get(number, Reply()) != one}
