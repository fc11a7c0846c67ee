"""A company's first invoice, and a gateway with the simulator at its other end."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.domain.checkout import Checkout, CheckoutState
from marketplace.domain.invoice import Invoice, InvoiceLine
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.request import OPEN_FOR, session_request
from marketplace.payments.stripe.settings import StripeSettings

START = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)
SITE = "http://127.0.0.1:8000"
ACCOUNT = "acct_hinata"
SECRETS = ("whsec_old", "whsec_new")
SETTINGS = StripeSettings(
    secret_key="sk_test_simulator",
    webhook_secrets=SECRETS,
    site=SITE,
    accounts={"hinata": ACCOUNT},
    simulated=True,
)
LINES = (("監視（月額）", 3, 9_800), ("駆付け（月額）", 1, 500), ("設置（初回のみ）", 2, 15_000))


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now

    def after(self, **span):
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settings():
    return SETTINGS


@pytest.fixture
def shelf():
    made = Shelf()
    yield made
    made.close()


@pytest.fixture
def gateway(shelf, clock):
    return SimulatedGateway(SETTINGS, shelf, clock)


@pytest.fixture
def simulator(gateway):
    return gateway.simulator


@pytest.fixture
def invoice_of():
    """Give a maker of invoices from (name, quantity, unit)."""

    def make(*lines):
        issuer = Organisation("og_p", OrgKind.PROVIDER, "ひなた通信（架空）", "ヒ", code="hinata")
        company = Organisation("og_c", OrgKind.SME, "みなと精工（架空）", "ミ")
        made = tuple(InvoiceLine(n, DAY, DAY, q, "台", u, 1000) for n, q, u in lines or LINES)
        days = {"issued_on": DAY, "due_on": DAY}
        return Invoice("iv_a", "2026-0001", "kt_a", issuer, company, lines=made, **days)

    return make


@pytest.fixture
def checkout_of(invoice_of, clock):
    """Give a maker of tries to collect an invoice."""

    def make(*lines, attempt=1, contract="kt_a"):
        invoice, until = invoice_of(*lines), clock() + OPEN_FOR
        request = session_request("co_a", invoice, site=SITE, expires_at=until)
        return Checkout(
            ref="co_a",
            contract_ref=contract,
            invoice_ref=invoice.ref,
            account=ACCOUNT,
            attempt=attempt,
            amount_in_tax=invoice.total_in_tax,
            request=json.dumps(request, ensure_ascii=False),
            state=CheckoutState.STARTING,
            expires_at=until,
        )

    return make
