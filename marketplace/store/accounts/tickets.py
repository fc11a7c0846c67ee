"""「確認メールの券」 What the one link of a mail is good for; its secret is never kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, func, select, update

from marketplace.domain.account import Errand, Ticket
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.organisations import organisation_key, person_key
from marketplace.store.rows import OrganisationRow, PersonRow, TicketRow


def issue(book: Book, made: Ticket) -> None:
    """Enter a ticket."""
    row = TicketRow(
        ref=made.ref,
        errand=made.errand,
        email=made.email,
        person_key=None if made.person is None else person_key(book, made.person),
        org_key=None if made.org is None else organisation_key(book, made.org),
        role=made.role,
        kind=made.kind,
        issued_at=made.issued_at,
        expires_at=made.expires_at,
        used_at=made.used_at,
    )
    book.session.add(row)
    book.session.flush()


def ticket(book: Book, ref: str) -> Ticket:
    """A ticket by its reference, used or not."""
    row = book.session.execute(_select().where(TicketRow.ref == ref)).one_or_none()
    return _ticket_of(*found(row, "ticket", ref))


def use(book: Book, ref: str, now: datetime) -> None:
    """Take a ticket; nobody takes it again."""
    row = book.session.scalar(select(TicketRow).where(TicketRow.ref == ref))
    found(row, "ticket", ref).used_at = now


def count_since(book: Book, errand: Errand, email: str, since: datetime) -> int:
    """How many tickets of one errand were issued for an address since an instant."""
    asked = (TicketRow.errand == errand, TicketRow.email == email, TicketRow.issued_at > since)
    return book.session.scalar(select(func.count(TicketRow.key)).where(*asked)) or 0


def spend_all(book: Book, errand: Errand, email: str, now: datetime) -> None:
    """Take every ticket of one errand that an address still has."""
    still = (TicketRow.errand == errand, TicketRow.email == email, TicketRow.used_at.is_(None))
    book.session.execute(update(TicketRow).where(*still).values(used_at=now))


def open_of(book: Book, org_ref: str, now: datetime) -> tuple[Ticket, ...]:
    """The invitations of an organisation that may still be accepted, oldest first."""
    still = (TicketRow.used_at.is_(None), TicketRow.expires_at > now)
    wanted = (OrganisationRow.ref == org_ref, TicketRow.errand == Errand.INVITE, *still)
    rows = book.session.execute(_select().where(*wanted).order_by(TicketRow.key))
    return tuple(_ticket_of(*row) for row in rows)


def prune(book: Book, before: datetime) -> int:
    """Forget the tickets whose time was over before an instant."""
    gone = delete(TicketRow).where(TicketRow.expires_at < before).returning(TicketRow.key)
    return len(book.session.scalars(gone).all())


def _select() -> Select[TicketRow, str, str]:
    return (
        select(TicketRow, PersonRow.ref, OrganisationRow.ref)
        .outerjoin(PersonRow, PersonRow.key == TicketRow.person_key)
        .outerjoin(OrganisationRow, OrganisationRow.key == TicketRow.org_key)
    )


def _ticket_of(row: TicketRow, person: str | None, org: str | None) -> Ticket:
    return Ticket(
        ref=row.ref,
        errand=row.errand,
        email=row.email,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        person=person,
        org=org,
        role=row.role,
        kind=row.kind,
        used_at=row.used_at,
    )
