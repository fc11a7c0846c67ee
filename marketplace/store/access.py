"""Who may see and do what; every query on an organisation's data asks here."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.book import Book
from marketplace.store.rows import OrganisationRow

T = TypeVar("T")


def own(actor: Actor) -> ScalarSelect[int]:
    """The key of the actor's organisation, as a part of a statement."""
    return select(OrganisationRow.key).where(OrganisationRow.ref == actor.org.ref).scalar_subquery()


def of_provider(actor: Actor, owner: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """A provider's papers: its own eyes and the certifying body's, nobody else's."""
    if actor.kind is OrgKind.CERTIFIER:
        return true()
    return owner == own(actor) if actor.kind is OrgKind.PROVIDER else false()


def of_parties(actor: Actor, *parties: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """What two organisations agreed: theirs alone, not even the certifying body's."""
    return or_(*(party == own(actor) for party in parties))


def found(row: T | None, noun: str, ref: str) -> T:
    """The row, or ``Missing`` with the noun as its code."""
    if row is None:
        raise Missing(noun, ref=ref)
    return row


def own_key(book: Book, actor: Actor) -> int:
    """The key of the actor's organisation, for a new row."""
    key: int | None = book.session.scalar(select(own(actor)))
    return found(key, "organisation", actor.org.ref)


def only(actor: Actor, kind: OrgKind) -> None:
    """Refuse an act that belongs to another kind of organisation."""
    if actor.kind is not kind:
        raise Refused("not_allowed", kind=actor.kind)
