"""「適合確認書」 The register, and the part of it that is listed on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.domain.certificate import Certificate, Measure, MeasureKind, Submission
from marketplace.domain.codes import new_ref
from marketplace.domain.days import JST, japan_day
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor, Organisation, OrgKind
from marketplace.domain.verdict import EditionRef
from marketplace.store.access import found, of_provider, only, own_key
from marketplace.store.book import Book
from marketplace.store.counters import next_number, raise_catalogue_version
from marketplace.store.dossiers import dossier_of
from marketplace.store.organisations import organisation_of
from marketplace.store.rows import (
    CertificateRow,
    DossierRow,
    MeasureRow,
    OrganisationRow,
    SubmissionRow,
    VersionRow,
)
from marketplace.store.submissions import submission_row


def add_certificate(
    book: Book,
    actor: Actor,
    submission: Submission,
    edition: EditionRef,
    *,
    valid_from: date,
    valid_until: date,
    now: datetime,
) -> Certificate:
    """Issue the next number of the year; supersedes nothing by itself."""
    only(actor, OrgKind.CERTIFIER)
    judged = submission_row(book, actor, submission.ref)
    _refuse_second(book, judged)
    row = CertificateRow(
        **_judged(judged),
        ref=new_ref("ct"),
        number=_next_text(book, japan_day(now).year),
        body_key=own_key(book, actor),
        edition=edition,
        valid_from=valid_from,
        valid_until=valid_until,
        issued_at=now,
    )
    book.session.add(row)
    raise_catalogue_version(book)
    return public_certificate(book, row.ref)


def certificate(book: Book, actor: Actor, ref: str) -> Certificate:
    """A certificate by its reference, for its provider and the certifying body."""
    return certificate_of(_row(book, actor, ref))


def certificates(book: Book, actor: Actor) -> tuple[Certificate, ...]:
    """A provider's own certificates, or all for the certifying body; newest first."""
    rows = book.session.scalars(
        select(CertificateRow)
        .where(of_provider(actor, CertificateRow.org_key))
        .options(selectinload(CertificateRow.measures))
        .order_by(CertificateRow.key.desc())
    )
    return tuple(certificate_of(row) for row in rows)


def public_certificate(book: Book, ref: str) -> Certificate:
    """Any certificate ever issued, for whoever checks it."""
    return certificate_of(certificate_row(book, ref))


def public_issuer(book: Book, ref: str) -> Organisation:
    """「発行した機関」 The certifying body that issued a certificate."""
    body = book.session.get(OrganisationRow, certificate_row(book, ref).body_key)
    return organisation_of(found(body, "organisation", ref))


def public_listed(
    book: Book, day: date, known: Iterable[Certificate] = ()
) -> tuple[Certificate, ...]:
    """「掲載」 What is listed on a day, in the order of issue.

    The newest certificate of an (offering, tier) that is valid on the day speaks for it: when that
    one is taken off the list, an older one does not come back in its place. Each is given with the
    newest version that was listed under it by the end of the day. What is ``known`` from an
    earlier day is given again: nothing else of a certificate ever changes.
    """
    shown = book.session.execute(_listed_on(day)).all()
    had = {(o.ref, o.dossier_ref, o.delisted_on, len(o.measures)): o for o in known}
    as_known = {row.key: had.get((row[1], row[2], row[3], row[4])) for row in shown}
    new = [key for key, one in as_known.items() if one is None]
    read = {one.ref: one for one in _with_versions(book, day, new)}
    return tuple(as_known[row.key] or read[row.ref] for row in shown)


def delist(book: Book, actor: Actor, ref: str, day: date) -> Certificate:
    """「掲載の取下げ」 The provider takes its own offering off the list from a day on."""
    row = _row(book, actor, ref)
    only(actor, OrgKind.PROVIDER)
    if row.delisted_on is not None:
        raise Conflict("already_delisted", day=row.delisted_on)
    row.delisted_on = day
    raise_catalogue_version(book)
    return certificate_of(row)


def certificate_row(book: Book, ref: str) -> CertificateRow:
    """The row of any certificate; inside the store only."""
    row = book.session.scalar(select(CertificateRow).where(CertificateRow.ref == ref))
    return found(row, "certificate", ref)


def certificate_of(row: CertificateRow) -> Certificate:
    """The domain value of a row."""
    return Certificate(
        ref=row.ref,
        number=row.number,
        provider=organisation_of(row.org),
        dossier=dossier_of(row.dossier),
        dossier_ref=row.dossier.ref,
        tier=row.tier,
        edition=row.edition,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        issued_at=row.issued_at,
        delisted_on=row.delisted_on,
        measures=tuple(_measure_of(one) for one in row.measures),
    )


def _measure_of(row: MeasureRow) -> Measure:
    return Measure(row.kind, row.since, row.reason, row.decided_on)


def _listed_on(day: date) -> Select[int, str, str, date | None, int]:
    """Which certificate stands on the list, and the dossier that is shown under it."""
    place = func.row_number().over(
        partition_by=(CertificateRow.offering_key, CertificateRow.tier),
        order_by=CertificateRow.key.desc(),
    )
    valid = (
        select(CertificateRow.key, place.label("place"))
        .where(CertificateRow.valid_from <= day, CertificateRow.valid_until >= day)
        .subquery()
    )
    on_the_list = or_(CertificateRow.delisted_on.is_(None), CertificateRow.delisted_on > day)
    shown = func.coalesce(VersionRow.dossier_key, CertificateRow.dossier_key)
    decided = select(func.count()).where(MeasureRow.certificate_key == CertificateRow.key)
    return (
        select(
            CertificateRow.key,
            CertificateRow.ref,
            DossierRow.ref.label("dossier_ref"),
            CertificateRow.delisted_on,
            decided.scalar_subquery(),
        )
        .join(valid, valid.c.key == CertificateRow.key)
        .outerjoin(VersionRow, _shown_under(day))
        .join(DossierRow, DossierRow.key == shown)
        .where(valid.c.place == 1, on_the_list, CertificateRow.key.not_in(_against(day)))
        .order_by(CertificateRow.key)
    )


def _against(day: date) -> Select[int]:
    """「停止・取消し」 The certificates that do not hold on a day, by what was decided last."""
    begun = select(func.max(MeasureRow.key)).where(MeasureRow.since <= day)
    last = begun.group_by(MeasureRow.certificate_key)
    lifted = MeasureRow.kind == MeasureKind.REINSTATE
    return select(MeasureRow.certificate_key).where(MeasureRow.key.in_(last), ~lifted)


def _with_versions(book: Book, day: date, keys: list[int]) -> tuple[Certificate, ...]:
    """Certificates with the version shown on a day; nothing is asked for nothing."""
    if not keys:
        return ()
    rows = book.session.execute(
        select(CertificateRow, VersionRow)
        .outerjoin(VersionRow, _shown_under(day))
        .options(joinedload(VersionRow.dossier, innerjoin=False).joinedload(DossierRow.offering))
        .options(selectinload(CertificateRow.measures))
        .where(CertificateRow.key.in_(keys))
    )
    return tuple(_as_listed(row, version) for row, version in rows)


def _shown_under(day: date) -> ColumnElement[bool]:
    return and_(
        VersionRow.certificate_key == CertificateRow.key, VersionRow.key.in_(_newest_versions(day))
    )


def _newest_versions(day: date) -> Select[int]:
    """The last version of each certificate that was listed by the end of a day in Japan."""
    over = datetime.combine(day + timedelta(days=1), time(), JST)
    last = select(func.max(VersionRow.key)).where(VersionRow.since < over)
    return last.group_by(VersionRow.certificate_key)


def _as_listed(row: CertificateRow, version: VersionRow | None) -> Certificate:
    found = certificate_of(row)
    if version is None:
        return found
    dossier = version.dossier
    return replace(found, dossier=dossier_of(dossier), dossier_ref=dossier.ref)


def _row(book: Book, actor: Actor, ref: str) -> CertificateRow:
    mine = of_provider(actor, CertificateRow.org_key)
    row = book.session.scalar(select(CertificateRow).where(CertificateRow.ref == ref, mine))
    return found(row, "certificate", ref)


def _judged(submission: SubmissionRow) -> dict[str, Any]:
    return {
        "org_key": submission.org_key,
        "offering_key": submission.offering_key,
        "dossier_key": submission.dossier_key,
        "submission_key": submission.key,
        "tier": submission.tier,
    }


def _refuse_second(book: Book, submission: SubmissionRow) -> None:
    number = book.session.scalar(
        select(CertificateRow.number).where(CertificateRow.submission_key == submission.key)
    )
    if number is not None:
        raise Conflict("already_certified", number=number)


def _next_text(book: Book, year: int) -> str:
    return f"{year}-{next_number(book, None, 'certificate', year):04}"
