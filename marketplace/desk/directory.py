"""「運営者の招待」 Bodies come in by invitation, and no organisation stays without an ADMIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.act import act
from marketplace.desk.members import issue
from marketplace.desk.order import MOST_NAME
from marketplace.desk.organisations import kana
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Refused
from marketplace.domain.member import OrganisationLine
from marketplace.domain.organisation import Actor, Organisation, OrgKind, Role
from marketplace.store import Book, directory, organisations


@dataclass(frozen=True, slots=True)
class InviteBody:
    """「審査登録機関を招待する」 Its name, how it is read, and the address of its first ADMIN."""

    token: str
    name: str
    reading: str
    email: str


@dataclass(frozen=True, slots=True)
class InviteAdmin:
    """「管理者を招待する」 For an organisation that has none left."""

    token: str
    org: str
    email: str


def organisations_of(book: Book, actor: Actor) -> tuple[OrganisationLine, ...]:
    """「組織の一覧」 All of them for the operator; nothing of what they do."""
    require(actor, "organisations_of")
    return directory.organisations_of(book, actor)


def _body(book: Book, actor: Actor, ref: str) -> OrganisationLine:
    return directory.organisation_line(book, actor, ref)


@act(again=_body)
def invite_body(book: Book, actor: Actor, order: InviteBody, now: datetime) -> OrganisationLine:
    """「審査登録機関の招待」 In a demo it is 架空, as the operator is."""
    made = Organisation(
        ref=new_ref("og"),
        kind=OrgKind.CERTIFIER,
        name=given.words(order.name, "name", MOST_NAME),
        reading=kana(order.reading, "reading"),
        fictional=actor.org.fictional,
    )
    email = given.email(order.email)
    if directory.is_named(book, OrgKind.CERTIFIER, made.name):
        raise Refused("body_exists", name=made.name)
    organisations.add_organisation(book, made)
    book.session.flush()
    issue(book, made.ref, email, Role.ADMIN, now=now)
    return _body(book, actor, made.ref)


@act(again=_body)
def invite_admin(book: Book, actor: Actor, order: InviteAdmin, now: datetime) -> OrganisationLine:
    """「管理者の招待」 Where the last ADMIN is gone; nobody is put beside one who is there."""
    found = _body(book, actor, given.ref(order.org, "organisation"))
    if found.admins:
        raise Refused("has_admin", name=found.name)
    issue(book, found.ref, given.email(order.email), Role.ADMIN, now=now)
    return found
