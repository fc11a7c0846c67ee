"""「運営者を迎える」 The operator's organisation and its people, from the machine's own shell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.members import issue
from marketplace.desk.order import MOST_NAME
from marketplace.desk.organisations import kana
from marketplace.domain.account import Ticket
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import Organisation, OrgKind, Role
from marketplace.store import Book, business_day, organisations

READING = "ウンエイシャ"
"""Where nothing was said: there is one operator, which stands in no list beside others."""


@dataclass(frozen=True, slots=True)
class CreateOperator:
    """「運営者を作る」 What it is called, and the address of its first ADMIN."""

    name: str
    email: str
    reading: str = READING


@dataclass(frozen=True, slots=True)
class InviteOperator:
    """「運営者の人を招待する」 An address and a role in the operator's organisation."""

    email: str
    role: Role


def create_operator(book: Book, order: CreateOperator, now: datetime) -> Ticket:
    """「運営者を作る」 Once a market; whoever runs the machine is shown the link."""
    found = organisations.of_kind(book, OrgKind.OPERATOR)
    if found:
        raise Refused("operator_exists", name=found[0].name)
    made = Organisation(
        ref=new_ref("og"),
        kind=OrgKind.OPERATOR,
        name=given.words(order.name, "name", MOST_NAME),
        reading=kana(order.reading, "reading"),
        fictional=business_day.business_day(book) is not None,
    )
    email = given.email(order.email)
    organisations.add_organisation(book, made)
    book.session.flush()
    return issue(book, made.ref, email, Role.ADMIN, now=now)


def invite_operator(book: Book, order: InviteOperator, now: datetime) -> Ticket:
    """「運営者の人を招待する」 From the shell: also where no ADMIN can sign in any more."""
    found = organisations.of_kind(book, OrgKind.OPERATOR)
    if not found:
        raise Missing("operator")
    return issue(book, found[0].ref, given.email(order.email), order.role, now=now)
