"""「掲載」 What the public sees: a catalogue in a neutral order, and the page of one offering."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from weakref import WeakKeyDictionary

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.judging import judged
from marketplace.domain.certificate import Certificate, Listing
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Actor, Organisation
from marketplace.domain.price import Size
from marketplace.domain.tariff import Breakdown
from marketplace.domain.verdict import Outcome
from marketplace.store import Book, certificates, counters, versions


@dataclass(frozen=True, slots=True)
class Catalogue:
    """「掲載の一覧」 What is listed on a day; current while no act has changed a listing."""

    version: int
    day: date
    certificates: tuple[Certificate, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """「一覧の行」 A listed plan, what it costs at one size, and whether it is sold there."""

    listing: Listing
    breakdown: Breakdown
    sold: bool


@dataclass(frozen=True, slots=True)
class OfferingPage:
    """「サービスの頁」 A listed offering, what was found when it was last judged, and its plans."""

    certificate: Certificate
    outcome: Outcome
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """「書面」 A certificate, what was found on the day of its issue, and who issued it."""

    certificate: Certificate
    outcome: Outcome
    body: Organisation


@dataclass(frozen=True, slots=True)
class WithdrawListing:
    """「掲載の取下げ」 The certificate itself stays as it is."""

    token: str
    certificate_ref: str


_CATALOGUES: WeakKeyDictionary[object, Catalogue] = WeakKeyDictionary()
"""One value a database; replaced whole, so that threads need no lock."""


def catalogue(book: Book, day: date, size: Size, months: int) -> tuple[CatalogueRow, ...]:
    """「一覧」 Every listed plan with its price for this size: cheapest first, unknown apart.

    No payment and no wish of a provider moves a row: known totals ascend; where they are equal,
    the provider's reading decides, then the codes. Then come unknown prices, then what is not sold.
    """
    wanted, term = given.size(size), given.months(months)
    rows = (_row(listing, wanted, term, day) for listing in current(book, day).listings)
    return tuple(sorted(rows, key=_place))


def offering(book: Book, certificate_ref: str, day: date) -> OfferingPage:
    """「サービスの頁」 Of what is listed today, with the outcome of the day of that version."""
    for found in current(book, day).certificates:
        if found.ref == certificate_ref:
            outcome = judged(book, found.dossier, found.tier, _listed_since(book, found, day))
            return OfferingPage(found, outcome, found.dossier.plans_of(found.tier))
    raise Missing("listing", ref=certificate_ref)


def _listed_since(book: Book, certificate: Certificate, day: date) -> date:
    """The day on which the version that is listed today was judged."""
    later = (japan_day(since) for since, _ in versions.public_versions(book, certificate.ref))
    return max((one for one in later if one <= day), default=japan_day(certificate.issued_at))


def paper(book: Book, ref: str) -> Paper:
    """「適合確認書の書面」 Any certificate as it was on the day of its issue, for anybody."""
    found = certificates.public_certificate(book, ref)
    outcome = judged(book, found.dossier, found.tier, japan_day(found.issued_at))
    return Paper(found, outcome, certificates.public_issuer(book, ref))


def current(book: Book, day: date) -> Catalogue:
    """The catalogue of a day, read again only when an act changed a listing."""
    place, version = counters.database(book), counters.catalogue_version(book)
    kept = _CATALOGUES.get(place)
    if kept is None or (kept.version, kept.day) != (version, day):
        kept = _CATALOGUES[place] = _read(book, version, day)
    return kept


@act(again=certificates.certificate)
def withdraw_listing(
    book: Book, actor: Actor, order: WithdrawListing, now: datetime
) -> Certificate:
    """「掲載の取下げ」 From today; contracts and applications under way are untouched."""
    day = japan_day(now)
    ref = given.ref(order.certificate_ref, "certificate")
    found = certificates.certificate(book, actor, ref)
    if day > found.valid_until:
        raise Refused("certificate_lapsed", valid_until=found.valid_until)
    return certificates.delist(book, actor, found.ref, day)


def _read(book: Book, version: int, day: date) -> Catalogue:
    listed = certificates.public_listed(book, day)
    plans = (Listing(one, plan) for one in listed for plan in one.dossier.plans_of(one.tier))
    return Catalogue(version, day, listed, tuple(plans))


def _row(listing: Listing, size: Size, months: int, day: date) -> CatalogueRow:
    tariff = listing.plan.tariff
    return CatalogueRow(listing, tariff.breakdown(size, months, day), tariff.sells(size))


def _place(row: CatalogueRow) -> tuple[bool, bool, int, str, str, str, str]:
    total, entry = row.breakdown.total_ex_tax, row.listing.entry
    return (
        not row.sold,
        total is None,
        total or 0,
        entry.provider.reading,
        row.listing.plan.code,
        entry.dossier.offering.code,
        entry.ref,
    )
