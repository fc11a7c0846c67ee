"""「カードで受け取る」 A first invoice is collected through a gateway: asked, never believed.

No transaction is open during a call. What will be asked is kept first, and what was answered
after: whoever dies in between is followed by somebody who sends the same words under the same key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.contracts.deposits import mark_paid
from marketplace.domain.canonical import canonical
from marketplace.domain.checkout import (
    Checkout,
    CheckoutEnd,
    CheckoutState,
    Hint,
    InboxState,
    Session,
    ending,
)
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.days import japan_day
from marketplace.domain.deposit import Deposit
from marketplace.domain.errors import Conflict, MarketError, Missing, Refused, Unavailable
from marketplace.domain.invoice import Invoice
from marketplace.domain.organisation import Actor
from marketplace.payments import collector
from marketplace.payments.card import CardPayment
from marketplace.payments.collectable import require_collectable
from marketplace.payments.faults import Rejected
from marketplace.payments.stripe.request import OPEN_FOR, session_request
from marketplace.store import Book, Store, checkouts, contracts, inbox, outbox
from marketplace.store.checkouts import Opened

HEARD = "market.heard"
"""The kind of errand that a delivery leaves: ask the gateway what has changed."""

HANDLED = frozenset({"checkout.session.completed", "checkout.session.expired"})
OVER = frozenset({CheckoutState.PAID, CheckoutState.QUESTIONED})
AGAIN = frozenset({CheckoutState.EXPIRED, CheckoutState.FAILED})


@dataclass(frozen=True, slots=True)
class StartCheckout:
    """「カードで支払う」 ``asked_at`` is in seconds by the machine's clock, as a gateway counts."""

    token: str
    contract_ref: str
    asked_at: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """「問い合わせの答え」 What a gateway said of a try, and the number the question had."""

    ref: str
    seq: int
    session: Session


@act(again=checkouts.checkout)
def start_checkout(book: Book, actor: Actor, order: StartCheckout, now: datetime) -> Checkout:
    """「支払いを始める」 One try at a time; a new one only after the last is surely over."""
    contract = contracts.contract(book, actor, given.ref(order.contract_ref, "contract"))
    invoice = _payable(book, actor, contract)
    tries = checkouts.checkouts(book, actor, contract.ref)
    if tries and tries[0].state not in AGAIN:
        return _not_over(tries[0])
    checkout = _checkout(contract, invoice, len(tries) + 1, _asked_at(order))
    return checkouts.add_checkout(book, actor, checkout, contract.gateway, now=now)


def pay_by_card(store: Store, actor: Actor, order: StartCheckout, now: datetime) -> Checkout:
    """「カードで支払う」 An open checkout with the address of its page, made or found again."""
    checkout = store.run(start_checkout, actor, order, now)
    if checkout.state is CheckoutState.STARTING:
        checkout = _opened(store, checkout, now)
    if checkout.expires_at <= _asked_at(order):
        settle(store, checkout.ref, now)
        raise Conflict("checkout_over")
    return checkout


def receive(book: Book, hint: Hint, now: datetime) -> bool:
    """「知らせを受け取る」 Kept once, with an errand to ask; False where it came before."""
    if not inbox.keep(book, hint, now):
        return False
    payload = {"gateway": hint.gateway, "event_id": hint.event_id}
    key = f"{HEARD}:{hint.gateway}:{hint.event_id}"
    return outbox.put(book, HEARD, payload, org=None, key=key, now=now)


def hear(store: Store, gateway: str, event_id: str, now: datetime) -> str:
    """「知らせを確かめる」 Ask what has changed, and put it down; ``Unavailable`` to wait."""
    with store.read() as book:
        hint = inbox.hint(book, gateway, event_id)
    if hint.type not in HANDLED or not hint.object_ref:
        store.run(inbox.mark, hint, InboxState.IGNORED)
        return InboxState.IGNORED.value
    ref = _known(store, hint) or _adopted(store, hint, now)
    if ref is None:
        store.run(inbox.mark, hint, InboxState.PARKED)
        raise Unavailable("checkout_not_known_yet")
    return settle(store, ref, now, hint).value


def settle(store: Store, ref: str, now: datetime, hint: Hint | None = None) -> CheckoutState:
    """「支払いを確かめる」 Number, fetch, apply: in this order, and only the last in an act."""
    checkout, seq = store.run(checkouts.begin_fetch, ref)
    if checkout.session_ref is None:
        raise Conflict("checkout_over")
    session = collector().session(checkout.session_ref, checkout.account)
    return store.run(apply_fetched, Fetched(ref, seq, session), now, hint)


def reconcile(store: Store, now: datetime) -> int:
    """「照らし合わせ」 Ask for every open checkout; returns how many answers there were."""
    with store.read() as book:
        waiting = checkouts.unsettled(book)
    return sum(_asked(store, ref, now) for ref in waiting)


def _asked(store: Store, ref: str, now: datetime) -> bool:
    """One that cannot be asked now keeps no other back; its turn comes again."""
    try:
        settle(store, ref, now)
    except MarketError:
        return False
    return True


def apply_fetched(book: Book, answer: Fetched, now: datetime, hint: Hint | None) -> CheckoutState:
    """「確かめた結果」 State, money and event in one act; an older answer changes nothing."""
    checkout = checkouts.may_apply(book, answer.ref, answer.seq)
    if checkout is not None and checkout.state not in OVER:
        end = _collected(book, checkout, answer.session, now)
        checkouts.end(book, checkout.ref, end, now=now)
    if hint is not None:
        inbox.mark(book, hint, InboxState.DONE)
    return checkouts.state_of(book, answer.ref)


def _collected(book: Book, checkout: Checkout, session: Session, now: datetime) -> CheckoutEnd:
    """The end of a try; money that came, to the yen, is the invoice's."""
    end = ending(checkout, session)
    if end.state is not CheckoutState.PAID:
        return end
    deposit = Deposit(
        ref=new_ref("dp"),
        invoice_ref=checkout.invoice_ref,
        gateway=CardPayment.name,
        paid_in_tax=checkout.amount_in_tax,
        received_on=japan_day(now),
        payer_name=checkouts.payer_name(book, checkout.ref),
        outside_ref=session.intent_ref,
    )
    paid = mark_paid(book, deposit, now)
    if paid.began or paid.deposit.ref != deposit.ref:
        return end
    # Paid twice, or for a contract that is over: the money is shown, and a person decides.
    return CheckoutEnd(CheckoutState.QUESTIONED, "late_payment")


def _opened(store: Store, checkout: Checkout, now: datetime) -> Checkout:
    """Ask the gateway, and keep its answer; a flat refusal ends the try."""
    try:
        session = collector().open_checkout(checkout)
    except (Missing, Rejected) as error:
        store.run(checkouts.failed, checkout.ref, error.code, now=now)
        raise
    return store.run(checkouts.opened, checkout.ref, Opened(session.ref, session.url), now=now)


def _known(store: Store, hint: Hint) -> str | None:
    with store.read() as book:
        return checkouts.of_session(book, hint.object_ref, hint.account)


def _adopted(store: Store, hint: Hint, now: datetime) -> str | None:
    """A try whose answer never reached us: the fetched session names it, on the same account."""
    try:
        session = collector().session(hint.object_ref, hint.account)
    except Missing:
        return None
    with store.read() as book:
        ref = checkouts.waits_for_session(book, session.checkout_ref, hint.account)
    if ref is not None:
        store.run(checkouts.opened, ref, Opened(session.ref, session.url), now=now)
    return ref


def _payable(book: Book, actor: Actor, contract: Contract) -> Invoice:
    """The first invoice of a contract that is to be paid by card, and can be."""
    if contract.gateway != CardPayment.name:
        raise Refused("not_by_card")
    if contract.state is not ContractState.AWAITING_PAYMENT:
        raise Conflict("state_moved", state=contract.state)
    invoice = checkouts.first_invoice(book, actor, contract.ref)
    if invoice is None:
        raise Refused("not_invoiced_yet")
    if invoice.deposits:
        raise Conflict("already_paid_in", number=invoice.number)
    require_collectable(invoice)
    return invoice


def _asked_at(order: StartCheckout) -> datetime:
    return datetime.fromtimestamp(order.asked_at, UTC)


def _not_over(checkout: Checkout) -> Checkout:
    if checkout.state in OVER:
        raise Conflict("checkout_questioned")
    return checkout


def _checkout(contract: Contract, invoice: Invoice, attempt: int, asked_at: datetime) -> Checkout:
    gateway = collector()
    account = gateway.account_of(contract.application.provider)
    if account is None:
        raise Refused("no_card_account", provider=contract.application.provider.name)
    ref, until = new_ref("co"), asked_at + OPEN_FOR
    request = session_request(ref, invoice, site=gateway.settings.site, expires_at=until)
    return Checkout(
        ref=ref,
        contract_ref=contract.ref,
        invoice_ref=invoice.ref,
        account=account,
        attempt=attempt,
        amount_in_tax=invoice.total_in_tax,
        request=canonical(request).decode(),
        state=CheckoutState.STARTING,
        expires_at=until,
    )
