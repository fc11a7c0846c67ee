"""The company ends a contract at figures that it was shown, takes that back, or never begins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice, next_invoice
from marketplace.desk.contracts.endings import (
    RequestEnd,
    WithdrawContract,
    WithdrawEnd,
    exits,
    request_end,
    withdraw_contract,
    withdraw_end,
)
from marketplace.domain.contract import ContractState
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.invoice import END_FEE
from marketplace.domain.tax import TaxCategory
from marketplace.store import contracts

ENDING, ENDED = ContractState.ENDING, ContractState.ENDED
DAY = timedelta(days=1)
HALF = {"rule": "remaining", "percent_bp": 5000, "tax_category": "out_of_scope"}
DECLARED = {
    "terms__early_termination": "残りの半分をいただきます。",
    "terms__early_end": HALF,
    "terms__renewal_months": 12,
}


def running(town, **declared):
    """A contract of 24 months from 2026-12-01, paid, with these terms."""
    return town.active(town.accepted(town.applied(town.certified(**declared))))


def asked(town, contract, one, day=None):
    order = RequestEnd(town.token(), contract.ref, one.digest)
    return town.do(request_end, town.company, order, town.on(day or town.today))


def test_the_usual_end_is_that_of_the_term(town):
    """Free of charge; the service goes on to its last day, and then it is over by itself."""
    contract = running(town, **DECLARED)
    usual, early = exits(contract, town.today)
    assert (usual.ends_on, usual.early, usual.fee_ex_tax) == (date(2028, 11, 30), False, None)
    ending = asked(town, contract, usual)
    assert (ending.state, ending.last_day) == (ENDING, usual.ends_on)
    assert ending.state_on(usual.ends_on) is ENDING
    assert ending.state_on(usual.ends_on + DAY) is ENDED
    assert exits(ending, town.today) == ()
    assert early.ends_on < usual.ends_on


def test_an_early_end_costs_what_was_shown(town):
    """Notice of 30 days on 2027-02-15 reaches the end of March: 20 months are left."""
    contract = running(town, **DECLARED)
    day = date(2027, 2, 15)
    _, early = exits(contract, day)
    assert (early.ends_on, early.left_months) == (date(2027, 3, 31), 20)
    assert (early.left_ex_tax, early.fee_ex_tax) == (20 * 19_600, 10 * 19_600)
    assert early.tax is TaxCategory.OUT_OF_SCOPE
    ending = asked(town, contract, early, day)
    assert (ending.ending.fee_ex_tax, ending.ending.digest) == (196_000, early.digest)
    assert town.see(contracts.contract, town.provider, contract.ref) == ending


def test_the_fee_is_invoiced_after_the_last_month(town):
    """Outside the tax, on an invoice of its own; then nothing is left, and nothing taken back."""
    contract = running(town, **DECLARED)
    _, early = exits(contract, town.today)
    assert early.ends_on == date(2026, 12, 31)
    asked(town, contract, early)
    day = town.on(date(2026, 12, 1))
    fee = town.do(issue_invoice, town.provider, IssueInvoice("f", contract.ref), day)
    (line,) = fee.lines
    assert (line.name, line.rate_bp, line.tax) == (END_FEE, 0, TaxCategory.OUT_OF_SCOPE)
    assert fee.total_in_tax == line.amount_ex_tax == 23 * 19_600 // 2
    ending = town.see(contracts.contract, town.provider, contract.ref)
    assert town.see(next_invoice, town.provider, ending) is None
    bad = IssueInvoice("n", contract.ref)
    assert town.refuses(Refused, issue_invoice, town.provider, bad, day)[0] == "all_invoiced"
    late = WithdrawEnd("w", contract.ref)
    code, values = town.refuses(Refused, withdraw_end, town.company, late, day)
    assert (code, values) == ("end_invoiced", {"number": fee.number})


def test_figures_that_have_moved_are_not_agreed_to(town):
    """A page from last month, a forged digest, or the figures of another contract."""
    contract = running(town, **DECLARED)
    _, early = exits(contract, town.today)
    later = town.on(date(2027, 2, 15))
    for digest in (early.digest, "0" * 64, "", None):
        bad = RequestEnd("bad", contract.ref, digest)
        code, _ = town.refuses(Refused, request_end, town.company, bad, later)
        assert code == "figures_changed"
    forged = replace(early, fee_ex_tax=0).digest
    bad = RequestEnd("bad", contract.ref, forged)
    assert town.refuses(Refused, request_end, town.company, bad)[0] == "figures_changed"


def test_an_early_end_at_an_unknown_price_is_not_offered_for_agreement(town):
    """Nobody declared it; the usual end is always open."""
    contract = running(town, terms__early_termination="実費をいただきます。")
    usual, early = exits(contract, town.today)
    assert (early.fee_ex_tax, early.tax) == (None, None)
    bad = RequestEnd("bad", contract.ref, early.digest)
    assert town.refuses(Refused, request_end, town.company, bad)[0] == "end_fee_unknown"
    assert asked(town, contract, usual).state is ENDING


def test_an_end_is_taken_back_while_the_contract_runs(town):
    """And can be asked for again."""
    contract = running(town, **DECLARED)
    _, early = exits(contract, town.today)
    asked(town, contract, early)
    back = town.do(withdraw_end, town.company, WithdrawEnd("w", contract.ref))
    assert (back.state, back.ending) == (ContractState.ACTIVE, None)
    assert asked(town, contract, early).state is ENDING
    late = WithdrawEnd("w2", contract.ref)
    after = town.on(early.ends_on + DAY)
    code, values = town.refuses(Conflict, withdraw_end, town.company, late, after)
    assert (code, values) == ("state_moved", {"state": ENDED})
    assert town.do(withdraw_end, town.company, late, town.on(early.ends_on))


def test_a_contract_that_is_not_paid_is_not_ended_but_called_off(town):
    """By either side, with a reason, while nothing was received."""
    contract = town.accepted()
    bad = RequestEnd("bad", contract.ref, "")
    assert town.refuses(Conflict, request_end, town.company, bad)[0] == "state_moved"
    for reason in ("", None):
        bad = WithdrawContract("bad", contract.ref, reason)
        assert town.refuses(Refused, withdraw_contract, town.company, bad)[0] == "reason_needed"
    order = WithdrawContract("w", contract.ref, "予算がなくなりました。")
    gone = town.do(withdraw_contract, town.provider, order)
    assert (gone.state, gone.reason) == (ContractState.WITHDRAWN, "予算がなくなりました。")
    again = WithdrawContract("w2", contract.ref, "もう一度")
    assert town.refuses(Conflict, withdraw_contract, town.company, again)[0] == "state_moved"


@pytest.mark.parametrize("amount", [1, 21_560])
def test_a_contract_with_money_in_it_is_not_called_off(town, amount):
    """A part of the sum is money too."""
    contract = town.accepted()
    town.paid(town.invoiced(contract), amount)
    bad = WithdrawContract("w", contract.ref, "やめます。")
    code, values = town.refuses(Conflict, withdraw_contract, town.company, bad)
    wanted = ("already_paid", {"paid": 1}) if amount == 1 else ("state_moved",)
    assert (code, values)[: len(wanted)] == wanted
