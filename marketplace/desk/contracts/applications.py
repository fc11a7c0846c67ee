"""「申込みから契約へ」 A company signs a quote; the provider accepts or declines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.contracts.quotes import require_open
from marketplace.domain.certificate import TRIAL_DAYS
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import (
    Application,
    ApplicationState,
    Contract,
    ContractState,
    Move,
    Signature,
    next_application,
)
from marketplace.domain.days import japan_day, last_day_of_months
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.invoice import month_lines
from marketplace.domain.organisation import Actor, Organisation
from marketplace.domain.quote import Quote, consents_for
from marketplace.payments import gateway, offered
from marketplace.payments.collectable import require_round
from marketplace.store import Book, applications, certificates, contracts, quotes

ANSWER_DAYS = 14
"""Days that an application waits for its answer; shown on the confirm page."""

PROVISIONAL_DAYS = TRIAL_DAYS
"""Days that a 仮申込 waits for the certificate and the final price: as long as a trial listing."""

USUAL_GATEWAY = "bank_invoice"
"""How a contract is collected whose application was made before one could choose."""


@dataclass(frozen=True, slots=True)
class SignQuote:
    """「見積りに署名する」 Exactly what was shown (``digest``), and each consent by its code."""

    token: str
    quote_ref: str
    digest: str
    consents: tuple[str, ...]
    gateway: str


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


@act(again=applications.application)
def sign(book: Book, actor: Actor, order: SignQuote, now: datetime) -> Application:
    """「申込み」 One quote becomes one application, whoever of the company signs it first."""
    found = quotes.quote(book, actor, given.ref(order.quote_ref, "quote"))
    _require_unsigned(applications.signed(book, actor, found.ref))
    if order.digest != found.digest:
        raise Refused("quote_differs")
    require_open(book, found, japan_day(now))
    consents = _consented(found, order.consents)
    way = _gateway(found.provider, order.gateway)
    if way != USUAL_GATEWAY:
        require_round(found.breakdown.charges)
    signature = Signature(found.ref, found.digest, actor.person.name, consents, way, now)
    if found.from_application:
        _convert(book, actor, found.from_application, now)
    return applications.add_application(book, actor, _application(found, signature))


@act(again=applications.application)
def withdraw_application(
    book: Book, actor: Actor, order: WithdrawApplication, now: datetime
) -> Application:
    """「申込みの取下げ」 The provider can no longer accept it."""
    found = _unanswered(book, actor, order.ref, now)
    return _answer(book, actor, found, move=Move.WITHDRAW, now=now)


@act(again=applications.application)
def decline(book: Book, actor: Actor, order: Decline, now: datetime) -> Application:
    """「見送り」 With a reason that the company reads."""
    found = _unanswered(book, actor, order.ref, now)
    reason = given.reason(order.reason)
    return _answer(book, actor, found, move=Move.DECLINE, reason=reason, now=now)


@act(again=contracts.contract)
def accept(book: Book, actor: Actor, order: Accept, now: datetime) -> Contract:
    """「承諾」 The application becomes a contract on exactly the terms that were pinned."""
    day = japan_day(now)
    found = _unanswered(book, actor, order.ref, now)
    if found.provisional:
        raise Refused("still_provisional", offering=found.offering_name)
    _require_certified(book, found, day)
    _require_payable(actor.org)
    contract = _contract(found, order, day)
    _answer(book, actor, found, move=Move.ACCEPT, now=now)
    return contracts.add_contract(book, actor, contract, now=now)


def answer_days(found: Quote) -> int:
    """How long what is signed waits: for an answer, or for a certificate."""
    return PROVISIONAL_DAYS if found.provisional else ANSWER_DAYS


def _convert(book: Book, actor: Actor, ref: str, now: datetime) -> None:
    """「本申込みへの切替え」 The provisional one is over; it can be replaced once."""
    _answer(book, actor, _unanswered(book, actor, ref, now), move=Move.CONVERT, now=now)


def _require_unsigned(made: Application | None) -> None:
    """Two people of a company may have the same quote open; the second is told of the first."""
    if made is not None and made.signature is not None:
        signature = made.signature
        by, on = signature.person, japan_day(signature.signed_at)
        raise Conflict("already_signed", by=by, on=on, ref=made.ref)


def _consented(found: Quote, given_codes: object) -> tuple[str, ...]:
    """Every consent that is asked for, each given by itself; nothing else counts for one."""
    codes = given_codes if isinstance(given_codes, tuple) else ()
    wanted = consents_for(found)
    for consent in wanted:
        if consent.code not in codes:
            raise Refused("not_agreed", field=f"consent_{consent.code}", name=consent.name)
    return tuple(consent.code for consent in wanted)


def _gateway(provider: Organisation, name: object) -> str:
    """A way of paying that this provider offers."""
    ways = {one.name: one for one in offered(provider)}
    if not isinstance(name, str) or name not in ways:
        raise Refused("gateway_not_offered", provider=provider.name)
    return name


def _application(found: Quote, signature: Signature) -> Application:
    """The quote as it is, waiting for the provider's answer."""
    return Application(
        ref=new_ref("ap"),
        company=found.company,
        provider=found.provider,
        certificate_ref=found.certificate_ref,
        trial_ref=found.trial_ref,
        provisional=found.provisional,
        dossier_ref=found.dossier_ref,
        offering_name=found.offering.name,
        offering_code=found.offering.code,
        plan=found.plan,
        size=found.size,
        months=found.months,
        breakdown=found.breakdown,
        state=ApplicationState.APPLIED,
        applied_at=signature.signed_at,
        answer_by=japan_day(signature.signed_at) + timedelta(days=answer_days(found)),
        terms=found.offering.terms,
        signature=signature,
    )


def _unanswered(book: Book, actor: Actor, ref: str, now: datetime) -> Application:
    """An application of this actor's organisation that still waits for its answer."""
    found = applications.application(book, actor, given.ref(ref, "application"))
    state = found.state_on(japan_day(now))
    if state is ApplicationState.EXPIRED:
        raise Refused("answer_too_late", answer_by=found.answer_by)
    if state is not ApplicationState.APPLIED:
        raise Conflict("state_moved", state=state)
    return found


def _answer(
    book: Book, actor: Actor, found: Application, *, move: Move, reason: str = "", now: datetime
) -> Application:
    return applications.move_application(
        book,
        actor,
        found.ref,
        from_state=found.state,
        to_state=next_application(found.state, move),
        reason=reason,
        now=now,
    )


def _require_certified(book: Book, found: Application, day: date) -> None:
    """A listing may end between the two signatures, the certificate may not."""
    certificate = certificates.public_certificate(book, found.certificate_ref)
    if against := certificate.against_on(day):
        raise Refused("certificate_not_holding", kind=against.kind.label, since=against.since)
    if not certificate.is_valid_on(day):
        raise Refused("certificate_lapsed", valid_until=certificate.valid_until)


def _require_payable(provider: Organisation) -> None:
    """The provider itself issues the invoice and is paid (provider_direct)."""
    if provider.invoice_number is None:
        raise Refused("no_invoice_number", provider=provider.name)
    if provider.bank_account is None:
        raise Refused("no_bank_account", provider=provider.name)


def _contract(found: Application, order: Accept, day: date) -> Contract:
    """The contract on the pinned terms; it waits for money where its first month costs some."""
    starts_on = given.day(order.starts_on, "starts_on")
    if starts_on < day:
        raise Refused("starts_in_the_past", today=day, starts_on=starts_on)
    way = gateway(found.signature.gateway if found.signature else USUAL_GATEWAY)
    contract = Contract(
        ref=new_ref("kt"),
        application=found,
        state=ContractState.AWAITING_PAYMENT,
        gateway=way.name,
        signed_on=day,
        starts_on=starts_on,
        term_ends_on=last_day_of_months(starts_on, found.months),
    )
    free = not month_lines(contract, 1)
    return replace(contract, state=ContractState.ACTIVE if free else way.opening_state(contract))
