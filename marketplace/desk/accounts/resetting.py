"""「パスワードを決め直す」 By the link of a letter to the address that one signs in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk.accounts import links
from marketplace.desk.accounts.letters import PASSWORD_CHANGED, tell_person
from marketplace.desk.accounts.links import Link
from marketplace.desk.accounts.passwords import Hashed
from marketplace.desk.accounts.signing_in import tried
from marketplace.domain.account import Errand
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Person
from marketplace.store import Book
from marketplace.store.accounts import attempts, passwords, people, sessions, tickets


@dataclass(frozen=True, slots=True)
class Reset:
    """「決め直す」 The link of the letter, and the new password."""

    link: Link
    password: Hashed


def asked_reset(book: Book, link: Link, now: datetime) -> Person:
    """「決め直す人」 Who may set a new password now."""
    ticket = links.opened(book, link, Errand.RESET, now)
    found = people.person_by_email(book, ticket.email)
    if found is None:
        raise Missing("ticket", ref=ticket.ref)
    return found


def reset(book: Book, order: Reset, now: datetime) -> Person:
    """「決め直す」 Every session ends and no other link is good any more; a second factor stays."""
    person = asked_reset(book, order.link, now)
    tickets.spend_all(book, Errand.RESET, person.email, now)
    passwords.put(book, person.ref, order.password.text, now)
    sessions.end_others(book, person.ref, None, now)
    attempts.forget(book, tried(person.email))
    tell_person(book, PASSWORD_CHANGED, person.ref, now)
    return person
