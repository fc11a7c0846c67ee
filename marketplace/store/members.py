"""「組織の人」 Who belongs to the actor's organisation, in which role, and who has left it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, or_, select, update

from marketplace.domain.errors import Conflict
from marketplace.domain.member import Member
from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store.access import found, own
from marketplace.store.book import Book
from marketplace.store.organisations import actor as actor_of
from marketplace.store.organisations import add_membership
from marketplace.store.rows import (
    JournalRow,
    MembershipRow,
    OrganisationRow,
    PasskeyRow,
    PersonRow,
    SessionRow,
    TotpRow,
)

JOINING = ("accept_invitation", "sign_up")
"""The acts by which somebody begins to belong to an organisation."""

ROLES = tuple(Role)


def members(book: Book, actor: Actor) -> tuple[Member, ...]:
    """Who belongs to the actor's organisation now, those who may do most first."""
    since = _since(book, actor)
    proven = _proven(book, actor) if actor.role is Role.ADMIN else None
    rows = book.session.scalars(_present(actor)).all()
    made = (_member_of(row, since.get(row.person_key), proven) for row in rows)
    return tuple(sorted(made, key=_place))


def member(book: Book, actor: Actor, person_ref: str) -> Member:
    """One of them; ``Missing`` for everybody else."""
    return _member_of(_row(book, actor, person_ref), None, None)


def admins(book: Book, actor: Actor) -> int:
    """「管理者の数」 How many of the actor's organisation are ADMIN now."""
    rows = book.session.scalars(_present(actor))
    return sum(row.role is Role.ADMIN for row in rows)


def set_role(book: Book, actor: Actor, person_ref: str, role: Role) -> Member:
    """Give one of them another role."""
    row = _row(book, actor, person_ref)
    row.role = role
    book.session.flush()
    return _member_of(row, None, None)


def end_membership(book: Book, actor: Actor, person_ref: str, now: datetime) -> Member:
    """Somebody belongs no longer; no session of theirs acts for the organisation any more."""
    row = _row(book, actor, person_ref)
    row.left_at = now
    theirs = (SessionRow.person_key == row.person_key, SessionRow.org_key == row.org_key)
    book.session.execute(update(SessionRow).where(*theirs).values(org_key=None))
    book.session.flush()
    return _member_of(row, None, None)


def join(book: Book, person_ref: str, org_ref: str, role: Role) -> Actor:
    """Let a person belong to an organisation, also one who had left it; once at a time."""
    row = book.session.scalar(
        select(MembershipRow)
        .join(PersonRow)
        .join(OrganisationRow)
        .where(PersonRow.ref == person_ref, OrganisationRow.ref == org_ref)
    )
    if row is None:
        add_membership(book, person_ref, org_ref, role)
    elif row.left_at is None:
        raise Conflict("already_member")
    else:
        row.role, row.left_at = role, None
    book.session.flush()
    return actor_of(book, person_ref, org_ref)


def is_address_of_member(book: Book, actor: Actor, email: str) -> bool:
    """Whether this address is one of the actor's own colleagues'."""
    there = _present(actor).where(PersonRow.email == email)
    return book.session.scalar(there) is not None


def colleague(book: Book, actor: Actor, person_ref: str) -> Person:
    """「同僚」 Somebody who belongs to the actor's organisation or did once."""
    row = book.session.scalar(_ever(actor).where(PersonRow.ref == person_ref))
    return _person_of(found(row, "person", person_ref))


def colleagues(book: Book, actor: Actor) -> tuple[Person, ...]:
    """Everybody who belongs to it or did once, by name."""
    rows = book.session.scalars(_ever(actor).order_by(PersonRow.name, PersonRow.key))
    return tuple(_person_of(row) for row in rows)


def _ever(actor: Actor) -> Select[MembershipRow]:
    return select(MembershipRow).join(PersonRow).where(MembershipRow.org_key == own(actor))


def _present(actor: Actor) -> Select[MembershipRow]:
    return _ever(actor).where(MembershipRow.left_at.is_(None))


def _row(book: Book, actor: Actor, person_ref: str) -> MembershipRow:
    row = book.session.scalar(_present(actor).where(PersonRow.ref == person_ref))
    return found(row, "member", person_ref)


def _since(book: Book, actor: Actor) -> dict[int, datetime]:
    """When each of them joined last, as the journal tells."""
    joined = (JournalRow.org_key == own(actor), JournalRow.act.in_(JOINING))
    last = select(JournalRow.person_key, func.max(JournalRow.done_at)).where(*joined)
    rows = book.session.execute(last.group_by(JournalRow.person_key))
    return {row[0]: row[1] for row in rows}


def _proven(book: Book, actor: Actor) -> frozenset[int]:
    """The keys of those who have a second factor ready."""
    ready = (
        select(PersonRow.key)
        .outerjoin(TotpRow, TotpRow.person_key == PersonRow.key)
        .outerjoin(PasskeyRow, PasskeyRow.person_key == PersonRow.key)
        .join(MembershipRow, MembershipRow.person_key == PersonRow.key)
        .where(MembershipRow.org_key == own(actor))
        .where(or_(TotpRow.confirmed_at.is_not(None), PasskeyRow.key.is_not(None)))
    )
    return frozenset(book.session.scalars(ready))


def _member_of(row: MembershipRow, since: datetime | None, proven: frozenset[int] | None) -> Member:
    second = None if proven is None else row.person_key in proven
    return Member(_person_of(row), row.role, since, second)


def _person_of(row: MembershipRow) -> Person:
    return Person(row.person.ref, row.person.name, row.person.email)


def _place(member: Member) -> tuple[int, str, str]:
    return -ROLES.index(member.role), member.person.name, member.person.ref
