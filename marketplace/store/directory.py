"""「組織の一覧」 Which organisations there are and how many people act for each: the operator's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from marketplace.domain.member import OrganisationLine
from marketplace.domain.organisation import Actor, OrgKind, Role
from marketplace.store.access import found, only
from marketplace.store.book import Book
from marketplace.store.rows import MembershipRow, OrganisationRow

KINDS = tuple(OrgKind)


def organisations_of(book: Book, actor: Actor) -> tuple[OrganisationLine, ...]:
    """All of them, by kind and then by reading; nothing of what they do."""
    only(actor, OrgKind.OPERATOR)
    counted = _counted().subquery()
    rows = book.session.execute(
        select(OrganisationRow, counted.c.members, counted.c.admins)
        .outerjoin(counted, counted.c.org_key == OrganisationRow.key)
        .order_by(OrganisationRow.reading, OrganisationRow.key)
    )
    made = (_line(row, members or 0, admins or 0) for row, members, admins in rows)
    return tuple(sorted(made, key=lambda one: KINDS.index(one.kind)))


def organisation_line(book: Book, actor: Actor, ref: str) -> OrganisationLine:
    """One of them by its reference."""
    lines = {one.ref: one for one in organisations_of(book, actor)}
    return found(lines.get(ref), "organisation", ref)


def is_named(book: Book, kind: OrgKind, name: str) -> bool:
    """Whether an organisation of this kind has this very name."""
    same = (OrganisationRow.kind == kind, OrganisationRow.name == name)
    return book.session.scalar(select(OrganisationRow.key).where(*same)) is not None


def _counted() -> Select[*tuple[Any, ...]]:
    """Of each organisation, how many act for it now, and how many of them as ADMIN."""
    admins = func.count(MembershipRow.key).filter(MembershipRow.role == Role.ADMIN)
    named = (func.count(MembershipRow.key).label("members"), admins.label("admins"))
    present = select(MembershipRow.org_key, *named).where(MembershipRow.left_at.is_(None))
    return present.group_by(MembershipRow.org_key)


def _line(row: OrganisationRow, members: int, admins: int) -> OrganisationLine:
    return OrganisationLine(row.ref, row.kind, row.name, members, admins, row.fictional)
