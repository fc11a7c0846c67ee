"""Which invoices can be collected by card, and what a fetched session means."""

from dataclasses import replace

import pytest

from marketplace.domain.checkout import CheckoutEnd, CheckoutState, Session, ending
from marketplace.domain.errors import Missing, Refused
from marketplace.payments import GATEWAYS, collector, gateway, install, offered, outside_page
from marketplace.payments.card import CardPayment
from marketplace.payments.collectable import require_collectable
from marketplace.payments.stripe.gateway import StripeGateway

PAID = Session(
    ref="cs_1",
    status="complete",
    payment_status="paid",
    currency="jpy",
    amount_in_tax=65_890,
    received_yen=65_890,
    intent_ref="pi_1",
    url=None,
    checkout_ref="co_a",
    contract_ref="kt_a",
)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((("監視", 1, 10),) * 5, ""),
        ((("監視", 9, 9_998),), "price_not_round"),
        ((("監視", 10, 9_805),), "price_not_round"),
        ((("監視", 1, 40),), "total_not_collectable"),
        ((("監視", 1, 90_909_090),), ""),
        ((("監視", 1, 90_909_100),), "total_not_collectable"),
        ((("監視", 1, 0),), "total_not_collectable"),
    ],
)
def test_an_invoice_is_collected_to_the_yen_or_not_at_all(invoice_of, lines, code):
    invoice = invoice_of(*lines)
    if not code:
        require_collectable(invoice)
        return
    with pytest.raises(Refused) as refused:
        require_collectable(invoice)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changes", "state", "finding"),
    [
        ({}, "paid", ""),
        ({"currency": "usd"}, "questioned", "currency_mismatch"),
        ({"amount_in_tax": 65_891}, "questioned", "amount_mismatch"),
        ({"received_yen": 65_889}, "questioned", "amount_mismatch"),
        ({"received_yen": None}, "questioned", "amount_mismatch"),
        ({"amount_in_tax": None, "received_yen": None}, "questioned", "amount_mismatch"),
        ({"payment_status": "unpaid"}, "open", ""),
        ({"status": "open", "payment_status": "unpaid"}, "open", ""),
        ({"status": "expired", "payment_status": "unpaid"}, "expired", ""),
        ({"payment_status": "no_payment_required"}, "starting", "unknown_status"),
        ({"status": "expired"}, "starting", "unknown_status"),
        ({"status": "paused", "payment_status": "held"}, "starting", "unknown_status"),
        ({"status": "", "payment_status": ""}, "starting", "unknown_status"),
    ],
)
def test_only_our_own_total_in_yen_is_paid(checkout_of, changes, state, finding):
    """Everything else is for a person, or changes nothing."""
    checkout = checkout_of()
    assert checkout.amount_in_tax == 65_890
    found = ending(checkout, replace(PAID, **changes))
    assert found == CheckoutEnd(CheckoutState(state), finding)


@pytest.fixture
def installed():
    """Put the process back as it was."""
    yield install
    GATEWAYS[CardPayment.name] = CardPayment()


def test_without_settings_nobody_is_paid_by_card(invoice_of):
    provider = invoice_of().issuer
    assert [one.name for one in offered(provider)] == ["bank_invoice"]
    assert gateway("stripe").label == "カード払い（Stripe）"
    assert outside_page() == ""
    with pytest.raises(Missing):
        collector()


def test_a_provider_with_an_account_offers_both(invoice_of, gateway, installed):
    provider = invoice_of().issuer
    installed(gateway)
    assert collector() is gateway
    assert [one.name for one in offered(provider)] == ["bank_invoice", "stripe"]
    assert [one.name for one in offered(replace(provider, code="x"))] == ["bank_invoice"]


def test_forms_lead_outside_only_to_a_real_page(gateway, settings, installed):
    installed(gateway)
    assert outside_page() == ""
    installed(StripeGateway(replace(settings, simulated=False)))
    assert outside_page() == "https://checkout.stripe.com"
