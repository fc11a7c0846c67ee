"""「宛先」 Who is told when something waits for an organisation."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.domain.contract import ContractState
from marketplace.domain.organisation import OrgKind
from marketplace.store.book import Book
from marketplace.store.rows import (
    ApplicationRow,
    CertificateRow,
    ContractRow,
    MembershipRow,
    OrganisationRow,
    PersonRow,
)


def people_of(book: Book, org_ref: str) -> tuple[str, ...]:
    """The references of everybody who acts for an organisation."""
    members = select(PersonRow.ref).join(MembershipRow).join(OrganisationRow)
    there = (OrganisationRow.ref == org_ref, MembershipRow.left_at.is_(None))
    found = members.where(*there).order_by(PersonRow.key)
    return tuple(book.session.scalars(found))


def bodies(book: Book) -> tuple[str, ...]:
    """The references of the certifying bodies."""
    of_kind = select(OrganisationRow.ref).where(OrganisationRow.kind == OrgKind.CERTIFIER)
    return tuple(book.session.scalars(of_kind.order_by(OrganisationRow.key)))


def customers_of(book: Book, certificate_ref: str) -> tuple[str, ...]:
    """The references of the companies with a contract that rests on a certificate."""
    rows = (
        select(OrganisationRow.ref)
        .join(ContractRow, ContractRow.org_key == OrganisationRow.key)
        .join(ApplicationRow, ApplicationRow.key == ContractRow.application_key)
        .join(CertificateRow, CertificateRow.key == ApplicationRow.certificate_key)
        .where(CertificateRow.ref == certificate_ref)
        .where(ContractRow.state != ContractState.WITHDRAWN)
        .order_by(OrganisationRow.key)
    )
    return tuple(dict.fromkeys(book.session.scalars(rows)))
