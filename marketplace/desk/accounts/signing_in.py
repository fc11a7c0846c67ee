"""「サインイン」 By address and password; who needs a second factor is only half way in.

An address that nobody has is answered as a wrong password is, and as late.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.accounts import failures, passwords, second_factors
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Person
from marketplace.store import Book, Store
from marketplace.store.accounts import attempts, people
from marketplace.store.accounts import passwords as kept


@dataclass(frozen=True, slots=True)
class SignIn:
    """「サインインの指図」 What was entered."""

    email: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recognised:
    """「確かめられた人」 Who it is; ``second`` says that a second factor has to be shown now."""

    person: Person
    second: bool


def sign_in(store: Store, order: SignIn, now: datetime) -> Recognised:
    """Compare outside of any unit of work: a hash takes longer than a market may wait."""
    email = given.spelt_email(order.email)[: given.MOST_EMAIL]
    with store.read() as book:
        paused = failures.is_paused(book, tried(email), now)
        found = people.person_by_email(book, email)
        known = None if found is None else kept.kept(book, found.ref)
    if paused:
        raise Refused("wrong_sign_in", field="password")
    right = passwords.matches(None if known is None else known.hash, order.password)
    if not right or found is None or known is None:
        store.run(attempts.note, tried(email), now)
        raise Refused("wrong_sign_in", field="password")
    new = passwords.rehashed(order.password) if passwords.is_dated(known.hash) else None
    return store.run(_recognised, found, (known.hash, new), tried(email))


def tried(email: str) -> str:
    """Under what the failures of an address are counted."""
    return f"email:{email}"


def _recognised(
    book: Book, person: Person, renewed: tuple[str, passwords.Hashed | None], subject: str
) -> Recognised:
    old, new = renewed
    attempts.forget(book, subject)
    if new is not None:
        kept.rehash(book, person.ref, old, new.text)
    return Recognised(person, second_factors.asks_code(book, person.ref))
