"""「診断の記録」 A company's own diagnoses; nobody else reads or writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func, insert, select, update

from marketplace.codec.assessment import FORMAT, dump_assessment, load_assessment
from marketplace.domain.assessment import Assessment, Reply
from marketplace.domain.canonical import canonical
from marketplace.domain.diagnosis import Diagnosis, DiagnosisState, Given
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_parties, only, own_key
from marketplace.store.book import Book
from marketplace.store.rows import AssessmentReplyRow, AssessmentRow, PersonRow

_PARTS = ("scope", "profile", "facts")
_REPLY = (
    "answer",
    "reason",
    "note",
    "evidence",
    "owner",
    "due",
    "checked_on",
    "wholesale",
)


def add_diagnosis(book: Book, actor: Actor, made: Diagnosis) -> Diagnosis:
    """Keep a new diagnosis of the actor's own company, as yet without replies."""
    only(actor, OrgKind.SME)
    row = AssessmentRow(
        ref=made.ref,
        org_key=own_key(book, actor),
        star=made.assessment.star,
        edition=made.edition,
        state=made.state,
        version=made.version,
        saves=0,
        started_at=made.started_at,
        finished_on=made.assessment.finished_on,
        previous_ref=made.previous,
        **_written(made.assessment),
    )
    book.session.add(row)
    return diagnosis(book, actor, made.ref)


def diagnosis(book: Book, actor: Actor, ref: str) -> Diagnosis:
    """One of the actor's own, with the newest reply to every criterion."""
    row = _row(book, actor, ref)
    return _diagnosis_of(row, _given(book, [row.key]).get(row.key, {}))


def diagnoses(book: Book, actor: Actor) -> tuple[Diagnosis, ...]:
    """All of the actor's own; the newest first."""
    mine = of_parties(actor, AssessmentRow.org_key)
    rows = book.session.scalars(
        select(AssessmentRow).where(mine).order_by(AssessmentRow.key.desc())
    ).all()
    given = _given(book, [row.key for row in rows])
    return tuple(_diagnosis_of(row, given.get(row.key, {})) for row in rows)


def last_finished(book: Book, actor: Actor) -> Diagnosis | None:
    """「前回の診断」 The one of the actor's own that was finished last; None where none was."""
    mine = of_parties(actor, AssessmentRow.org_key)
    done = AssessmentRow.finished_on
    newest = select(AssessmentRow.ref).where(mine, done.is_not(None))
    ref = book.session.scalar(newest.order_by(done.desc(), AssessmentRow.key.desc()).limit(1))
    return diagnosis(book, actor, ref) if ref else None


def state_parts(book: Book, actor: Actor, ref: str, assessment: Assessment) -> None:
    """Write scope, profile and facts anew."""
    _saving(book, actor, ref)
    row = _row(book, actor, ref)
    row.version += 1
    for name, text in _written(assessment).items():
        setattr(row, name, text)
    book.session.flush()


def add_replies(
    book: Book, actor: Actor, kept: Diagnosis, replies: Mapping[str, Reply], *, now: datetime
) -> Diagnosis:
    """Keep replies as the newest to their criteria; the earlier ones stay.

    ``kept`` is what this unit of work has read.
    """
    key, org_key = _saving(book, actor, kept.ref)
    person = select(PersonRow.key).where(PersonRow.ref == actor.person.ref)
    person_key = found(book.session.scalar(person), "person", actor.person.ref)
    given = {
        criterion: Given(reply, kept.seen(criterion) + 1, actor.person.name, now)
        for criterion, reply in replies.items()
    }
    owner = {"org_key": org_key, "assessment_key": key, "person_key": person_key}
    rows = [{**owner, "criterion": one, **_columns(said)} for one, said in given.items()]
    book.session.execute(insert(AssessmentReplyRow), rows)
    return _with(kept, given)


def _columns(given: Given) -> dict[str, Any]:
    said = {name: getattr(given.reply, name) for name in _REPLY}
    return {**said, "version": given.version, "replied_at": given.at}


def _with(kept: Diagnosis, given: Mapping[str, Given]) -> Diagnosis:
    replies = {number: one.reply for number, one in given.items()}
    made = kept.assessment
    both = replace(made, replies={**made.replies, **replies})
    return replace(kept, given={**kept.given, **given}, assessment=both)


def earlier(book: Book, actor: Actor, ref: str, *, criterion: str, version: int) -> Reply:
    """「前の回答」 The reply of that number; 未回答 where there was none yet."""
    table = AssessmentReplyRow.__table__.c
    row = book.session.execute(
        select(*(table[name] for name in _REPLY)).where(
            table.assessment_key == _row(book, actor, ref).key,
            table.criterion == criterion,
            table.version == version,
        )
    ).one_or_none()
    return Reply(*row) if row else Reply()


def finish(book: Book, actor: Actor, ref: str, *, on: date) -> None:
    """From this day on it never changes."""
    _saving(book, actor, ref)
    row = _row(book, actor, ref)
    row.state, row.finished_on = DiagnosisState.FINISHED, on
    book.session.flush()


def _saving(book: Book, actor: Actor, ref: str) -> tuple[int, int]:
    """The keys of an open diagnosis and its owner; of two who save at once, one begins again."""
    keys = book.session.execute(
        update(AssessmentRow)
        .where(AssessmentRow.ref == ref, of_parties(actor, AssessmentRow.org_key))
        .where(AssessmentRow.finished_on.is_(None))
        .values(saves=AssessmentRow.saves + 1)
        .returning(AssessmentRow.key, AssessmentRow.org_key)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if keys is None:
        raise Conflict("assessment_finished", on=_row(book, actor, ref).finished_on)
    return keys[0], keys[1]


def _row(book: Book, actor: Actor, ref: str) -> AssessmentRow:
    mine = of_parties(actor, AssessmentRow.org_key)
    row = book.session.scalar(select(AssessmentRow).where(AssessmentRow.ref == ref, mine))
    return found(row, "assessment", ref)


def _given(book: Book, keys: Iterable[int]) -> dict[int, dict[str, Given]]:
    """The newest reply to every criterion, by the key of the diagnosis."""
    newest = (
        select(func.max(AssessmentReplyRow.key))
        .where(AssessmentReplyRow.assessment_key.in_(keys))
        .group_by(AssessmentReplyRow.assessment_key, AssessmentReplyRow.criterion)
    )
    table = AssessmentReplyRow.__table__.c
    columns = [table[name] for name in ("assessment_key", "criterion", "version", "replied_at")]
    rows = book.session.execute(
        select(*columns, PersonRow.name, *(table[name] for name in _REPLY))
        .join(PersonRow, PersonRow.key == table.person_key)
        .where(table.key.in_(newest))
        .order_by(table.key)
    )
    made: dict[int, dict[str, Given]] = {}
    for key, criterion, version, at, by, *reply in rows:
        made.setdefault(key, {})[criterion] = Given(Reply(*reply), version, by, at)
    return made


def _written(assessment: Assessment) -> dict[str, str]:
    plain = dump_assessment(assessment)
    return {name: canonical(plain.get(name, {})).decode() for name in _PARTS}


@lru_cache(maxsize=256)
def _read(slug: str, tag: str, *parts: str) -> Assessment:
    """The kept parts as they were loaded before; equal texts are equal values."""
    plain: dict[str, Any] = {"format": FORMAT, "edition": slug, "star": tag}
    found = {name: json.loads(part) for name, part in zip(_PARTS, parts, strict=True)}
    return load_assessment(plain | {name: part for name, part in found.items() if part})


def _diagnosis_of(row: AssessmentRow, given: Mapping[str, Given]) -> Diagnosis:
    read = _read(row.edition.slug, row.star.tag, row.scope, row.profile, row.facts)
    replies = {number: one.reply for number, one in given.items()}
    return Diagnosis(
        ref=row.ref,
        edition=row.edition,
        state=row.state,
        assessment=replace(read, replies=replies, finished_on=row.finished_on),
        version=row.version,
        given=given,
        started_at=row.started_at,
        previous=row.previous_ref,
    )
