"""The simulator does what Stripe documents for what we use, and refuses the rest."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from marketplace.payments.simulator.form import parsed
from marketplace.payments.simulator.gateway import SimulatedGateway
from marketplace.payments.simulator.objects import Wrong
from marketplace.payments.simulator.shelf import Shelf

PLACE = "/v1/checkout/sessions"
HEADERS = {
    "Authorization": "Bearer sk_test_x",
    "Stripe-Version": "2026-08-26.dahlia",
    "Stripe-Account": "acct_hinata",
}
BODY = {
    "mode": "payment",
    "payment_method_types[0]": "card",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "jpy",
    "line_items[0][price_data][unit_amount]": "1000",
    "line_items[0][price_data][product_data][name]": "x",
    "success_url": "http://127.0.0.1/",
}


@pytest.fixture
def asks(simulator, clock):
    """Give a way to ask with the usual words, some of them changed or left out by None."""

    def ask(headers=(), method="POST", path=PLACE, **changes):
        until = str(int(clock().timestamp()) + 3600)
        words = BODY | {"expires_at": until} | changes
        text = "&".join(f"{name}={value}" for name, value in words.items() if value is not None)
        status, body, more = simulator.answer(method, path, HEADERS | dict(headers), text)
        return status, body.get("error", {}).get("code", ""), body, more

    return ask


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("a=1", {"a": "1"}),
        ("a[b]=1&a[c][d]=2", {"a": {"b": "1", "c": {"d": "2"}}}),
        ("a[0][q]=1&a[1][q]=2", {"a": [{"q": "1"}, {"q": "2"}]}),
        ("a[1]=x", {"a": {"1": "x"}}),
        ("a=", {"a": ""}),
        ("n=%E7%9B%A3%E8%A6%96", {"n": "監視"}),
        ("", {}),
    ],
)
def test_nested_forms_are_read(body, value):
    assert parsed(body) == value


def test_the_usual_words_are_taken(asks):
    status, code, body, _ = asks()
    assert (status, code, body["amount_total"], body["status"]) == (200, "", 1000, "open")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"modus": "payment"}, "parameter_unknown"),
        ({"mode": None}, "parameter_missing"),
        ({"mode": "subscription"}, "parameter_invalid"),
        ({"success_url": None}, "parameter_missing"),
        ({"line_items[0][quantity]": "0"}, "parameter_invalid_integer"),
        ({"line_items[0][quantity]": "1.5"}, "parameter_invalid_integer"),
        ({"line_items[0][price_data][unit_amount]": "-1"}, "parameter_invalid_integer"),
        ({"line_items[0][price_data][unit_amount]": "49"}, "amount_too_small"),
        ({"line_items[0][price_data][unit_amount]": "100000000"}, "amount_too_small"),
        ({"line_items[0][price_data][currency]": "usd"}, "parameter_invalid"),
        ({"expires_at": "1"}, "parameter_invalid"),
        ({"expires_at": "soon"}, "parameter_invalid"),
        ({"expires_at": "9999999999"}, "parameter_invalid"),
    ],
)
def test_what_stripe_would_refuse_is_refused(asks, changes, code, shelf):
    assert asks(**changes)[:2] == (400, code)
    assert shelf.refs("cs_") == []


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": ""}, 401, "api_key_invalid"),
        ({"Authorization": "Bearer sk_live_x"}, 401, "api_key_invalid"),
        ({"Stripe-Version": "2020-01-01"}, 400, "api_version_unknown"),
        ({"Stripe-Account": ""}, 403, "account_invalid"),
    ],
)
def test_only_whom_it_knows_may_ask(asks, headers, status, code):
    assert asks(headers=headers)[:2] == (status, code)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", PLACE), ("POST", f"{PLACE}/cs_x"), ("GET", "/v1/customers/cus_1"), ("DELETE", PLACE)],
)
def test_other_calls_do_not_exist(asks, method, path):
    assert asks(method=method, path=path)[:2] == (404, "url_unknown")


def test_a_key_is_answered_once_for_an_account(asks, shelf):
    key = {"Idempotency-Key": "cmd-1"}
    first = asks(headers=key)
    again = asks(headers=key)
    assert again[2] == first[2]
    assert (first[3], again[3]) == ({}, {"Idempotent-Replayed": "true"})
    assert asks(headers=key, locale="ja")[:2] == (400, "idempotency_key_reused")
    other = asks(headers=key | {"Stripe-Account": "acct_other"})
    assert other[2]["id"] != first[2]["id"]
    assert len(shelf.refs("cs_")) == 2


def test_a_refusal_is_not_kept_under_its_key(asks):
    """As documented: nothing is stored where the parameters are wrong."""
    key = {"Idempotency-Key": "cmd-1"}
    assert asks(headers=key, mode=None)[0] == 400
    assert asks(headers=key)[0] == 200


def test_the_same_key_at_once_is_one_session(asks, shelf):
    with ThreadPoolExecutor(8) as pool:
        key = {"Idempotency-Key": "cmd-1"}
        answers = list(pool.map(lambda _: asks(headers=key)[2]["id"], range(8)))
    assert len(set(answers)) == len(shelf.refs("cs_")) == 1


def test_a_session_expires_by_its_clock(gateway, simulator, checkout_of, clock):
    session = gateway.open_checkout(checkout_of())
    clock.after(hours=2, minutes=59)
    assert gateway.session(session.ref, "acct_hinata").status == "open"
    clock.after(minutes=1)
    assert gateway.session(session.ref, "acct_hinata").status == "expired"
    assert [one["type"] for one in simulator.shelf.events()] == ["checkout.session.expired"]
    with pytest.raises(Wrong, match="session_not_open"):
        simulator.pay(session.ref)


def test_a_declined_card_leaves_the_session_open(gateway, simulator, checkout_of):
    checkout = checkout_of()
    session = gateway.open_checkout(checkout)
    simulator.decline(session.ref)
    found = gateway.session(session.ref, checkout.account)
    assert (found.status, found.payment_status, found.received_yen) == ("open", "unpaid", 0)
    first = found.intent_ref
    simulator.pay(session.ref)
    found = gateway.session(session.ref, checkout.account)
    assert (found.payment_status, found.intent_ref) == ("paid", first)
    kinds = [one["type"] for one in simulator.shelf.events()]
    assert kinds == ["payment_intent.payment_failed", "checkout.session.completed"]


def test_nobody_pays_twice(gateway, simulator, checkout_of):
    session = gateway.open_checkout(checkout_of())
    simulator.pay(session.ref)
    with pytest.raises(Wrong, match="session_not_open"):
        simulator.pay(session.ref)
    with pytest.raises(Wrong, match="resource_missing"):
        simulator.pay("cs_test_nothing")


def test_time_alone_tells_of_expiry(gateway, simulator, checkout_of, clock):
    gateway.open_checkout(checkout_of())
    simulator.expire()
    assert simulator.shelf.events() == []
    clock.after(hours=3)
    simulator.expire()
    simulator.expire()
    assert len(simulator.shelf.events()) == 1


def test_two_processes_share_one_file(tmp_path, settings, clock, checkout_of):
    """What one of them opened the other one knows, and a key is answered once for both."""
    file, checkout = tmp_path / "simulator.sqlite", checkout_of()
    shelves = [Shelf(file), Shelf(file)]
    one, other = (SimulatedGateway(settings, shelf, clock) for shelf in shelves)
    session = one.open_checkout(checkout)
    assert other.open_checkout(checkout) == session
    other.simulator.pay(session.ref)
    assert one.session(session.ref, checkout.account).payment_status == "paid"
    for shelf in shelves:
        shelf.close()


def test_events_are_delivered_once_and_again_on_demand(gateway, simulator, checkout_of, clock):
    sent = []
    session = gateway.open_checkout(checkout_of())
    simulator.pay(session.ref)
    post = lambda delivery: sent.append(delivery) or 200  # noqa: E731
    assert gateway.sender.deliver(post) == [200]
    assert gateway.sender.deliver(post) == []
    (event,) = simulator.shelf.events()
    first = gateway.sender.delivery(event)
    clock.after(seconds=1)
    assert gateway.sender.delivery(event).signature != first.signature
    assert gateway.sender.delivery(event).raw == first.raw == sent[0].raw


def test_it_is_only_for_settings_that_say_so(settings, shelf, clock):
    with pytest.raises(ValueError, match="simulator"):
        SimulatedGateway(replace(settings, simulated=False), shelf, clock)
