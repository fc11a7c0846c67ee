"""「仮申込から本申込みへ」 Once the plan is listed by a certificate, at its final price."""

from __future__ import annotations

from datetime import date

from marketplace.desk import order as given
from marketplace.domain.certificate import Listing, ListingBasis
from marketplace.domain.contract import Application, ApplicationState
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Actor
from marketplace.store import Book, applications


def convertible(book: Book, actor: Actor, ref: object, listing: Listing, *, day: date) -> str:
    """The company's own 仮申込 that a listed plan would replace; nothing for nothing named."""
    if ref == "":
        return ""
    found = applications.application(book, actor, given.ref(ref, "application"))
    if not found.provisional:
        raise Refused("not_provisional", ref=found.ref)
    state = found.state_on(day)
    if state is not ApplicationState.APPLIED:
        raise Conflict("state_moved", state=state)
    if listing.basis is not ListingBasis.CERTIFICATE:
        raise Refused("still_provisional", offering=found.offering_name)
    if not _same(found, listing):
        raise Refused("other_plan", offering=found.offering_name, plan=found.plan.name)
    return found.ref


def _same(found: Application, listing: Listing) -> bool:
    """The same provider's offering, tier and plan, whatever has become of its price."""
    ours = (found.provider.ref, found.offering_code, found.plan.tier, found.plan.code)
    entry = listing.entry
    offered = (entry.provider.ref, entry.dossier.offering.code, entry.tier, listing.plan.code)
    return ours == offered


def final_offer(found: Application, listings: tuple[Listing, ...]) -> Listing | None:
    """「最終の料金」 The certified listing of what was applied for; None while there is none."""
    for one in listings:
        if one.basis is ListingBasis.CERTIFICATE and _same(found, one):
            return one
    return None
