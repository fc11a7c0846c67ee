"""「アカウントを変える」 One's own name, address and password; nobody changes another's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.accounts import failures, links, passwords
from marketplace.desk.accounts.asking import ask, ticket_of
from marketplace.desk.accounts.letters import ADDRESS_ASKED, PASSWORD_CHANGED, tell_person
from marketplace.desk.accounts.links import Link
from marketplace.desk.accounts.passwords import Hashed
from marketplace.desk.accounts.signing_up import MOST_PERSON
from marketplace.domain.account import Errand, SignedIn, Ticket
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.organisation import Person
from marketplace.store import Book, Store
from marketplace.store.accounts import attempts, people, sessions, tickets
from marketplace.store.accounts import passwords as kept


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """「パスワードを変える」 The old one as it was entered, and the new one."""

    old: str = field(repr=False)
    new: str = field(repr=False)


def rename(book: Book, signed: SignedIn, name: str, _now: datetime) -> None:
    """「名前を変える」 From now on; papers that name somebody keep the name of their day."""
    people.rename(book, signed.person, given.words(name, "person_name", MOST_PERSON))


def ask_address(book: Book, signed: SignedIn, email: str, now: datetime) -> str:
    """「アドレスを変えたい」 A link goes to the new address, and a word to the old one.

    Whether somebody has the new address is not said here: the owner of it alone learns it.
    """
    person, wanted = people.person(book, signed.person), given.email(email)
    if wanted == person.email:
        raise Refused("same_address", field="email")
    ask(book, ticket_of(Errand.ADDRESS, wanted, now, person=person.ref), now)
    tell_person(book, ADDRESS_ASKED, person.ref, now)
    return wanted


def asked_address(book: Book, link: Link, now: datetime) -> tuple[Ticket, Person]:
    """「アドレスの確認」 Whose address it would be from now on."""
    ticket = links.opened(book, link, Errand.ADDRESS, now)
    if ticket.person is None:
        raise Missing("ticket", ref=ticket.ref)
    return ticket, people.person(book, ticket.person)


def confirm_address(book: Book, link: Link, now: datetime) -> Person:
    """「アドレスを変える」 The old one signs nobody in any more, and no letter to it is good."""
    ticket, person = asked_address(book, link, now)
    if people.person_by_email(book, ticket.email) is not None:
        raise Conflict("address_taken")
    tickets.use(book, ticket.ref, now)
    tickets.spend_all(book, Errand.RESET, person.email, now)
    people.move(book, person.ref, ticket.email)
    return people.person(book, person.ref)


def change_password(store: Store, signed: SignedIn, order: ChangePassword, now: datetime) -> None:
    """「パスワードを変える」 Whoever only holds the session is asked for the old one."""
    with store.read() as book:
        person = people.person(book, signed.person)
        known = kept.kept(book, signed.person)
        paused = failures.is_paused(book, _tried(person), now)
    if known is None:
        raise Refused("no_password")
    if paused:
        raise Refused("password_not_yours", field="old")
    if not passwords.matches(known.hash, order.old):
        store.run(attempts.note, _tried(person), now)
        raise Refused("password_not_yours", field="old")
    new = passwords.hashed(order.new, about=(person.email, person.name))
    store.run(_put, signed, new, now)


def _put(book: Book, signed: SignedIn, new: Hashed, now: datetime) -> None:
    """Every other session ends: somebody may have one who should not."""
    person = people.person(book, signed.person)
    attempts.forget(book, _tried(person))
    kept.put(book, person.ref, new.text, now)
    sessions.end_others(book, person.ref, signed.ref, now)
    tickets.spend_all(book, Errand.RESET, person.email, now)
    tell_person(book, PASSWORD_CHANGED, person.ref, now)


def _tried(person: Person) -> str:
    return f"password:{person.ref}"
