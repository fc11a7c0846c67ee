"""「手紙」 What a person is written about the own account; an errand names a ticket or the person.

No address, link or name stands in an errand: the worker reads them when it sends, and computes the
link then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.desk.accounts.links import PATHS, link_text
from marketplace.domain.account import Errand, Ticket
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Person
from marketplace.store import Book, business_day, organisations, outbox
from marketplace.store.accounts import people, tickets

LETTER = "market.letter"

HAS_ACCOUNT = "has_account"
"""Instead of a sign-up, to an address that has an account already."""

PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of a letter
ADDRESS_ASKED = "address_asked"


@dataclass(frozen=True, slots=True)
class Letter:
    """「手紙」 To whom, which one, what it says, and the ticket whose link it carries."""

    email: str
    name: str
    code: str
    values: Mapping[str, str]
    ticket: Ticket | None
    fictional: bool


def post(book: Book, made: Ticket, now: datetime) -> None:
    """Send the letter of a ticket."""
    _put(book, {"code": made.errand.value, "ticket": made.ref}, f"{LETTER}:{made.ref}", now)


def tell_person(book: Book, code: str, person: str, now: datetime) -> None:
    """Write to a person about what has just happened to the own account."""
    when = now.isoformat(timespec="microseconds")
    _put(book, {"code": code, "person": person}, f"{LETTER}:{code}:{person}:{when}", now)


def letter_of(book: Book, payload: Mapping[str, Any], now: datetime) -> Letter | None:
    """What an errand asks to be written, by what is known at this moment; None: to nobody."""
    if "ticket" in payload:
        return _of_ticket(book, payload["ticket"], now)
    try:
        person = people.person(book, payload["person"])
    except Missing:
        return None
    return Letter(person.email, person.name, payload["code"], {}, None, _is_demo(book))


def address_of(site: str, made: Ticket, key: bytes) -> str:
    """The whole address of a ticket's link."""
    return f"{site}{PATHS[made.errand]}{link_text(made.ref, made.errand, key)}"


def _of_ticket(book: Book, ref: str, now: datetime) -> Letter | None:
    try:
        found = tickets.ticket(book, ref)
    except Missing:
        return None
    person = people.person_by_email(book, found.email)
    if not found.is_open(now) or (found.errand is Errand.RESET and person is None):
        return None
    if found.errand is Errand.SIGN_UP and person is not None:
        return _to(book, found, person, HAS_ACCOUNT, carried=None)
    return _to(book, found, person, found.errand.value, carried=found)


def _to(
    book: Book, found: Ticket, person: Person | None, code: str, *, carried: Ticket | None
) -> Letter:
    values = {}
    if found.org is not None:
        values["org"] = organisations.organisation(book, found.org).name
    if found.role is not None:
        values["role"] = found.role.label
    name = person.name if person else ""
    return Letter(found.email, name, code, values, carried, _is_demo(book))


def _is_demo(book: Book) -> bool:
    return business_day.business_day(book) is not None


def _put(book: Book, payload: Mapping[str, str], key: str, now: datetime) -> None:
    outbox.put(book, LETTER, payload, org=None, key=key, now=now)
