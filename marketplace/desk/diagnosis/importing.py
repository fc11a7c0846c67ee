"""「取込み」 Answers and profile from a file: first what would change, then one act for all of it.

The file is kept nowhere. What the preview showed comes back in the order, so that what is done is
what was seen; where a colleague answered since the file was written, both answers are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from conformance.reference import requirements
from marketplace.codec.answers import Answers, Row, read_table
from marketplace.codec.imported import read_document
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.diagnosis import entered
from marketplace.desk.diagnosis.confirming import level_of
from marketplace.desk.diagnosis.editions import require_known
from marketplace.desk.diagnosis.profiling import PARTS, stated
from marketplace.desk.diagnosis.replying import ReplyTo, kept, mine, require_unmoved, said
from marketplace.domain.assessment import Answer, Assessment, Profile, Reply, Scope
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.errors import Conflict, Fault, MarketError
from marketplace.domain.organisation import Actor
from marketplace.domain.practice import Practice
from marketplace.domain.progress import answered, applies, check_safeguards, require_unfinished
from marketplace.domain.requirement import Level
from marketplace.store import Book, assessments

Part = Scope | Profile | Practice


@dataclass(frozen=True, slots=True)
class ImportAnswers:
    """「取り込む」 The replies and the parts that a preview showed; all of it is kept, or none."""

    token: str
    ref: str
    seen_version: int
    replies: tuple[ReplyTo, ...]
    scope: Scope | None = None
    profile: Profile | None = None
    facts: Practice | None = None


class Change(StrEnum):
    """「取込みの変わりかた」 What a line of the file would do."""

    ADDED = "added"
    CHANGED = "changed"
    CLASH = "clash"
    LEFT = "left"
    SAME = "same"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "added": "新しい答え",
            "changed": "変わる答え",
            "clash": "同僚の新しい答えと重なる",
            "left": "同僚の新しい答えが残る",
            "same": "同じ",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Line:
    """「取込みの行」 A criterion before and after, and which reply is there now."""

    criterion: str
    label: str
    change: Change
    before: Reply
    after: Reply
    seen: int
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """「断った行」 A line that says what cannot be."""

    line: int
    criterion: str
    error: MarketError


@dataclass(frozen=True, slots=True)
class Preview:
    """「取込みの下見」 What would change, and what the file says that cannot be used."""

    kept: Diagnosis
    level: Level
    lines: tuple[Line, ...]
    parts: Mapping[str, Part]
    unread: tuple[Fault, ...] = ()
    unusable: tuple[Unusable, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def of(self, change: Change) -> tuple[Line, ...]:
        """The lines of one kind."""
        return tuple(one for one in self.lines if one.change is change)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to confirm."""
        moves = {Change.ADDED, Change.CHANGED, Change.CLASH}
        return bool(self.parts) or any(one.change in moves for one in self.lines)


def preview(book: Book, actor: Actor, ref: str, *, raw: bytes, name: str) -> Preview:
    """「下見」 Nothing is written; ``BadInput`` where the file is none of ours."""
    require(actor, "import_preview")
    found = assessments.diagnosis(book, actor, given.ref(ref, "assessment"))
    require_unfinished(found.assessment)
    if PurePath(given.file_name(name)).suffix.lower() == ".json":
        document = read_document(raw)
        answers, parts = document.answers, document.parts
    else:
        answers, parts = read_table(raw), {}
    _require_edition(book, found, answers)
    return previewed(book, actor, found, answers, parts=_moved(found.assessment, parts))


def previewed(
    book: Book,
    actor: Actor,
    found: Diagnosis,
    answers: Answers,
    *,
    parts: Mapping[str, Part],
) -> Preview:
    """「下見」 Of what was read before."""
    named: dict[str, Any] = dict(parts)
    made, asked = replace(found.assessment, **named), level_of(found.assessment)
    lines: list[Line] = []
    unusable: list[Unusable] = []
    for row in answers.rows:
        try:
            lines.append(_line(book, actor, found, _Under(made, asked), row=row))
        except MarketError as error:
            unusable.append(Unusable(row.line, row.criterion, error))
    return Preview(
        kept=found,
        level=asked,
        lines=tuple(lines),
        parts=parts,
        unread=answers.refused,
        unusable=tuple(unusable),
        notes=answers.notes,
    )


@act(again=assessments.diagnosis)
def import_answers(book: Book, actor: Actor, order: ImportAnswers, now: datetime) -> Diagnosis:
    """「取込み」 The profile first, because it says what is asked."""
    found = assessments.diagnosis(book, actor, given.ref(order.ref, "assessment"))
    require_unfinished(found.assessment)
    told = mine(book, actor, found, order.replies, whole=True)
    require_unmoved(found, told)
    parts = {name: getattr(order, name) for name in PARTS}
    if any(part is not None for part in parts.values()):
        seen = order.seen_version
        found = stated(book, actor, found, parts, seen_version=seen, now=now)
    return kept(book, actor, found, said(found, told), now=now)


@dataclass(frozen=True, slots=True)
class _Under:
    """The profile under which the file is read, and what the level asks."""

    made: Assessment
    asked: Level


def _line(book: Book, actor: Actor, found: Diagnosis, under: _Under, *, row: Row) -> Line:
    number, before = row.criterion, found.assessment.reply(row.criterion)
    after = _after(under, before, row)
    answered(under.made, under.asked, number, after)
    present = found.seen(number)
    change = _change(before, after, present)
    stale = row.seen is not None and row.seen != present
    if stale and change is Change.CHANGED:
        was = assessments.earlier(book, actor, found.ref, criterion=number, version=row.seen or 0)
        change = Change.LEFT if _plain(was) == _plain(after) else Change.CLASH
    by = found.given[number].by if number in found.given else None
    label = under.asked.by_id[number].label
    return Line(number, label, change, before, after, seen=present, by=by)


def _after(under: _Under, before: Reply, row: Row) -> Reply:
    """A column that is not there leaves what is; 対象外 by the profile is no answer of a person."""
    says = dict(row.says)
    criterion = under.asked.by_id.get(row.criterion)
    aside = says["answer"] is Answer.NOT_APPLICABLE
    if aside and criterion and applies(criterion, under.made.profile) is False:
        says |= {"answer": before.answer, "reason": before.reason, "wholesale": before.wholesale}
    made = replace(before, **says)
    clean = entered.reply(made)
    whole = made.wholesale and made.answer in (Answer.MET, Answer.UNMET)
    return replace(clean, wholesale=whole)


def _change(before: Reply, after: Reply, present: int) -> Change:
    if _plain(before) == _plain(after):
        return Change.SAME
    return Change.CHANGED if present else Change.ADDED


def _plain(reply: Reply) -> Reply:
    return replace(reply, wholesale=False)


def _require_edition(book: Book, found: Diagnosis, answers: Answers) -> None:
    """A file of another edition is not read by number: the same number may be something else."""
    for slug in sorted(answers.editions):
        require_known(book, slug)
        if slug != found.assessment.edition:
            raise Conflict("edition_differs", edition=slug, own=found.assessment.edition)


def _moved(made: Assessment, parts: Mapping[str, Part]) -> dict[str, Part]:
    """The parts that are not as they are; measures must name what the scheme knows."""
    named: dict[str, Any] = dict(parts)
    check_safeguards(replace(made, **named), requirements(made.edition))
    return {name: part for name, part in parts.items() if getattr(made, name) != part}
