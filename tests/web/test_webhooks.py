"""What gateways deliver: verified, kept once, answered at once; everything else changes nothing."""

import json
import logging
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace import payments
from marketplace.domain.errors import Unavailable
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.sender import signed
from marketplace.payments.simulator.shelf import Shelf
from marketplace.payments.stripe.settings import StripeSettings
from marketplace.store.rows import InboxRow, OutboxRow
from marketplace.web.webhooks import stripe as webhook

PLACE = "/webhooks/stripe"
SECRETS = ("whsec_old", "whsec_new")
SETTINGS = StripeSettings(
    "sk_test_x", SECRETS, "http://127.0.0.1:8000", {"mihari": "acct_mihari"}, simulated=True
)
EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "checkout.session.completed",
    "livemode": False,
    "account": "acct_mihari",
    "api_version": "2026-08-26.dahlia",
    "created": 1_795_000_000,
    "data": {"object": {"id": "cs_test_1", "object": "checkout.session"}},
}


@pytest.fixture(autouse=True)
def cards(now):
    """Let a provider be paid by card in this process."""
    made = SimulatedGateway(SETTINGS, Shelf(), lambda: now)
    payments.install(made)
    yield made
    payments.install(payments.CardPayment())
    made.simulator.shelf.close()


@pytest.fixture
def sends(app, now):
    """Give a way to deliver: an event, or bytes, signed some seconds from now."""

    def send(body=None, key="whsec_new", at=0, header=None, **changes):
        delivery = signed(EVENT | changes, key, now + timedelta(seconds=at))
        raw = delivery.raw if body is None else body
        named = delivery.signature if header is None else header
        headers = {"Stripe-Signature": named} if named else {}
        return app.test_client().post(PLACE, data=raw, headers=headers)

    return send


def counts(store):
    with store.read() as book:
        rows = [
            book.session.scalar(select(func.count()).select_from(row))
            for row in (InboxRow, OutboxRow)
        ]
    return tuple(rows)


def test_a_new_delivery_is_kept_with_one_errand(sends, store):
    answer = sends()
    assert (answer.status_code, answer.data) == (200, b"")
    assert counts(store) == (1, 1)


def test_a_duplicate_is_answered_alike_and_changes_nothing(sends, store, everything):
    sends()
    before = everything()
    assert [sends(at=seconds).status_code for seconds in (0, 1, -5)] == [200] * 3
    assert everything() == before
    assert counts(store) == (1, 1)


def test_eight_at_once_are_one(sends, store):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: sends().status_code, range(8)))
    assert answers == [200] * 8
    assert counts(store) == (1, 1)


@pytest.mark.parametrize(
    "forged",
    [
        {"header": ""},
        {"header": "garbage"},
        {"header": "t=1,v1=" + "0" * 64},
        {"key": "whsec_wrong"},
        {"key": "whsec_"},
        {"at": -301},
        {"at": 301},
        {"at": 315_360_000},
        {"body": b""},
        {"body": b"\xff\xfe"},
        {"body": b"{}"},
        {"body": json.dumps(EVENT, indent=1).encode()},
        {"livemode": True},
        {"account": "acct_other"},
        {"account": None},
        {"object": "v2.core.event"},
        {"data": None},
        {"id": "evt\u0000"},
    ],
)
def test_what_is_forged_is_400_and_changes_nothing(sends, everything, forged, caplog):
    """Nothing but one word is logged, and nothing at all is answered."""
    before = everything()
    with caplog.at_level(logging.DEBUG):
        answer = sends(**forged)
    assert (answer.status_code, answer.data) == (400, b"")
    assert everything() == before
    assert "cs_test_1" not in caplog.text
    assert "whsec" not in caplog.text
    assert "v1=" not in caplog.text


def test_v0_alone_and_a_secret_from_a_header_are_worth_nothing(app, now, everything):
    before = everything()
    delivery = signed(EVENT, "whsec_mine", now)
    headers = {"Stripe-Signature": delivery.signature, "X-Djstripe-Webhook-Secret": "whsec_mine"}
    assert app.test_client().post(PLACE, data=delivery.raw, headers=headers).status_code == 400
    good = signed(EVENT, "whsec_new", now)
    headers = {"Stripe-Signature": good.signature.replace("v1=", "v0=")}
    assert app.test_client().post(PLACE, data=good.raw, headers=headers).status_code == 400
    assert everything() == before


@pytest.mark.parametrize("key", SECRETS)
def test_both_secrets_are_taken_while_one_is_replaced(sends, key):
    assert sends(key=key).status_code == 200


def test_another_version_of_the_api_is_kept_and_noted(sends, store):
    assert sends(api_version="2030-01-01.future").status_code == 200
    with store.read() as book:
        found = book.session.execute(select(InboxRow.api_version, InboxRow.note)).one()
    assert tuple(found) == ("2030-01-01.future", "api_version")


@pytest.mark.parametrize(("size", "status"), [(256 * 1024, 400), (256 * 1024 + 1, 413)])
def test_more_than_256_kib_is_too_large(sends, everything, size, status):
    before = everything()
    answer = sends(body=b"x" * size)
    assert (answer.status_code, answer.data) == (status, b"")
    assert everything() == before


def test_ten_megabytes_are_refused_unread(app, now, everything):
    before = everything()
    answer = app.test_client().post(PLACE, data=b"x" * 10_000_000)
    assert answer.status_code == 413
    assert everything() == before


def test_a_busy_database_is_503_and_the_next_delivery_is_taken(sends, store, monkeypatch):
    def busy(*_):
        raise Unavailable("database_busy")

    with monkeypatch.context() as patch:
        patch.setattr(webhook, "receive", busy)
        assert sends().status_code == 503
    assert counts(store) == (0, 0)
    assert sends().status_code == 200


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_database_that_somebody_holds_is_503(sends, store, monkeypatch):
    """A real lock, and not the whole of the five seconds."""
    monkeypatch.setattr("marketplace.store.engine.BUSY_SECONDS", 0.2)
    store.dispose()
    holder = sqlite3.connect(store.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert sends().status_code == 503
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert sends().status_code == 200
    assert counts(store) == (1, 1)
    store.dispose()


def test_without_settings_there_is_nobody_here(sends, everything):
    before = everything()
    payments.install(payments.CardPayment())
    assert sends().status_code == 404
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_only_deliveries_are_taken(app, method):
    assert getattr(app.test_client(), method)(PLACE).status_code == 405


def test_the_door_asks_for_no_form_and_opens_no_session(app, sends):
    assert app.extensions["audiences"]["webhooks.stripe"] == "webhooks"
    assert "Set-Cookie" not in sends().headers
