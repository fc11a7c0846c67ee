"""Collecting by card: kept before it is asked, asked and never believed, applied once."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace import payments
from marketplace.desk.contracts import collecting
from marketplace.desk.contracts.applications import sign
from marketplace.desk.contracts.collecting import start_checkout
from marketplace.desk.contracts.deposits import RecordDeposit, record_deposit
from marketplace.desk.contracts.endings import WithdrawContract, withdraw_contract
from marketplace.domain.checkout import CheckoutState
from marketplace.domain.errors import Conflict, MarketError, Missing, Refused, Unavailable
from marketplace.payments.faults import OutcomeUnknown, Rejected
from marketplace.payments.stripe.gateway import StripeGateway
from marketplace.store.rows import DepositRow, InboxRow


def test_a_payment_makes_the_contract_active_once(till):
    contract = till.invoiced()
    checkout = till.pays(contract)
    assert checkout.url.startswith("http://127.0.0.1:8000/demo/checkout?session=cs_test_")
    assert till.state(contract) == "awaiting_payment"
    till.simulator.pay(checkout.session_ref)
    assert till.state(contract) == "awaiting_payment"
    assert till.delivered() == ["paid"]
    assert till.state(contract) == "active"
    assert till.tries(contract) == [("paid", "")]
    (deposit,) = till.invoice(contract).deposits
    assert (deposit.gateway, deposit.paid_in_tax) == ("stripe", checkout.amount_in_tax)
    assert deposit.outside_ref.startswith("pi_")


def test_both_parties_are_told_once(till):
    contract = till.invoiced()
    checkout = till.pays(contract)
    till.simulator.pay(checkout.session_ref)
    till.delivered()
    people = till.starts()
    assert len(people) == len(set(people)) >= 2


def test_what_will_be_asked_is_kept_before_it_is_asked(till, town):
    """Act 1 alone: the words are there, the gateway knows nothing, and the page is as before."""
    contract = till.invoiced()
    made = town.do(start_checkout, town.company, till.order(contract))
    assert made.state is CheckoutState.STARTING
    words = json.loads(made.request)
    total = sum(o["quantity"] * o["price_data"]["unit_amount"] for o in words["line_items"])
    assert total == made.amount_in_tax
    assert till.simulator.shelf.refs("cs_") == []
    assert till.pays(contract).ref == made.ref
    assert len(till.simulator.shelf.refs("cs_")) == 1


def test_pressed_again_it_leads_to_the_same_page(till):
    contract = till.invoiced()
    first = till.pays(contract)
    assert till.pays(contract) == first
    assert len(till.simulator.shelf.refs("cs_")) == 1


def test_a_declined_card_changes_nothing(till):
    contract = till.invoiced()
    checkout = till.pays(contract)
    till.simulator.decline(checkout.session_ref)
    assert till.delivered() == ["ignored"]
    assert till.state(contract) == "awaiting_payment"
    assert till.tries(contract) == [("open", "")]
    assert till.pays(contract) == checkout


def test_an_expired_page_leaves_the_contract_waiting_and_a_new_try_is_another_page(till):
    contract = till.invoiced()
    first = till.pays(contract)
    till.after(hours=3)
    till.simulator.expire()
    assert till.delivered() == ["expired"]
    assert till.state(contract) == "awaiting_payment"
    second = till.pays(contract)
    assert (second.attempt, second.session_ref != first.session_ref) == (2, True)
    till.simulator.pay(second.session_ref)
    assert till.delivered() == ["paid"]
    assert till.tries(contract) == [("paid", ""), ("expired", "")]


def test_an_old_page_is_asked_about_before_a_new_one_is_made(till):
    """The word of its expiry was lost, and so might the word of a payment have been."""
    contract = till.invoiced()
    till.pays(contract)
    till.after(hours=3)
    with pytest.raises(Conflict, match="checkout_over"):
        till.pays(contract)
    assert till.tries(contract) == [("expired", "")]
    assert till.pays(contract).attempt == 2


def test_a_last_minute_payment_whose_word_was_lost_is_found(till):
    contract = till.invoiced()
    checkout = till.pays(contract)
    till.simulator.pay(checkout.session_ref)
    till.after(hours=4)
    with pytest.raises(Conflict, match="checkout_over"):
        till.pays(contract)
    assert till.state(contract) == "active"


@pytest.mark.parametrize("change", [{"amount_total": 1}, {"currency": "usd"}])
def test_another_amount_or_money_is_for_a_person(till, change):
    """Never active, no deposit, and no second page."""
    contract = till.invoiced()
    checkout = till.pays(contract)
    paid = till.simulator.pay(checkout.session_ref)
    till.simulator.shelf.put("acct_hinata", paid | change)
    assert till.delivered() == ["questioned"]
    assert till.state(contract) == "awaiting_payment"
    assert till.money(contract) == []
    assert till.tries(contract)[0][1] in ("amount_mismatch", "currency_mismatch")
    with pytest.raises(Conflict, match="checkout_questioned"):
        till.pays(contract)


def test_an_unknown_status_changes_nothing_and_is_noted(till):
    contract = till.invoiced()
    checkout = till.pays(contract)
    paid = till.simulator.pay(checkout.session_ref)
    till.simulator.shelf.put("acct_hinata", paid | {"payment_status": "held"})
    assert till.delivered() == ["open"]
    assert till.tries(contract) == [("open", "unknown_status")]
    till.simulator.shelf.put("acct_hinata", paid)
    assert collecting.reconcile(till.town.store, till.town.now) == 1
    assert till.tries(contract) == [("paid", "")]


def test_money_that_comes_twice_is_kept_and_shown(till, town):
    """The provider had recorded a transfer while the page of the card was open."""
    contract = till.invoiced()
    checkout = till.pays(contract)
    invoice = till.invoice(contract)
    money = (invoice.total_in_tax, town.today, "ミナトセイコウ")
    town.do(record_deposit, town.provider, RecordDeposit(town.token(), invoice.ref, *money))
    till.simulator.pay(checkout.session_ref)
    assert till.delivered() == ["questioned"]
    assert till.state(contract) == "active"
    assert till.tries(contract) == [("questioned", "late_payment")]
    assert len(till.money(contract)) == 2


def test_money_for_a_contract_that_was_called_off_is_kept_and_shown(till, town):
    contract = till.invoiced()
    checkout = till.pays(contract)
    order = WithdrawContract(town.token(), contract.ref, "やめます。")
    town.do(withdraw_contract, town.company, order)
    till.simulator.pay(checkout.session_ref)
    assert till.delivered() == ["questioned"]
    assert till.state(contract) == "withdrawn"
    assert len(till.money(contract)) == 1


def test_another_kind_of_event_is_kept_and_nobody_is_asked(till, monkeypatch):
    monkeypatch.setattr(till.gateway, "session", None)
    contract = till.invoiced()
    till.simulator.decline(till.pays(contract).session_ref)
    assert till.delivered() == ["ignored"]
    assert till.rows(InboxRow, InboxRow.state) == [("ignored",)]


def test_a_refused_request_ends_its_try_and_the_next_has_another_key(till, monkeypatch):
    contract = till.invoiced()
    with monkeypatch.context() as patch:
        patch.setattr(till.simulator, "answer", lambda *_: (400, {"error": {"type": "x"}}, {}))
        with pytest.raises(Rejected):
            till.pays(contract)
    assert till.tries(contract) == [("failed", "gateway_rejected")]
    assert till.pays(contract).attempt == 2


def test_without_an_answer_the_same_words_are_sent_again(till, monkeypatch):
    """The gateway had made the session; the second press finds it."""
    contract, made = till.invoiced(), []
    with monkeypatch.context() as patch:
        answer = till.simulator.answer
        patch.setattr(till.simulator, "answer", lambda *a: made.append(answer(*a)) or broken())
        with pytest.raises(OutcomeUnknown):
            till.pays(contract)
    assert till.tries(contract) == [("starting", "")]
    assert till.pays(contract).session_ref == made[0][1]["id"]
    assert len(till.simulator.shelf.refs("cs_")) == 1


def broken():
    return 500, {"error": {"type": "api_error"}}, {}


def test_only_a_contract_of_ones_own_that_waits_for_a_card_is_paid(till, town):
    by_bank = till.invoiced(way="bank_invoice")
    assert _refusal(till, by_bank) == (Refused, "not_by_card")
    bare = till.contract(certificate=town.certified(offering__code="other"))
    assert _refusal(till, bare) == (Refused, "not_invoiced_yet")
    town.invoiced(bare)
    with pytest.raises(Missing):
        till.pays(bare, town.neighbour)
    till.simulator.pay(till.pays(bare).session_ref)
    till.delivered()
    assert _refusal(till, bare) == (Conflict, "state_moved")


def _refusal(till, contract):
    with pytest.raises(MarketError) as refused:
        till.pays(contract)
    return type(refused.value), refused.value.code


def test_what_was_paid_in_part_is_not_collected_whole(till, town):
    contract = till.invoiced()
    invoice = till.invoice(contract)
    order = RecordDeposit(town.token(), invoice.ref, 100, town.today, "ミナトセイコウ")
    town.do(record_deposit, town.provider, order)
    assert _refusal(till, contract) == (Conflict, "already_paid_in")


def test_a_price_that_is_no_multiple_of_ten_yen_is_refused_when_it_is_signed(till, town):
    made = town.quoted(town.certified(plans__0__prices__0__amount=9_805))
    with pytest.raises(Refused) as refused:
        town.do(sign, town.company, town.signed(made, gateway="stripe"))
    assert refused.value.code == "price_not_round"
    assert town.do(sign, town.company, town.signed(made))


def test_a_provider_without_an_account_offers_the_invoice_only(till, town):
    till.gateway.settings = replace(till.gateway.settings, accounts={"mihari": "acct_mihari"})
    with pytest.raises(Refused) as refused:
        till.contract()
    assert refused.value.code == "gateway_not_offered"


def test_an_account_that_was_closed_since_is_said(till):
    contract = till.invoiced()
    till.gateway.settings = replace(till.gateway.settings, accounts={"mihari": "acct_mihari"})
    assert _refusal(till, contract) == (Refused, "no_card_account")


def test_no_transaction_is_open_while_the_gateway_is_asked(till, town, monkeypatch):
    """Somebody else writes during each call; an open transaction of ours would keep them out."""
    contract, answer, calls = till.invoiced(), till.simulator.answer, []

    def slow(*asked):
        with town.store.act() as book:
            book.session.execute(select(DepositRow.key).limit(1))
            calls.append(asked[0])
        return answer(*asked)

    monkeypatch.setattr(till.simulator, "answer", slow)
    till.simulator.pay(till.pays(contract).session_ref)
    assert till.delivered() == ["paid"]
    assert calls == ["POST", "GET", "GET"]


def test_a_gateway_that_is_not_set_up_is_said(till, town):
    contract = till.invoiced()
    payments.install(payments.CardPayment())
    assert _refusal(till, contract) == (Missing, "gateway")


def test_an_event_of_somebody_elses_session_waits(till, town):
    """A session that the provider made in its own account: parked, and asked again."""
    session = till.pays(till.invoiced())
    stranger = till.simulator.shelf.get("acct_hinata", session.session_ref)
    stranger |= {"id": "cs_test_other", "metadata": {"checkout_ref": "co_other"}}
    till.simulator.shelf.put("acct_hinata", stranger)
    till.simulator.pay("cs_test_other")
    with pytest.raises(Unavailable, match="checkout_not_known_yet"):
        till.delivered()
    assert till.rows(InboxRow, InboxRow.state) == [("parked",)]


def test_a_session_that_is_nowhere_waits(till):
    told = till.received(_event(till, "cs_test_nowhere"))
    with pytest.raises(Unavailable):
        till.hears(told)


def _event(till, ref):
    about = {"id": ref, "object": "checkout.session"}
    event = {"id": "evt_x", "object": "event", "type": "checkout.session.completed"}
    event |= {"livemode": False, "account": "acct_hinata", "created": 1, "data": {"object": about}}
    return till.gateway.sender.delivery(event)


def test_everything_but_the_transport_is_the_real_gateway(till):
    assert isinstance(till.gateway, StripeGateway)
