"""「見積り」 What a listed plan costs one company, kept and promised for some days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.catalogue.index import ever_listed, listed
from marketplace.desk.contracts.converting import convertible
from marketplace.domain.certificate import Entry, Listing, ListingBasis
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import Application
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Actor
from marketplace.domain.price import Size
from marketplace.domain.quote import Quote, digest_of, valid_until
from marketplace.domain.tariff import Breakdown
from marketplace.store import Book, applications, quotes


@dataclass(frozen=True, slots=True)
class MakeQuote:
    """「見積りを作る」 One listed plan, at the company's own size, for so many months.

    ``from_application`` is a 仮申込 of the company that a signature would take the place of.
    """

    token: str
    entry_ref: str
    plan_code: str
    size: Size
    months: int
    from_application: str = ""


@dataclass(frozen=True, slots=True)
class QuotePage:
    """「見積りの頁」 A quote today: whether it can be signed, and what has changed since.

    ``refusal`` is why it cannot be signed; ``listed`` is what the plan would cost today, None
    where it is listed no longer; ``application`` is what came of it. ``origin`` is the 仮申込 whose
    place it would take, and whose price stands beside the new one.
    """

    quote: Quote
    refusal: Refused | None
    listed: Breakdown | None
    application: Application | None
    origin: Application | None = None

    @property
    def price_changed(self) -> bool:
        """Whether the plan costs another sum today; the quoted one stands."""
        return self.listed is not None and self.listed != self.quote.breakdown


@act(again=quotes.quote)
def quote(book: Book, actor: Actor, order: MakeQuote, now: datetime) -> Quote:
    """「見積り」 At a price that is known today, of the version that is listed today."""
    day = japan_day(now)
    entry = _entry(book, given.ref(order.entry_ref, "certificate"), day)
    plan = _plan(entry, order.plan_code)
    if plan is None:
        raise Missing("plan", ref=order.plan_code)
    origin = convertible(book, actor, order.from_application, Listing(entry, plan), day=day)
    size, months = given.size(order.size), given.months(order.months)
    made = Quote(
        ref=new_ref("qt"),
        company=actor.org,
        provider=entry.provider,
        **entry_refs(entry),
        from_application=origin,
        dossier_ref=entry.dossier_ref,
        offering=entry.dossier.offering,
        plan=plan,
        size=size,
        months=months,
        breakdown=price(plan, size, months, day),
        made_by=actor.person.name,
        made_at=now,
        valid_until=valid_until(day),
    )
    return quotes.add_quote(book, actor, replace(made, digest=digest_of(made)))


def quote_page(book: Book, actor: Actor, ref: str, day: date) -> QuotePage:
    """「見積りの頁」 For the company that asked; what is missing today is said, not hidden."""
    found = quotes.quote(book, actor, ref)
    listed = None
    try:
        listed = _listed_price(book, found, day)
        require_open(book, found, day)
        refusal = None
    except Refused as error:
        refusal = error
    signed, origin = applications.signed(book, actor, ref), None
    if found.from_application:
        origin = applications.application(book, actor, found.from_application)
    return QuotePage(found, refusal, listed, signed, origin)


def require_open(book: Book, found: Quote, day: date) -> None:
    """A quote can be signed up to its last day, while its plan is listed under its entry."""
    if not found.is_valid_on(day):
        raise Refused("quote_expired", valid_until=found.valid_until)
    if _plan(_entry(book, found.entry_ref, day), found.plan.code) is None:
        raise Refused("not_listed", offering=found.offering.name)


def price(plan: Plan, size: Size, months: int, day: date) -> Breakdown:
    """What the company will pay, where all of it is known and the plan is sold like this."""
    tariff = plan.tariff
    if not tariff.sells(size):
        raise Refused(
            "size_not_sold",
            plan=plan.name,
            terminals_min=tariff.terminals_min,
            terminals_max=tariff.terminals_max,
            networks_min=tariff.networks_min,
        )
    if plan.term_months is not None and months < plan.term_months:
        raise Refused("term_too_short", plan=plan.name, least=plan.term_months)
    breakdown = tariff.breakdown(size, months, day)
    if breakdown.unknown:
        raise Refused("price_unknown", plan=plan.name, unknown=breakdown.unknown)
    return breakdown


def _entry(book: Book, ref: str, day: date) -> Entry:
    """What is listed under a reference today, in the version that is listed today."""
    once = ever_listed(book, ref)
    for one in listed(book, day):
        if one.ref == ref:
            return one
    raise Refused("not_listed", offering=once.dossier.offering.name)


def entry_refs(entry: Entry) -> dict[str, str]:
    """Under which name a quote keeps what its plan is listed by."""
    trial = entry.basis is ListingBasis.TRIAL
    return {"certificate_ref": "" if trial else entry.ref, "trial_ref": entry.ref if trial else ""}


def _plan(entry: Entry, code: str) -> Plan | None:
    plans = {plan.code: plan for plan in entry.dossier.plans_of(entry.tier)}
    return plans.get(code)


def _listed_price(book: Book, found: Quote, day: date) -> Breakdown | None:
    """What the same plan costs at the same size today."""
    plan = _plan(_entry(book, found.entry_ref, day), found.plan.code)
    return None if plan is None else plan.tariff.breakdown(found.size, found.months, day)
