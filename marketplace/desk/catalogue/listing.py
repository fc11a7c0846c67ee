"""「掲載」 What the public sees of one offering, its papers, and how it leaves the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.catalogue.index import Catalogue, current, forget
from marketplace.desk.catalogue.pricing import CatalogueRow, catalogue
from marketplace.desk.drafting import judged_entry
from marketplace.desk.judging import judged
from marketplace.domain.certificate import Certificate, Entry, TrialListing
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Actor, Organisation
from marketplace.domain.verdict import Outcome
from marketplace.store import Book, certificates, versions

__all__ = [
    "Catalogue",
    "CatalogueRow",
    "OfferingPage",
    "Paper",
    "WithdrawListing",
    "catalogue",
    "current",
    "forget",
    "offering",
    "paper",
    "withdraw_listing",
]


@dataclass(frozen=True, slots=True)
class OfferingPage:
    """「サービスの頁」 A listed offering, what was found when it was last judged, and its plans."""

    entry: Entry
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


def offering(book: Book, ref: str, day: date) -> OfferingPage:
    """「サービスの頁」 Of what is listed today, with the outcome of the day of that version."""
    for found in current(book, day).entries:
        if found.ref == ref:
            outcome = judged_entry(book, found, _listed_since(book, found, day))
            return OfferingPage(found, outcome, found.dossier.plans_of(found.tier))
    raise Missing("listing", ref=ref)


def _listed_since(book: Book, entry: Entry, day: date) -> date:
    """The day on which the version that is listed today was judged."""
    if isinstance(entry, TrialListing):
        return entry.since
    later = (japan_day(since) for since, _ in versions.public_versions(book, entry.ref))
    return max((one for one in later if one <= day), default=japan_day(entry.issued_at))


def paper(book: Book, ref: str) -> Paper:
    """「適合確認書の書面」 Any certificate as it was on the day of its issue, for anybody."""
    found = certificates.public_certificate(book, ref)
    outcome = judged(book, found.dossier, found.tier, japan_day(found.issued_at))
    return Paper(found, outcome, certificates.public_issuer(book, ref))


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
