"""「確認メールを頼む」 To sign up, to set a new password: the same work, whoever has an account.

Whether an address has one is asked by the worker when it writes, never while somebody waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.desk import order as given
from marketplace.desk.accounts.letters import post
from marketplace.domain.account import LASTS, Errand, Ticket
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import OrgKind
from marketplace.store import Book
from marketplace.store.accounts import tickets

OPEN_KINDS = (OrgKind.SME, OrgKind.PROVIDER, OrgKind.BUYER)
"""Who may sign up; a certifying body and the operator's people are invited."""

MOST_LETTERS, WITHIN = 3, timedelta(hours=1)
"""Letters of one kind that an address gets; whoever asks more often is answered all the same."""


@dataclass(frozen=True, slots=True)
class AskSignUp:
    """「登録を申し込む」 With which address, as which kind of organisation."""

    email: str
    kind: str


@dataclass(frozen=True, slots=True)
class AskReset:
    """「パスワードの決め直しを頼む」 For which address."""

    email: str


def ask_sign_up(book: Book, order: AskSignUp, now: datetime) -> str:
    """「登録を申し込む」 A letter goes to the address; gives it as it is kept."""
    email, kind = given.email(order.email), kind_of(order.kind)
    ask(book, ticket_of(Errand.SIGN_UP, email, now, kind=kind), now)
    return email


def ask_reset(book: Book, order: AskReset, now: datetime) -> str:
    """「決め直しを頼む」 A letter goes to the address where somebody has it."""
    email = given.email(order.email)
    ask(book, ticket_of(Errand.RESET, email, now), now)
    return email


def kind_of(value: object) -> OrgKind:
    """One of the kinds that may sign up."""
    found = next((kind for kind in OPEN_KINDS if kind.value == value), None)
    if found is None:
        raise Refused("kind_needed", field="kind")
    return found


def ticket_of(
    errand: Errand,
    email: str,
    now: datetime,
    *,
    person: str | None = None,
    kind: OrgKind | None = None,
) -> Ticket:
    """A ticket that is good from now on."""
    ends = now + LASTS[errand]
    return Ticket(new_ref("tk"), errand, email, now, ends, person=person, kind=kind)


def ask(book: Book, made: Ticket, now: datetime) -> None:
    """Enter a ticket and send its letter, unless the address got several just now."""
    if tickets.count_since(book, made.errand, made.email, now - WITHIN) < MOST_LETTERS:
        tickets.issue(book, made)
        post(book, made, now)
