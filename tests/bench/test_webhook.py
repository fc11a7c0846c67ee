"""A delivery of Stripe's: verified, kept and answered, in CPU time of this process."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from marketplace import payments
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.sender import signed
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.settings import StripeSettings
from marketplace.store import Store, migrate
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig

pytestmark = pytest.mark.bench

BUDGET_MS = 20
TIMES = 200
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
SETTINGS = StripeSettings(
    "sk_test_x", ("whsec_a",), "http://127.0.0.1:8000", {"hinata": "acct_hinata"}, simulated=True
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a client of a market whose providers are paid by card."""
    store = Store.sqlite(tmp_path / "market.sqlite3")
    migrate.upgrade(store.url)
    gateway = SimulatedGateway(SETTINGS, Shelf(), lambda: NOW)
    payments.install(gateway)
    app = create_app(WebConfig(store, "k" * 32, demo=False, clock=lambda: NOW))
    yield app.test_client()
    payments.install(payments.CardPayment())
    gateway.simulator.shelf.close()
    store.dispose()


def event(number: int) -> dict[str, object]:
    """An event of the size that Stripe sends: a whole session of a few kilobytes."""
    about = {"id": f"cs_test_{number}", "object": "checkout.session", "metadata": {"x": "x" * 4000}}
    return {
        "id": f"evt_{number}",
        "object": "event",
        "type": "checkout.session.completed",
        "livemode": False,
        "account": "acct_hinata",
        "api_version": "2026-08-26.dahlia",
        "created": 1_795_000_000,
        "data": {"object": about},
    }


@pytest.mark.parametrize("kind", ["new", "duplicate", "forged"])
def test_a_delivery(client: FlaskClient, kind: str) -> None:
    """The signature, the inbox with its errand, and the answer."""
    key = "whsec_b" if kind == "forged" else "whsec_a"
    numbers = [0] * TIMES if kind == "duplicate" else range(TIMES)
    deliveries = [signed(event(number), key, NOW) for number in numbers]
    spent = []
    gc.collect()
    for delivery in deliveries:
        headers = {"Stripe-Signature": delivery.signature}
        start = time.process_time()
        answer = client.post("/webhooks/stripe", data=delivery.raw, headers=headers)
        spent.append((time.process_time() - start) * 1000)
        assert answer.status_code == (400 if kind == "forged" else 200)
    middle, worst = statistics.median(spent), sorted(spent)[int(TIMES * 0.95)]
    print(f"\nwebhook, {kind}: median {middle:.2f} ms, 95% {worst:.2f} ms of CPU")
    assert worst < BUDGET_MS
