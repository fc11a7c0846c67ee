"""「パスワード」 The argon2id text of each person's password; none for who signs in otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from marketplace.store.book import Book
from marketplace.store.organisations import person_key
from marketplace.store.rows import PasswordRow, PersonRow


@dataclass(frozen=True, slots=True)
class Kept:
    """「預かったパスワード」 What is kept of a password, and since when."""

    hash: str
    changed_at: datetime


def kept(book: Book, person_ref: str) -> Kept | None:
    """What is kept of a person's password."""
    row = _row(book, person_ref)
    return None if row is None else Kept(row.hash, row.changed_at)


def shared(book: Book) -> frozenset[str]:
    """Who has the very hash of somebody else; salts are random, so it was given, not chosen."""
    twice = select(PasswordRow.hash).group_by(PasswordRow.hash).having(func.count() > 1)
    people = select(PersonRow.ref).join(PasswordRow, PasswordRow.person_key == PersonRow.key)
    return frozenset(book.session.scalars(people.where(PasswordRow.hash.in_(twice))))


def put(book: Book, person_ref: str, text: str, now: datetime) -> None:
    """Set a person's password."""
    row = _row(book, person_ref)
    if row is None:
        row = PasswordRow(person_key=person_key(book, person_ref))
        book.session.add(row)
    row.hash, row.changed_at = text, now


def rehash(book: Book, person_ref: str, old: str, new: str) -> None:
    """Keep the same password under newer parameters, unless it was changed meanwhile."""
    row = _row(book, person_ref)
    if row is not None and row.hash == old:
        row.hash = new


def _row(book: Book, person_ref: str) -> PasswordRow | None:
    rows = select(PasswordRow).join(PersonRow, PersonRow.key == PasswordRow.person_key)
    return book.session.scalar(rows.where(PersonRow.ref == person_ref))
