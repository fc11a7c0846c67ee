"""「申込みから契約へ」 A company applies for a listed plan; the provider accepts or declines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.certificate import Listing
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.days import japan_day, last_day_of_months
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Actor, Organisation
from marketplace.domain.price import Size
from marketplace.domain.tariff import Breakdown
from marketplace.payments import gateway
from marketplace.store import Book, certificates, contracts

ANSWER_DAYS = 14
"""Days that an application waits for its answer; shown on the application page."""

GATEWAY = "bank_invoice"
"""How contracts are collected until an installation offers more."""


@dataclass(frozen=True, slots=True)
class Apply:
    """「申し込む」 One plan at the company's own size; ``agreed`` is its word, never a default.

    ``dossier_ref`` is the version whose price and terms the company was shown.
    """

    token: str
    certificate_ref: str
    dossier_ref: str
    plan_code: str
    size: Size
    months: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class WithdrawApplication:
    """「申込みの取下げ」 By the company, while nobody has answered."""

    token: str
    ref: str


@dataclass(frozen=True, slots=True)
class Accept:
    """「承諾する」 The provider takes the company on from a day."""

    token: str
    ref: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Decline:
    """「見送る」 The provider cannot serve this company, and says why."""

    token: str
    ref: str
    reason: str


@act(again=contracts.application)
def apply(book: Book, actor: Actor, order: Apply, now: datetime) -> Application:
    """「申込み」 For what is listed today, at a price known today; both are pinned."""
    day = japan_day(now)
    listing = _listing(book, order, day)
    size, months = given.size(order.size), given.months(order.months)
    breakdown = _price(listing.plan, size, months, day)
    if order.agreed is not True:
        raise Refused("not_agreed")
    certificate = listing.entry
    application = Application(
        ref=new_ref("ap"),
        company=actor.org,
        provider=certificate.provider,
        certificate_ref=certificate.ref,
        dossier_ref=certificate.dossier_ref,
        offering_name=certificate.dossier.offering.name,
        plan=listing.plan,
        size=size,
        months=months,
        breakdown=breakdown,
        state=ApplicationState.APPLIED,
        applied_at=now,
        answer_by=day + timedelta(days=ANSWER_DAYS),
    )
    return contracts.add_application(book, actor, application)


@act(again=contracts.application)
def withdraw_application(
    book: Book, actor: Actor, order: WithdrawApplication, now: datetime
) -> Application:
    """「申込みの取下げ」 The provider can no longer accept it."""
    found = _unanswered(book, actor, order.ref)
    return _answer(book, actor, found, to_state=ApplicationState.WITHDRAWN, now=now)


@act(again=contracts.application)
def decline(book: Book, actor: Actor, order: Decline, now: datetime) -> Application:
    """「見送り」 With a reason that the company reads."""
    found = _unanswered(book, actor, order.ref)
    reason = given.reason(order.reason)
    return _answer(book, actor, found, to_state=ApplicationState.DECLINED, reason=reason, now=now)


@act(again=contracts.contract)
def accept(book: Book, actor: Actor, order: Accept, now: datetime) -> Contract:
    """「承諾」 The application becomes a contract on exactly the terms that were pinned."""
    day = japan_day(now)
    found = _unanswered(book, actor, order.ref)
    _require_in_time(found, day)
    _require_certified(book, found, day)
    _require_payable(found.provider)
    contract = _contract(found, order, day)
    _answer(book, actor, found, to_state=ApplicationState.ACCEPTED, now=now)
    return contracts.add_contract(book, actor, contract, now=now)


def _listing(book: Book, order: Apply, day: date) -> Listing:
    """The listed plan that an order names, in the version that is listed today."""
    ref = given.ref(order.certificate_ref, "certificate")
    issued = certificates.public_certificate(book, ref)
    listed = {one.ref: one for one in certificates.public_listed(book, day)}
    if ref not in listed:
        raise Refused("not_listed", offering=issued.dossier.offering.name)
    certificate = listed[ref]
    if order.dossier_ref != certificate.dossier_ref:
        raise Refused("version_changed", offering=certificate.dossier.offering.name)
    for plan in certificate.dossier.plans_of(certificate.tier):
        if plan.code == order.plan_code:
            return Listing(certificate, plan)
    raise Missing("plan", ref=order.plan_code)


def _price(plan: Plan, size: Size, months: int, day: date) -> Breakdown:
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


def _unanswered(book: Book, actor: Actor, ref: str) -> Application:
    """An application of this actor's organisation that still waits for its answer."""
    found = contracts.application(book, actor, given.ref(ref, "application"))
    if found.state is not ApplicationState.APPLIED:
        raise Conflict("state_moved", state=found.state)
    return found


def _answer(
    book: Book,
    actor: Actor,
    found: Application,
    *,
    to_state: ApplicationState,
    reason: str = "",
    now: datetime,
) -> Application:
    return contracts.move_application(
        book,
        actor,
        found.ref,
        from_state=ApplicationState.APPLIED,
        to_state=to_state,
        reason=reason,
        now=now,
    )


def _require_in_time(found: Application, day: date) -> None:
    """民法523条2項: an offer with a period for its acceptance lapses when the period is over."""
    if day > found.answer_by:
        raise Refused("answer_too_late", answer_by=found.answer_by)


def _require_certified(book: Book, found: Application, day: date) -> None:
    """A listing may end between the two signatures, the certificate may not."""
    certificate = certificates.public_certificate(book, found.certificate_ref)
    if not certificate.is_valid_on(day):
        raise Refused("certificate_lapsed", valid_until=certificate.valid_until)


def _require_payable(provider: Organisation) -> None:
    """The provider itself issues the invoice and is paid (provider_direct)."""
    if provider.invoice_number is None:
        raise Refused("no_invoice_number", provider=provider.name)
    if provider.bank_account is None:
        raise Refused("no_bank_account", provider=provider.name)


def _contract(found: Application, order: Accept, day: date) -> Contract:
    """The contract on the pinned terms; its gateway says in which state it begins."""
    starts_on = given.day(order.starts_on, "starts_on")
    if starts_on < day:
        raise Refused("starts_in_the_past", today=day, starts_on=starts_on)
    contract = Contract(
        ref=new_ref("kt"),
        application=found,
        state=ContractState.AWAITING_PAYMENT,
        gateway=GATEWAY,
        signed_on=day,
        starts_on=starts_on,
        term_ends_on=last_day_of_months(starts_on, found.months),
    )
    return replace(contract, state=gateway(GATEWAY).opening_state(contract))
