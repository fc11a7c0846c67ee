"""The gateway: our invoice to the yen, our own keys, and every answer in the market's words."""

import json
from dataclasses import replace

import pytest
import stripe

from marketplace.domain.errors import Missing, Unavailable
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.payments.faults import Declined, OutcomeUnknown, Rejected
from marketplace.payments.simulator.transport import SimulatorClient
from marketplace.payments.stripe.gateway import PAYS_AT, TIMEOUT, StripeGateway
from marketplace.payments.stripe.request import command_key
from marketplace.payments.stripe.settings import SANDBOX, SIMULATED, StripeSettings

LIVE = StripeSettings("sk_live_x", ("whsec_a",), "https://m.example.jp", {"hinata": "acct_h"})


class Recorded(SimulatorClient):
    """The simulator's transport, with what was sent and a fault before or after it is done."""

    def __init__(self, simulator, before=None, after=None):
        super().__init__(simulator)
        self.before, self.after, self.sent = before, after, []

    def request(self, method, url, headers, post_data=None, *, _usage=None):
        self.sent.append((method, url, dict(headers), post_data))
        if self.before is not None:
            return self.before()
        answer = super().request(method, url, headers, post_data)
        return self.after() if self.after is not None else answer


def answered(status, error):
    return lambda: (json.dumps({"error": error}), status, {})


def lost():
    raise stripe.APIConnectionError("no answer", should_retry=True)


@pytest.fixture
def recorded(settings, simulator):
    """Give a gateway whose transport may fail."""

    def make(**faults):
        client = Recorded(simulator, **faults)
        return StripeGateway(settings, client), client

    return make


def test_the_session_asks_for_our_total_to_the_yen(gateway, checkout_of):
    checkout = checkout_of()
    session = gateway.open_checkout(checkout)
    assert checkout.amount_in_tax == (3 * 9_800 + 500 + 30_000) * 110 // 100
    assert session.amount_in_tax == checkout.amount_in_tax
    assert (session.status, session.payment_status) == ("open", "unpaid")
    assert (session.checkout_ref, session.contract_ref) == ("co_a", "kt_a")
    assert session.url.startswith("http://127.0.0.1:8000/demo/checkout?session=cs_test_")


@pytest.mark.parametrize("lines", [[("監視", 1, 50)], [("監視", 7, 12_340), ("無料の分", 5, 0)]])
def test_every_invoice_adds_up(gateway, checkout_of, lines):
    checkout = checkout_of(*lines)
    assert gateway.open_checkout(checkout).amount_in_tax == checkout.amount_in_tax


def test_every_request_says_its_version_its_account_and_its_key(recorded, checkout_of):
    gateway, client = recorded()
    session = gateway.open_checkout(checkout_of())
    gateway.session(session.ref, "acct_hinata")
    (_, url, made, body), (method, _, asked, _) = client.sent
    assert url == "https://api.stripe.com/v1/checkout/sessions"
    assert made["Stripe-Version"] == asked["Stripe-Version"] == "2026-08-26.dahlia"
    assert made["Stripe-Account"] == asked["Stripe-Account"] == "acct_hinata"
    assert made["Idempotency-Key"] == command_key("kt_a", "checkout-1")
    assert made["Idempotency-Key"].startswith("cmd-")
    assert "contract_ref" in body
    assert method == "get"


def test_a_key_belongs_to_one_contract_and_purpose():
    keys = {command_key(c, p) for c in ("kt_a", "kt_b") for p in ("checkout-1", "checkout-2")}
    assert len(keys) == 4
    assert max(map(len, keys)) <= 255


def test_asked_again_it_is_the_same_session(gateway, checkout_of, shelf):
    checkout = checkout_of()
    first = gateway.open_checkout(checkout)
    assert gateway.open_checkout(checkout) == first
    assert len(shelf.refs("cs_")) == 1
    other = replace(checkout, attempt=2)
    assert gateway.open_checkout(other).ref != first.ref


def test_the_same_key_for_other_words_is_refused(gateway, checkout_of):
    gateway.open_checkout(checkout_of())
    with pytest.raises(Rejected) as refused:
        gateway.open_checkout(checkout_of(("別のもの", 1, 1_000)))
    assert refused.value.values == {"reason": "IdempotencyError"}


def test_an_answer_that_is_lost_after_the_fact_leaves_one_session(recorded, checkout_of, shelf):
    """The outcome is unknown; the same words under the same key find it."""
    checkout = checkout_of()
    gateway, _ = recorded(after=lost)
    with pytest.raises(OutcomeUnknown):
        gateway.open_checkout(checkout)
    again, _ = recorded()
    assert again.open_checkout(checkout).ref == shelf.refs("cs_")[0]
    assert len(shelf.refs("cs_")) == 1


def test_nothing_is_sent_twice_by_itself(recorded, checkout_of):
    """Somebody is waiting for the page, and whoever tries again sends our own key."""
    gateway, client = recorded(before=lost)
    with pytest.raises(OutcomeUnknown):
        gateway.open_checkout(checkout_of())
    assert len(client.sent) == 1


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ((402, {"type": "card_error", "code": "card_declined"}), Declined, "payment_declined"),
        ((400, {"type": "invalid_request_error"}), Rejected, "gateway_rejected"),
        ((401, {"type": "invalid_request_error"}), Rejected, "gateway_rejected"),
        ((403, {"type": "invalid_request_error"}), Rejected, "gateway_rejected"),
        ((404, {"type": "invalid_request_error"}), Missing, "payment_session"),
        ((409, {"type": "x", "code": "idempotency_key_in_use"}), Unavailable, "gateway_busy"),
        ((429, {"type": "invalid_request_error"}), Unavailable, "gateway_busy"),
        ((500, {"type": "api_error"}), OutcomeUnknown, "payment_outcome_unknown"),
        ((503, {"type": "api_error"}), OutcomeUnknown, "payment_outcome_unknown"),
    ],
)
def test_every_answer_is_one_of_our_errors(recorded, checkout_of, answer, kind, code):
    status, error = answer
    secret = {"message": "sk_test_simulator is wrong"}
    gateway, _ = recorded(before=answered(status, error | secret))
    with pytest.raises(kind) as raised:
        gateway.open_checkout(checkout_of())
    assert type(raised.value) is kind
    assert raised.value.code == code
    assert "sk_test" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_an_answer_that_is_no_json_is_an_unknown_outcome(recorded, checkout_of):
    gateway, _ = recorded(before=lambda: ("<html>", 502, {}))
    with pytest.raises(OutcomeUnknown):
        gateway.open_checkout(checkout_of())


def test_a_session_on_another_account_is_not_found(gateway, checkout_of):
    session = gateway.open_checkout(checkout_of())
    with pytest.raises(Missing):
        gateway.session(session.ref, "acct_other")


def test_what_was_paid_is_asked_of_the_payment_itself(gateway, simulator, checkout_of):
    checkout = checkout_of()
    session = gateway.open_checkout(checkout)
    simulator.pay(session.ref)
    paid = gateway.session(session.ref, checkout.account)
    assert (paid.status, paid.payment_status, paid.currency) == ("complete", "paid", "jpy")
    assert paid.received_yen == paid.amount_in_tax == checkout.amount_in_tax
    assert paid.intent_ref.startswith("pi_")


def test_nobody_is_led_to_a_foreign_page(settings, simulator, checkout_of):
    """A page that is neither Stripe's nor ours is refused before anybody sees it."""
    real = StripeGateway(replace(settings, simulated=False), SimulatorClient(simulator))
    with pytest.raises(Rejected) as refused:
        real.open_checkout(checkout_of())
    assert refused.value.values == {"reason": "url"}


def test_the_library_itself_is_left_as_it_was():
    before = (stripe.api_key, stripe.api_version, stripe.max_network_retries)
    gateway = StripeGateway(LIVE)
    options = gateway._client._requestor._options
    assert (stripe.api_key, stripe.api_version, stripe.max_network_retries) == before
    assert (options.stripe_version, options.max_network_retries) == ("2026-08-26.dahlia", 0)
    assert gateway._client._requestor._client._timeout == TIMEOUT == (3, 10)


def test_only_a_provider_with_an_account_is_paid_by_card():
    gateway = StripeGateway(LIVE)
    with_one = Organisation("og_a", OrgKind.PROVIDER, "ひ", "ヒ", code="hinata")
    assert gateway.serves(with_one)
    assert not gateway.serves(replace(with_one, code="kasane"))
    assert not gateway.serves(replace(with_one, code=None))


@pytest.mark.parametrize(
    ("settings", "real", "notice", "label"),
    [
        (LIVE, True, "", "カード払い（Stripe）"),
        (replace(LIVE, secret_key="sk_test_x"), False, SANDBOX, f"カード払い（{SANDBOX}）"),
        (
            replace(LIVE, secret_key="sk_test_x", simulated=True),
            False,
            SIMULATED,
            f"カード払い（{SIMULATED}）",
        ),
    ],
)
def test_where_no_money_moves_it_says_so(settings, real, notice, label):
    gateway = StripeGateway(settings)
    assert (gateway.is_real, settings.notice, gateway.label) == (real, notice, label)
    assert gateway.pays_at == (settings.site if settings.simulated else PAYS_AT)


def test_settings_never_show_their_keys():
    assert "sk_live" not in repr(LIVE)
    assert "whsec" not in repr(LIVE)
