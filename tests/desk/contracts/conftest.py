"""The way from a signed quote to a payment by card, and what came of it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace import payments
from marketplace.desk.contracts import collecting
from marketplace.desk.contracts.applications import Accept, accept, sign
from marketplace.desk.contracts.collecting import StartCheckout, pay_by_card
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.settings import StripeSettings
from marketplace.payments.stripe.webhook import hint
from marketplace.store import checkouts, contracts
from marketplace.store.rows import OutboxRow

CARDS = StripeSettings(
    secret_key="sk_test_simulator",
    webhook_secrets=("whsec_old", "whsec_new"),
    site="http://127.0.0.1:8000",
    accounts={"hinata": "acct_hinata"},
    simulated=True,
)


class Till:
    """A gateway with the simulator at its other end, in a town, with a clock of its own."""

    def __init__(self, town):
        self.town, self.now = town, town.now
        self.gateway = SimulatedGateway(CARDS, Shelf(), lambda: self.now)
        self.simulator = self.gateway.simulator

    def after(self, **span):
        self.now += timedelta(**span)

    def contract(self, way="stripe", certificate=None):
        town, made = self.town, self.town.quoted(certificate)
        application = town.do(sign, town.company, town.signed(made, gateway=way))
        order = Accept(town.token(), application.ref, town.today)
        return town.do(accept, town.provider, order)

    def invoiced(self, **changes):
        contract = self.contract(**changes)
        self.town.invoiced(contract)
        return contract

    def order(self, contract):
        return StartCheckout(self.town.token(), contract.ref, int(self.now.timestamp()))

    def pays(self, contract, actor=None):
        actor = actor or self.town.company
        return pay_by_card(self.town.store, actor, self.order(contract), self.town.now)

    def received(self, delivery):
        told = hint(delivery, self.gateway.settings, self.now)
        self.town.store.run(collecting.receive, told, self.now)
        return told

    def hears(self, told):
        return collecting.hear(self.town.store, told.gateway, told.event_id, self.town.now)

    def told(self):
        """Deliver what has happened."""
        told = []
        self.gateway.sender.deliver(lambda one: told.append(self.received(one)) or 200)
        return told

    def delivered(self):
        """Deliver what has happened, and let it be heard."""
        return [self.hears(one) for one in self.told()]

    def paid(self):
        """Give a contract whose page was paid a moment ago; nobody has been told."""
        contract = self.invoiced()
        self.simulator.pay(self.pays(contract).session_ref)
        return contract

    def state(self, contract):
        with self.town.store.read() as book:
            return contracts.contract(book, self.town.company, contract.ref).state.value

    def tries(self, contract):
        with self.town.store.read() as book:
            found = checkouts.checkouts(book, self.town.company, contract.ref)
        return [(one.state.value, one.finding) for one in found]

    def invoice(self, contract):
        with self.town.store.read() as book:
            return checkouts.first_invoice(book, self.town.company, contract.ref)

    def money(self, contract):
        return [(d.gateway, d.paid_in_tax) for d in self.invoice(contract).deposits]

    def rows(self, row, *columns):
        with self.town.store.read() as book:
            found = book.session.execute(select(*columns).order_by(row.key))
            return [tuple(one) for one in found]

    def starts(self):
        """Give who was told that the service begins, once for each time."""
        payloads = [json.loads(text) for (text,) in self.rows(OutboxRow, OutboxRow.payload)]
        return [one["person"] for one in payloads if one.get("code") == "contract_started"]


@pytest.fixture
def till(town):
    """Let one provider of the town be paid by card in this process."""
    made = Till(town)
    payments.install(made.gateway)
    yield made
    payments.install(payments.CardPayment())
    made.simulator.shelf.close()
