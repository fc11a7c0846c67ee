"""「参考掲載」 What providers have listed on the ground of a draft."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.certificate import TrialListing
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_provider, only
from marketplace.store.book import Book
from marketplace.store.counters import raise_catalogue_version
from marketplace.store.dossiers import dossier_of, dossier_row
from marketplace.store.organisations import organisation_of
from marketplace.store.rows import CertificateRow, TrialListingRow


def add_trial(
    book: Book, actor: Actor, listing: TrialListing, *, record: bytes, now: datetime
) -> TrialListing:
    """「参考掲載」 Keep a new one of the provider's own; the newest of a tier speaks for it.

    ``record`` is what it was judged to be, byte by byte.
    """
    only(actor, OrgKind.PROVIDER)
    dossier = dossier_row(book, actor, listing.dossier_ref)
    row = TrialListingRow(
        ref=listing.ref,
        org_key=dossier.org_key,
        offering_key=dossier.offering_key,
        dossier_key=dossier.key,
        tier=listing.tier,
        edition=listing.edition,
        verdict=listing.verdict,
        record=record,
        record_digest=digest_bytes(record),
        since=listing.since,
        until=listing.until,
        withdrawn_on=listing.withdrawn_on,
        asked_at=now,
    )
    book.session.add(row)
    raise_catalogue_version(book)
    return public_trial(book, row.ref)


def trial(book: Book, actor: Actor, ref: str) -> TrialListing:
    """A trial listing by its reference, for its provider and the certifying body."""
    return trial_of(_row(book, actor, ref))


def trials(book: Book, actor: Actor) -> tuple[TrialListing, ...]:
    """A provider's own trial listings, or all for the certifying body; newest first."""
    rows = book.session.scalars(
        select(TrialListingRow)
        .where(of_provider(actor, TrialListingRow.org_key))
        .order_by(TrialListingRow.key.desc())
    )
    return tuple(trial_of(row) for row in rows)


def trial_record(book: Book, actor: Actor, ref: str) -> bytes:
    """「参考の結果の記録」 Exactly as it was kept, for the provider and the certifying body."""
    return _row(book, actor, ref).record


def public_trial(book: Book, ref: str) -> TrialListing:
    """Any trial listing there ever was, for whoever came by its address."""
    return trial_of(trial_row(book, ref))


def public_trials(book: Book, day: date) -> tuple[TrialListing, ...]:
    """What is listed on trial on a day, as far as its days and certificates say, in that order.

    The newest of an (offering, tier) speaks for it; it gives way to a certificate that is valid.
    Whether the draft is still the one it was judged under, the store does not know.
    """
    rows = book.session.scalars(_listed_on(day))
    return tuple(trial_of(row) for row in rows)


def withdraw(book: Book, actor: Actor, ref: str, day: date) -> TrialListing:
    """「参考掲載の取下げ」 The provider takes its own off the list from a day on."""
    row = _row(book, actor, ref)
    only(actor, OrgKind.PROVIDER)
    if row.withdrawn_on is not None:
        raise Conflict("already_delisted", day=row.withdrawn_on)
    row.withdrawn_on = day
    raise_catalogue_version(book)
    return trial_of(row)


def trial_row(book: Book, ref: str) -> TrialListingRow:
    """The row of any trial listing; inside the store only."""
    row = book.session.scalar(select(TrialListingRow).where(TrialListingRow.ref == ref))
    return found(row, "trial", ref)


def trial_of(row: TrialListingRow) -> TrialListing:
    """The domain value of a row."""
    return TrialListing(
        ref=row.ref,
        provider=organisation_of(row.org),
        dossier=dossier_of(row.dossier),
        dossier_ref=row.dossier.ref,
        tier=row.tier,
        edition=row.edition,
        verdict=row.verdict,
        since=row.since,
        until=row.until,
        withdrawn_on=row.withdrawn_on,
    )


def _listed_on(day: date) -> Select[TrialListingRow]:
    one, paper = aliased(TrialListingRow), CertificateRow
    newest = (
        select(func.max(one.key))
        .where(one.since <= day)
        .group_by(one.offering_key, one.tier)
        .scalar_subquery()
    )
    certified = (
        select(paper.key)
        .where(
            paper.offering_key == TrialListingRow.offering_key,
            paper.tier == TrialListingRow.tier,
            paper.valid_from <= day,
            paper.valid_until >= day,
        )
        .exists()
    )
    on_the_list = or_(TrialListingRow.withdrawn_on.is_(None), TrialListingRow.withdrawn_on > day)
    return (
        select(TrialListingRow)
        .where(TrialListingRow.key.in_(newest), TrialListingRow.until >= day)
        .where(on_the_list, ~certified)
        .order_by(TrialListingRow.key)
    )


def _row(book: Book, actor: Actor, ref: str) -> TrialListingRow:
    mine = of_provider(actor, TrialListingRow.org_key)
    row = book.session.scalar(select(TrialListingRow).where(TrialListingRow.ref == ref, mine))
    return found(row, "trial", ref)
