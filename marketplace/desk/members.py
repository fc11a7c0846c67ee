"""「組織の人」 Asking people in, giving roles, and going: an organisation always keeps an ADMIN."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.accounts import links
from marketplace.desk.accounts.letters import post
from marketplace.desk.accounts.links import Link
from marketplace.desk.accounts.passwords import Hashed
from marketplace.desk.accounts.signing_up import add_account
from marketplace.desk.act import act
from marketplace.domain.account import LASTS, Errand, Ticket
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.member import Member
from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store import Book, journal, members, organisations
from marketplace.store.accounts import people, tickets

MOST_OPEN = 50
"""Invitations of one organisation that wait at the same time: more are a mistake or a nuisance."""

MOST_LETTERS, WITHIN = 5, timedelta(days=1)
"""Letters of invitation that one address gets in a day, from whomever."""


@dataclass(frozen=True, slots=True)
class Invite:
    """「招待する」 An address, and the role its owner will have."""

    token: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True)
class ResendInvitation:
    """「招待を送り直す」 A new letter with a new link; the old link is good no longer."""

    token: str
    ref: str


@dataclass(frozen=True, slots=True)
class WithdrawInvitation:
    """「招待を取り消す」 Its link is good no longer."""

    token: str
    ref: str


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """「役割を変える」 Of one of the organisation's people."""

    token: str
    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """「組織から外す」 Somebody else; who goes by themselves leaves."""

    token: str
    person: str


@dataclass(frozen=True, slots=True)
class Leave:
    """「組織から抜ける」 Oneself."""

    token: str


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """「招待を受ける」 The link of the letter, and who is signed in."""

    link: Link
    person: str


@dataclass(frozen=True, slots=True)
class JoinAsNew:
    """「招待を受けて登録する」 The link of the letter, and who has no account yet."""

    link: Link
    name: str
    password: Hashed


@dataclass(frozen=True, slots=True)
class Invited:
    """「届いた招待」 What the owner of a link is asked: by whom, as what, at which address."""

    org_name: str
    fictional: bool
    ticket: Ticket
    has_account: bool


@dataclass(frozen=True, slots=True)
class People:
    """「組織の人の一覧」 Who belongs to it, and who is asked to; invitations are an ADMIN's."""

    members: tuple[Member, ...]
    invitations: tuple[Ticket, ...]


def members_of(book: Book, actor: Actor, now: datetime) -> People:
    """「組織の人の一覧」 Of one's own organisation."""
    require(actor, "members")
    is_admin = actor.role.covers(Role.ADMIN)
    asked = tickets.open_of(book, actor.org.ref, now) if is_admin else ()
    return People(members.members(book, actor), asked)


def invitation(book: Book, actor: Actor, ref: str) -> Ticket:
    """「招待」 One of the actor's own organisation."""
    try:
        found = tickets.ticket(book, given.ref(ref, "invitation"))
    except Missing:
        raise Missing("invitation", ref=ref) from None
    if found.errand is not Errand.INVITE or found.org != actor.org.ref:
        raise Missing("invitation", ref=ref)
    return found


@act(again=invitation)
def invite(book: Book, actor: Actor, order: Invite, now: datetime) -> Ticket:
    """「招待」 By a letter with one link, for seven days; an address has one open at a time."""
    _as_of_now(book, actor, "invite")
    email, role = given.email(order.email), _role(order.role)
    if members.is_address_of_member(book, actor, email):
        raise Refused("already_member", email=email)
    waiting = tickets.open_of(book, actor.org.ref, now)
    if any(one.email == email for one in waiting):
        raise Refused("already_invited", email=email)
    if len(waiting) >= MOST_OPEN:
        raise Refused("too_many_invitations", most=MOST_OPEN)
    return issue(book, actor.org.ref, email, role, now=now)


@act(again=invitation)
def resend_invitation(book: Book, actor: Actor, order: ResendInvitation, now: datetime) -> Ticket:
    """「招待の送り直し」 Of one that nobody has accepted, also after its time is over."""
    found = _unused(book, actor, order.ref, "resend_invitation")
    tickets.use(book, found.ref, now)
    return issue(book, actor.org.ref, found.email, found.role or Role.VIEWER, now=now)


@act(again=invitation)
def withdraw_invitation(
    book: Book, actor: Actor, order: WithdrawInvitation, now: datetime
) -> Ticket:
    """「招待の取消し」 Of one that nobody has accepted."""
    found = _unused(book, actor, order.ref, "withdraw_invitation")
    tickets.use(book, found.ref, now)
    return tickets.ticket(book, found.ref)


@act(again=members.member, subject=lambda made: made.person.ref)
def change_role(book: Book, actor: Actor, order: ChangeRole, _now: datetime) -> Member:
    """「役割の変更」 The last ADMIN stays one."""
    _as_of_now(book, actor, "change_role")
    role = _role(order.role)
    found = members.member(book, actor, given.ref(order.person, "member"))
    if found.role is Role.ADMIN and role is not Role.ADMIN:
        _require_another_admin(book, actor)
    return members.set_role(book, actor, found.person.ref, role)


@act(again=members.colleague)
def remove_member(book: Book, actor: Actor, order: RemoveMember, now: datetime) -> Person:
    """「組織から外す」 At once: no session of that person acts for the organisation any more."""
    _as_of_now(book, actor, "remove_member")
    if order.person == actor.person.ref:
        raise Refused("leave_instead")
    found = members.member(book, actor, given.ref(order.person, "member"))
    return members.end_membership(book, actor, found.person.ref, now).person


@act(again=members.colleague)
def leave(book: Book, actor: Actor, _order: Leave, now: datetime) -> Person:
    """「組織から抜ける」 Everybody but the last ADMIN."""
    fresh = _as_of_now(book, actor, "leave")
    if fresh.role is Role.ADMIN:
        _require_another_admin(book, actor)
    return members.end_membership(book, actor, actor.person.ref, now).person


def invited(book: Book, link: Link, now: datetime) -> Invited:
    """「届いた招待」 What the letter of a link asks, for whoever holds the link."""
    found = links.opened(book, link, Errand.INVITE, now)
    org = organisations.organisation(book, found.org or "")
    known = people.person_by_email(book, found.email) is not None
    return Invited(org.name, org.fictional, found, known)


def accept_invitation(book: Book, order: AcceptInvitation, now: datetime) -> Actor:
    """「招待を受ける」 By the person to whom the address belongs, once."""
    found = links.opened(book, order.link, Errand.INVITE, now)
    person = people.person(book, order.person)
    if person.email != found.email:
        raise Refused("invited_other_address", invited=found.email, yours=person.email)
    tickets.use(book, found.ref, now)
    joined = members.join(book, person.ref, found.org or "", found.role or Role.VIEWER)
    body = {"ticket": found.ref, "role": joined.role}
    journal.journal(book, joined, "accept_invitation", person.ref, body=body, now=now)
    return joined


def join_as_new(book: Book, order: JoinAsNew, now: datetime) -> Actor:
    """「招待を受けて登録する」 A person and a membership, or neither."""
    found = links.opened(book, order.link, Errand.INVITE, now)
    person = add_account(book, found.email, order.name, order.password, now=now)
    return accept_invitation(book, AcceptInvitation(order.link, person.ref), now)


def issue(book: Book, org: str, email: str, role: Role, *, now: datetime) -> Ticket:
    """「招待状」 The ticket of an invitation, and its letter on the way."""
    if tickets.count_since(book, Errand.INVITE, email, now - WITHIN) >= MOST_LETTERS:
        raise Refused("invited_too_often", email=email, most=MOST_LETTERS)
    made = Ticket(
        ref=new_ref("tk"),
        errand=Errand.INVITE,
        email=email,
        issued_at=now,
        expires_at=now + LASTS[Errand.INVITE],
        org=org,
        role=role,
    )
    tickets.issue(book, made)
    post(book, made, now)
    return made


def _as_of_now(book: Book, actor: Actor, name: str) -> Actor:
    """The actor as the membership stands in this unit of work, and not when the page was opened."""
    fresh = organisations.actor(book, actor.person.ref, actor.org.ref)
    require(fresh, name)
    return fresh


def _require_another_admin(book: Book, actor: Actor) -> None:
    if members.admins(book, actor) <= 1:
        raise Refused("last_admin")


def _unused(book: Book, actor: Actor, ref: str, name: str) -> Ticket:
    _as_of_now(book, actor, name)
    found = invitation(book, actor, ref)
    if found.used_at is not None:
        raise Refused("invitation_over")
    return found


def _role(value: object) -> Role:
    if not isinstance(value, Role):
        raise Refused("unknown_role", field="role")
    return value
