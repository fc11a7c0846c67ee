"""「記録簿」 What was done, when and by whom, in the transaction that did it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from marketplace.domain.canonical import canonical
from marketplace.domain.organisation import Actor
from marketplace.store.access import own, own_key
from marketplace.store.book import Book
from marketplace.store.organisations import person_key
from marketplace.store.rows import JournalRow, PersonRow

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """「記録」 One line of the journal; body and salt are None once they were deleted."""

    act: str
    subject_ref: str
    person: str
    person_ref: str
    body: Mapping[str, Any] | None
    salt: bytes | None
    digest: str
    done_at: datetime
    seq: int | None


@dataclass(frozen=True, slots=True)
class Sought:
    """「記録の検索」 By whom, which acts, and from which instant until before which; None: any."""

    person_ref: str | None = None
    acts: tuple[str, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None


def journal(
    book: Book,
    actor: Actor,
    act_name: str,
    subject_ref: str,
    *,
    body: Mapping[str, object],
    now: datetime,
) -> None:
    """Write down an act of the actor on a subject."""
    salt = secrets.token_bytes(SALT_BYTES)
    row = JournalRow(
        org_key=own_key(book, actor),
        person_key=person_key(book, actor.person.ref),
        act=act_name,
        subject_ref=subject_ref,
        salt=salt,
        body=canonical(body).decode(),
        digest=salted_digest(salt, body),
        done_at=now,
    )
    book.session.add(row)


def entries(book: Book, actor: Actor, limit: int) -> tuple[Entry, ...]:
    """The last entries of the actor's own organisation, newest first."""
    rows = book.session.scalars(
        select(JournalRow)
        .where(JournalRow.org_key == own(actor))
        .order_by(JournalRow.key.desc())
        .limit(limit)
    )
    return tuple(_entry_of(row) for row in rows)


def count(book: Book, actor: Actor, sought: Sought) -> int:
    """How many entries of the actor's own organisation fit."""
    number = select(func.count(JournalRow.key)).where(*_fits(actor, sought))
    return book.session.scalars(number).one()


def search(book: Book, actor: Actor, sought: Sought, *, skip: int, limit: int) -> tuple[Entry, ...]:
    """Entries of the actor's own organisation that fit, newest first."""
    fits = select(JournalRow).where(*_fits(actor, sought)).order_by(JournalRow.key.desc())
    rows = book.session.scalars(fits.offset(skip).limit(limit))
    return tuple(_entry_of(row) for row in rows)


def salted_digest(salt: bytes, body: Mapping[str, object]) -> str:
    """「指紋」 SHA-256 of the salt followed by the canonical body: the body cannot be guessed."""
    return hashlib.sha256(salt + canonical(body)).hexdigest()


def _fits(actor: Actor, sought: Sought) -> list[ColumnElement[bool]]:
    fits: list[ColumnElement[bool]] = [JournalRow.org_key == own(actor)]
    if sought.person_ref is not None:
        there = select(PersonRow.key).where(PersonRow.ref == sought.person_ref)
        fits.append(JournalRow.person_key == there.scalar_subquery())
    if sought.acts is not None:
        fits.append(JournalRow.act.in_(sought.acts))
    if sought.since is not None:
        fits.append(JournalRow.done_at >= sought.since)
    if sought.before is not None:
        fits.append(JournalRow.done_at < sought.before)
    return fits


def _entry_of(row: JournalRow) -> Entry:
    return Entry(
        act=row.act,
        subject_ref=row.subject_ref,
        person=row.person.name,
        person_ref=row.person.ref,
        body=None if row.body is None else json.loads(row.body),
        salt=row.salt,
        digest=row.digest,
        done_at=row.done_at,
        seq=row.seq,
    )
