"""「人の台帳」 A person by reference or by address, and for whom that person acts."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from marketplace.domain.organisation import Actor, Person
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.organisations import KINDS, actor_of_row
from marketplace.store.rows import MembershipRow, PersonRow


def person(book: Book, ref: str) -> Person:
    """A person by its public reference."""
    return _person_of(found(_row(book, PersonRow.ref == ref), "person", ref))


def person_by_email(book: Book, email: str) -> Person | None:
    """Who signs in with an address, spelt as it is kept."""
    row = _row(book, PersonRow.email == email)
    return None if row is None else _person_of(row)


def rename(book: Book, ref: str, name: str) -> None:
    """Call a person by another name."""
    found(_row(book, PersonRow.ref == ref), "person", ref).name = name


def move(book: Book, ref: str, email: str) -> None:
    """Let a person sign in with another address; it is taken once."""
    found(_row(book, PersonRow.ref == ref), "person", ref).email = email
    book.session.flush()


def acting_as(book: Book, ref: str) -> tuple[Actor, ...]:
    """Everybody a person acts as today, by kind of organisation and then by reading."""
    rows = book.session.scalars(
        select(MembershipRow)
        .join(PersonRow)
        .where(PersonRow.ref == ref, MembershipRow.left_at.is_(None))
    )
    return tuple(sorted((actor_of_row(row) for row in rows), key=_place))


def _row(book: Book, named: ColumnElement[bool]) -> PersonRow | None:
    return book.session.scalar(select(PersonRow).where(named))


def _person_of(row: PersonRow) -> Person:
    return Person(row.ref, row.name, row.email)


def _place(actor: Actor) -> tuple[int, str, str]:
    return KINDS.index(actor.kind), actor.org.reading, actor.org.ref
