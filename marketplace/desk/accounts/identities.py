"""「外部のID」 An issuer's name for a person is theirs once they linked it, never silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk.accounts import once, second_factors
from marketplace.desk.accounts.letters import tell_person
from marketplace.desk.accounts.second_factors import Proven
from marketplace.domain.account import Identity
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.organisation import Person
from marketplace.store import Book
from marketplace.store.accounts import identities, passwords, people


@dataclass(frozen=True, slots=True)
class Shown:
    """「発行者が示した人」 An issuer's name for somebody, once; ``email`` where it checked it.

    ``drawn`` is what was drawn for this one sign-in, so that it is taken once.
    """

    issuer: str
    subject: str
    email: str | None
    drawn: str


def whose(book: Book, shown: Shown) -> Person | None:
    """Who linked this name; nobody else is meant by it."""
    return identities.named_by(book, shown.issuer, shown.subject)


def may_be(book: Book, shown: Shown) -> Person | None:
    """Who has the address that the issuer checked: to be asked for a password, nothing more."""
    if shown.email is None or whose(book, shown):
        return None
    return people.person_by_email(book, shown.email.lower())


def enter(book: Book, shown: Shown, now: datetime) -> Person:
    """「外部のIDで入る」 As the person who linked it."""
    person = whose(book, shown)
    if person is None:
        raise Refused("identity_unknown")
    once.take(book, shown.drawn, now)
    return person


def link(book: Book, person: Person, shown: Shown, now: datetime, *, proven: Proven) -> Identity:
    """「外部のIDを結ぶ」 To a person who is signed in, or has just given the password.

    A new way in is a new key, and asks for as much as one.
    """
    second_factors.require_proven(book, person, proven, now)
    if whose(book, shown):
        raise Conflict("identity_taken")
    if any(one.issuer == shown.issuer for one in identities.identities(book, person.ref)):
        raise Conflict("identity_one_each")
    once.take(book, shown.drawn, now)
    made = Identity(shown.issuer, shown.subject, now)
    identities.add_identity(book, person.ref, made)
    tell_person(book, "identity_linked", person.ref, now)
    return made


def unlink(book: Book, person: Person, issuer: str, now: datetime) -> None:
    """「外部のIDを外す」 Unless no other way in would be left."""
    if passwords.kept(book, person.ref) is None:
        raise Refused("last_way_in")
    if not identities.remove_identity(book, person.ref, issuer):
        raise Missing("identity", ref=issuer)
    tell_person(book, "identity_unlinked", person.ref, now)
