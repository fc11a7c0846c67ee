"""What was received is kept for ever; the first invoice paid in full begins the service, once."""

from datetime import date, timedelta

import pytest

from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracts.deposits import (
    RecordDeposit,
    ReverseDeposit,
    mark_paid,
    record_deposit,
    reverse_deposit,
)
from marketplace.desk.contracts.endings import WithdrawContract, withdraw_contract
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import ContractState
from marketplace.domain.deposit import Deposit
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store import contracts, invoices

AWAITING, ACTIVE = ContractState.AWAITING_PAYMENT, ContractState.ACTIVE
TOTAL, FEE = 21_560, 440


def heard(invoice, outside_ref="pi_1", amount=TOTAL):
    """Give a payment as a gateway's webhook tells of it."""
    day = date(2026, 11, 25)
    return Deposit(new_ref("dp"), invoice.ref, "stripe", amount, day, "カード", outside_ref)


def test_the_whole_sum_begins_the_service(town):
    """Both sides are told, once."""
    invoice = town.invoiced()
    before = town.counts()["outbox"]
    paid = town.paid(invoice)
    assert (paid.began, paid.contract.state) == (True, ACTIVE)
    assert (paid.account.short_in_tax, paid.account.over_in_tax) == (0, 0)
    # One event of the act; the company's one person, and two of the provider's.
    assert town.counts()["outbox"] == before + 1 + 3
    again = town.paid(invoice)
    assert (again.began, again.account.over_in_tax) == (False, TOTAL)
    assert town.counts()["outbox"] == before + 1 + 3 + 1


def test_a_short_payment_waits_for_the_rest(town):
    """The bank's fee was held back: shown as missing, and made good by a second payment."""
    invoice = town.invoiced()
    first = town.paid(invoice, TOTAL - FEE)
    assert (first.began, first.contract.state) == (False, AWAITING)
    assert (first.account.short_in_tax, first.account.is_paid) == (FEE, False)
    rest = town.paid(invoice, FEE)
    assert (rest.began, rest.contract.state) == (True, ACTIVE)
    kept = town.see(invoices.invoice, town.company, invoice.ref)
    assert [one.paid_in_tax for one in kept.deposits] == [TOTAL - FEE, FEE]


def test_too_much_is_shown_as_too_much(town):
    """It is not turned into anything else."""
    paid = town.paid(town.invoiced(), TOTAL + 1)
    assert (paid.account.over_in_tax, paid.account.is_paid) == (1, True)


def test_a_later_invoice_moves_nothing(town):
    """Its payment is kept with it."""
    contract = town.accepted()
    town.invoiced(contract)
    day = town.on(date(2026, 12, 1))
    second = town.do(issue_invoice, town.provider, IssueInvoice("t", contract.ref), day)
    paid = town.paid(second)
    assert (paid.account.is_paid, paid.began, paid.contract.state) == (True, False, AWAITING)


WRONG = {
    "amount_out_of_range": [{"amount": wrong} for wrong in (0, -1, 10**10, True, "100", 1.0)],
    "date_out_of_range": [{"received_on": wrong} for wrong in (None, "2026-11-25")],
    "received_in_the_future": [{"received_on": date(2026, 11, 26)}],
    "words_needed": [{"payer_name": wrong} for wrong in ("", "  ", None)],
    "words_too_long": [{"payer_name": "あ" * 101}],
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_record_is_refused(town, code):
    """Each for its own reason; nothing is written."""
    invoice = town.invoiced()
    for changes in WRONG[code]:
        usual = {"amount": 1, "received_on": town.today, "payer_name": "カイシャ"} | changes
        order = RecordDeposit("bad", invoice.ref, *usual.values())
        assert town.refuses(Refused, record_deposit, town.provider, order)[0] == code


def test_a_mistake_is_taken_back_by_a_row_of_its_own(town):
    """The service waits again, and begins anew when the right sum is there."""
    invoice = town.invoiced()
    wrong = town.paid(invoice)
    order = ReverseDeposit("r", wrong.deposit.ref, "別の会社の入金でした。")
    back = town.do(reverse_deposit, town.provider, order)
    assert (back.deposit.paid_in_tax, back.deposit.reverses) == (-TOTAL, wrong.deposit.ref)
    assert (back.account.paid_in_tax, back.contract.state) == (0, AWAITING)
    kept = town.see(invoices.invoice, town.company, invoice.ref)
    assert kept.account.standing == ()
    assert [one.reason for one in kept.deposits] == ["", "別の会社の入金でした。"]
    for ref in (wrong.deposit.ref, back.deposit.ref):
        bad = ReverseDeposit("bad", ref, "もう一度")
        assert town.refuses(Conflict, reverse_deposit, town.provider, bad)[0] == "already_reversed"
    assert town.paid(invoice).began


def test_taking_back_what_was_too_much_leaves_the_service(town):
    """The first invoice stays paid."""
    invoice = town.invoiced()
    town.paid(invoice)
    twice = town.paid(invoice)
    back = town.do(
        reverse_deposit, town.provider, ReverseDeposit("r", twice.deposit.ref, "二重です。")
    )
    assert (back.contract.state, back.account.over_in_tax) == (ACTIVE, 0)
    needs = ReverseDeposit("bad", invoice.deposits[0].ref if invoice.deposits else "", "")
    assert town.refuses(Missing, reverse_deposit, town.provider, needs)[0] == "deposit"


def test_a_gateway_tells_of_a_payment_as_often_as_it_likes(town):
    """The same name at the same gateway is the same payment; the first one wins."""
    invoice = town.invoiced()
    first = town.store.run(mark_paid, heard(invoice), town.now)
    assert (first.began, first.contract.state) == (True, ACTIVE)
    before = town.everything()
    again = town.store.run(mark_paid, heard(invoice), town.now + timedelta(days=1))
    assert (again.began, again.deposit) == (False, first.deposit)
    assert town.everything() == before
    other = town.store.run(mark_paid, heard(invoice, "pi_2"), town.now)
    assert (other.began, other.account.over_in_tax) == (False, TOTAL)


def test_what_a_gateway_told_is_not_taken_back_by_hand(town):
    """The money is given back at the gateway."""
    first = town.store.run(mark_paid, heard(town.invoiced()), town.now)
    bad = ReverseDeposit("bad", first.deposit.ref, "誤り")
    assert town.refuses(Refused, reverse_deposit, town.provider, bad)[0] == "kept_by_gateway"


def test_a_payment_of_nothing_known_is_missing(town):
    """Nothing is written."""
    before = town.everything()
    invoice = town.invoiced()
    nowhere = Deposit("dp_a", "iv_aaaaaaaaaaaaaaaa", "stripe", 1, town.today, "カード", "pi_9")
    with pytest.raises(Missing, match="invoice"):
        town.store.run(mark_paid, nowhere, town.now)
    assert town.everything()["deposit"] == before["deposit"] == []
    assert town.see(invoices.invoice, town.company, invoice.ref).deposits == ()


def test_money_for_a_contract_that_was_called_off_moves_nothing(town):
    """It is kept and shown, so that it can be given back."""
    contract = town.accepted()
    invoice = town.invoiced(contract)
    order = WithdrawContract("w", contract.ref, "回線を引けません。")
    town.do(withdraw_contract, town.provider, order)
    late = town.paid(invoice)
    assert (late.began, late.contract.state) == (False, ContractState.WITHDRAWN)
    assert late.account.is_paid
    assert town.see(contracts.contract, town.company, contract.ref).reason == "回線を引けません。"
