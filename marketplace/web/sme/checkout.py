"""「カードで支払う」 From a contract that waits for its first payment to the page that takes it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect
from flask.typing import ResponseReturnValue

from marketplace.desk.contracts.collecting import StartCheckout, pay_by_card
from marketplace.domain.checkout import Checkout, CheckoutState
from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.invoice import Invoice
from marketplace.domain.organisation import Actor
from marketplace.payments import collector
from marketplace.payments.card import CardPayment
from marketplace.payments.collectable import require_collectable
from marketplace.store import checkouts
from marketplace.web import links, visit
from marketplace.web.said import Said, said
from marketplace.web.sme.door import door


@dataclass(frozen=True, slots=True)
class CardView:
    """「カード払いの見せかた」 What the page of a contract says of paying it by card.

    ``hindrance`` says why it cannot be paid now, ``notice`` that no money would move.
    """

    invoice: Invoice | None
    newest: Checkout | None
    notice: str
    hindrance: Said | None
    simulated: bool = False

    @property
    def can_pay(self) -> bool:
        """Whether the button stands there."""
        asked = self.newest is not None and self.newest.state is CheckoutState.QUESTIONED
        return self.invoice is not None and self.hindrance is None and not asked


@door.post("/contracts/<ref>/checkout", shows="sme.contract")
def start_checkout(actor: Actor, ref: str) -> ResponseReturnValue:
    """「カードで支払う」 To the page of the payment company, or to the simulator's."""
    asked_at = int(visit.market().clock().timestamp())
    order = StartCheckout(visit.token(), ref, asked_at)
    checkout = pay_by_card(visit.store(), actor, order, visit.now())
    address = checkout.url or ""
    return redirect(links.path_of(address) if collector().settings.simulated else address, 303)


@door.app_template_global()
def card_of(contract: Contract) -> CardView | None:
    """What is to be said of paying by card; None where a contract is not to be paid by card."""
    waits = contract.state is ContractState.AWAITING_PAYMENT
    actor = visit.actor()
    if contract.gateway != CardPayment.name or not waits or actor is None:
        return None
    with visit.store().read() as book:
        invoice = checkouts.first_invoice(book, actor, contract.ref)
        tries = checkouts.checkouts(book, actor, contract.ref)
    newest = tries[0] if tries else None
    try:
        settings = collector().settings
        if invoice is not None:
            require_collectable(invoice)
    except (Missing, Refused) as error:
        return CardView(invoice, newest, "", said(error))
    return CardView(invoice, newest, settings.notice, None, simulated=settings.simulated)
