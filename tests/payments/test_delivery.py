"""A delivery is believed for its signature, its instant and its account; nothing else is."""

import hashlib
import hmac
import json
from dataclasses import replace

import pytest
import stripe

from marketplace.domain.checkout import InboxState
from marketplace.payments.simulator.sender import signed
from marketplace.payments.stripe.webhook import Delivery, Forged, hint

KEY = "whsec_new"
EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "checkout.session.completed",
    "livemode": False,
    "account": "acct_hinata",
    "api_version": "2026-08-26.dahlia",
    "created": 1_795_000_000,
    "data": {"object": {"id": "cs_test_1", "object": "checkout.session"}},
}


@pytest.fixture
def hears(settings, clock):
    """Give a way to hear a delivery; a refusal is its one word."""

    def hear(delivery, settings=settings):
        try:
            return hint(delivery, settings, clock())
        except Forged as error:
            return str(error)

    return hear


@pytest.fixture
def sent(clock):
    """Give a maker of deliveries: an event with some of it changed, signed now."""

    def send(key=KEY, at=0, **changes):
        return signed(EVENT | changes, key, clock.now.fromtimestamp(when(clock) + at))

    return send


def when(clock):
    return int(clock().timestamp())


def raw(body, clock):
    """Sign bytes that no sender of Stripe's makes."""
    text = f"{when(clock)}.".encode() + body
    digest = hmac.new(KEY.encode(), text, hashlib.sha256).hexdigest()
    return Delivery(body, f"t={when(clock)},v1={digest}")


def test_a_verified_delivery_is_a_hint(hears, sent):
    found = hears(sent())
    assert (found.gateway, found.event_id, found.type) == ("stripe", "evt_1", EVENT["type"])
    assert (found.object_kind, found.object_ref) == ("checkout.session", "cs_test_1")
    assert (found.account, found.api_version, found.note) == (
        "acct_hinata",
        "2026-08-26.dahlia",
        "",
    )
    assert found.state is InboxState.NEW
    assert json.loads(found.raw) == EVENT


@pytest.mark.parametrize("secret", ["whsec_old", "whsec_new"])
def test_either_secret_is_taken_while_one_is_replaced(hears, sent, secret):
    assert hears(sent(key=secret)).event_id == "evt_1"


@pytest.mark.parametrize("secret", ["whsec_third", "whsec_", "x"])
def test_a_third_secret_is_not(hears, sent, secret):
    assert hears(sent(key=secret)) == "signature"


@pytest.mark.parametrize(
    ("seconds", "word"),
    [(-301, "timestamp"), (301, "timestamp"), (315_360_000, "timestamp"), (-300, ""), (300, "")],
)
def test_the_past_and_the_future_are_refused(hears, sent, seconds, word):
    """The library accepts the future; here both sides are held to five minutes."""
    found = hears(sent(at=seconds))
    assert (found if word else "") == word


def test_a_captured_delivery_is_worth_nothing_later(hears, sent, clock):
    delivery = sent()
    assert hears(delivery).event_id == "evt_1"
    clock.after(seconds=301)
    assert hears(delivery) == "timestamp"
    assert hears(sent()).event_id == "evt_1"


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda _: "garbage",
        lambda header: header.split(",")[0],
        lambda header: header.split(",")[1],
        lambda header: header + "\n",
        lambda header: " " + header,
        lambda header: header.replace("t=", "t=-"),
        lambda header: header.replace("t=", "t=１"),
        lambda header: header + "," + header,
        lambda header: header[:-1],
        lambda _: "t=1" * 100_000,
        lambda header: header + ",v1=" + "é" * 64,
    ],
)
def test_any_other_header_is_refused(hears, sent, change):
    delivery = sent()
    assert hears(replace(delivery, signature=change(delivery.signature))) == "signature_header"


def test_one_of_several_signatures_is_enough(hears, sent):
    delivery, (at, good) = sent(), sent().signature.split(",")
    bad = "v1=" + "0" * 64
    assert hears(replace(delivery, signature=f"{at},{bad},{good}")).event_id == "evt_1"
    assert hears(replace(delivery, signature=f"{at},{bad},{bad}")) == "signature"
    assert hears(replace(delivery, signature=f"{at},{good.replace('v1=', 'v0=')}")) == "signature"
    zero = good.replace("v1=", "v0=")
    assert hears(replace(delivery, signature=f"{at},{bad},{zero}")) == "signature"


def test_a_body_that_was_written_again_is_refused(hears, sent):
    delivery = sent()
    again = json.dumps(json.loads(delivery.raw), indent=1).encode()
    assert hears(replace(delivery, raw=again)) == "signature"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"\xff\xfe\x00", "json"),
        (json.dumps(EVENT).encode("utf-16"), "json"),
        (b"", "json"),
        (b"{", "json"),
        (b"[" * 100_000, "json"),
        (b"{}", "event"),
        (b"[]", "event"),
        (b"null", "event"),
        (b'{"object": "v2.core.event"}', "event"),
    ],
)
def test_signed_bytes_that_are_no_event_are_refused(hears, clock, body, word):
    assert hears(raw(body, clock)) == word


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"livemode": True}, "livemode"),
        ({"livemode": 0}, "livemode"),
        ({"livemode": None}, "livemode"),
        ({"account": "acct_other"}, "account"),
        ({"account": None}, "account"),
        ({"account": ["acct_hinata"]}, "account"),
        ({"id": None}, "event"),
        ({"id": "x" * 65}, "event"),
        ({"id": "evt 1"}, "event"),
        ({"id": "evt\u0000"}, "event"),
        ({"type": 3}, "event"),
        ({"data": None}, "event"),
        ({"data": {"object": "cs_1"}}, "event"),
        ({"data": {"object": {"id": "cs_1"}}}, "event"),
        ({"created": "now"}, "event"),
        ({"created": -1}, "event"),
        ({"created": 10**15}, "event"),
        ({"created": True}, "event"),
    ],
)
def test_an_event_that_is_not_ours_is_refused(hears, sent, changes, word):
    assert hears(sent(**changes)) == word


def test_a_live_key_takes_live_events_only(hears, sent, settings):
    live = replace(settings, secret_key="sk_live_x", simulated=False)
    assert hears(sent(), live) == "livemode"
    assert hears(sent(livemode=True), live).event_id == "evt_1"


@pytest.mark.parametrize("version", ["2026-10-28.endive", None, "", 3, "x\u0000", "x" * 65])
def test_another_version_is_noted_and_taken(hears, sent, version):
    """We ask for the object ourselves, in our own version."""
    found = hears(sent(api_version=version))
    assert found.note == "api_version"
    assert found.api_version in ("2026-10-28.endive", "")


@pytest.mark.parametrize("ref", [None, 3, "", "a b", "\u0000", "x" * 256, {"id": 1}])
def test_an_object_without_a_usable_name_has_none(hears, sent, ref):
    data = {"object": {"id": ref, "object": "balance"}}
    assert hears(sent(data=data)).object_ref == ""


def test_the_library_signs_as_we_check(clock, hears):
    """Two implementations of one rule: Stripe's makes it, ours takes it, and the reverse."""
    text = json.dumps(EVENT)
    header = stripe.WebhookSignature.generate_signature_header(text, "whsec_new", when(clock))
    delivery = Delivery(text.encode(), header)
    assert hears(delivery).event_id == "evt_1"
    ours = raw(text.encode(), clock).signature
    assert ours == header
    assert stripe.WebhookSignature.verify_header(text, ours, "whsec_new")


def test_a_refusal_says_nothing_of_the_body(clock, settings):
    with pytest.raises(Forged) as refused:
        hint(raw(b'{"secret": "4242"', clock), settings, clock())
    assert "4242" not in repr(refused.value)
    assert refused.value.__suppress_context__
