"""「掲載の版」 What is listed under a certificate that was issued; it never changes itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.certificate import Certificate
from marketplace.domain.offering import Dossier
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_provider, only
from marketplace.store.book import Book
from marketplace.store.certificates import certificate_of, certificate_row
from marketplace.store.counters import raise_catalogue_version
from marketplace.store.dossiers import dossier_of, dossier_row
from marketplace.store.rows import CertificateRow, DossierRow, VersionRow


def add_version(
    book: Book,
    actor: Actor,
    certificate_ref: str,
    dossier_ref: str,
    *,
    record: bytes,
    now: datetime,
) -> None:
    """List a dossier version under a certificate from now on, with the record of its judgement."""
    only(actor, OrgKind.PROVIDER)
    dossier = dossier_row(book, actor, dossier_ref)
    row = certificate_row(book, certificate_ref)
    same = row if row.offering_key == dossier.offering_key else None
    certificate = found(same, "certificate", certificate_ref)
    book.session.add(
        VersionRow(
            org_key=certificate.org_key,
            certificate_key=certificate.key,
            dossier_key=dossier.key,
            since=now,
            record=record,
            record_digest=digest_bytes(record),
        )
    )
    raise_catalogue_version(book)


def public_versions(book: Book, certificate_ref: str) -> tuple[tuple[datetime, Dossier], ...]:
    """Since when which dossier is listed under a certificate, after the one it was issued for."""
    rows = book.session.scalars(
        select(VersionRow)
        .join(CertificateRow, CertificateRow.key == VersionRow.certificate_key)
        .where(CertificateRow.ref == certificate_ref)
        .order_by(VersionRow.key)
    )
    return tuple((row.since, dossier_of(row.dossier)) for row in rows)


def certificates_of(book: Book, actor: Actor, dossier_ref: str) -> tuple[Certificate, ...]:
    """The certificates under which a dossier version is or was listed, newest first."""
    rows = book.session.scalars(
        select(CertificateRow)
        .join(VersionRow, VersionRow.certificate_key == CertificateRow.key)
        .join(DossierRow, DossierRow.key == VersionRow.dossier_key)
        .where(DossierRow.ref == dossier_ref, of_provider(actor, CertificateRow.org_key))
        .order_by(CertificateRow.key.desc())
    )
    return tuple(certificate_of(row) for row in rows)
