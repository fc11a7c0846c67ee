"""「登録する」 By the link of a letter: a person, an organisation, and the first ADMIN of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.accounts import links
from marketplace.desk.accounts.links import Link
from marketplace.desk.accounts.passwords import Hashed
from marketplace.desk.order import MOST_NAME
from marketplace.desk.organisations import (
    MOST_ADDRESS,
    corporate_number,
    invoice_number,
    kana,
)
from marketplace.domain.account import Errand, Ticket
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor, Organisation, OrgKind, Person, Role
from marketplace.store import Book, journal, organisations
from marketplace.store.accounts import passwords, people, tickets

MOST_PERSON = 100
"""Characters of a person's name."""


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """「組織の届け出」 What a new organisation says of itself; "" where it has none."""

    name: str
    reading: str
    address: str
    corporate_number: str = ""
    invoice_number: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SignUp:
    """「登録する」 The link of the letter, who it is, and for which organisation.

    ``fictional`` says that the market is a demo: nobody real signs up there.
    """

    link: Link
    name: str
    password: Hashed
    organisation: NewOrganisation
    fictional: bool


def asked_sign_up(book: Book, link: Link, now: datetime) -> Ticket:
    """「登録の途中」 What the owner of a link may enter now."""
    return links.opened(book, link, Errand.SIGN_UP, now)


def sign_up(book: Book, order: SignUp, now: datetime) -> Actor:
    """「登録する」 All of it or nothing; the link is used then."""
    ticket = asked_sign_up(book, order.link, now)
    org = _organisation(book, order, ticket.kind or OrgKind.SME)
    person = add_account(book, ticket.email, order.name, order.password, now=now)
    organisations.add_organisation(book, org)
    book.session.flush()
    organisations.add_membership(book, person.ref, org.ref, Role.ADMIN)
    tickets.use(book, ticket.ref, now)
    actor = Actor(person, org, Role.ADMIN)
    body = {"kind": org.kind, "name": org.name, "ticket": ticket.ref}
    journal.journal(book, actor, "sign_up", org.ref, body=body, now=now)
    return actor


def add_account(book: Book, email: str, name: str, password: Hashed, *, now: datetime) -> Person:
    """「人の登録」 Whoever owns an address that a letter reached; it belongs to one person."""
    if people.person_by_email(book, email) is not None:
        raise Conflict("has_account")
    made = Person(new_ref("ps"), given.words(name, "person_name", MOST_PERSON), email)
    organisations.add_person(book, made)
    book.session.flush()
    passwords.put(book, made.ref, password.text, now)
    return made


def _organisation(book: Book, order: SignUp, kind: OrgKind) -> Organisation:
    said = order.organisation
    number = corporate_number(said.corporate_number)
    if number is None and kind is not OrgKind.SME:
        raise Refused("corporate_number_needed", field="corporate_number")
    if number and organisations.is_number_entered(book, kind, number):
        raise Refused("corporate_number_taken", kind=kind)
    provides = kind is OrgKind.PROVIDER
    return Organisation(
        ref=new_ref("og"),
        kind=kind,
        name=given.words(said.name, "name", MOST_NAME),
        reading=kana(said.reading, "reading"),
        address=given.words(said.address, "address", MOST_ADDRESS),
        corporate_number=number,
        invoice_number=invoice_number(said.invoice_number, number) if provides else None,
        code=_code(book, said.code) if provides else None,
        fictional=order.fictional,
    )


def _code(book: Book, value: str) -> str:
    """「事業者コード」 It names the provider in every manifest, so it is taken once."""
    code = given.provider_code(value)
    if organisations.provider_by_code(book, code) is not None:
        raise Refused("provider_code_in_use", found=code)
    return code
