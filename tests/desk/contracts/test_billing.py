"""The provider sends one invoice for each contract month that costs something, in order."""

from datetime import date

import pytest

from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice, next_invoice
from marketplace.desk.contracts.endings import WithdrawContract, withdraw_contract
from marketplace.domain.contract import ContractState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store import invoices


def test_the_first_invoice_follows_from_the_contract(town):
    """Issuer and payee are the provider; tax is rounded once; both parties see it."""
    contract = town.accepted()
    made = town.invoiced(contract)
    assert (made.issuer, made.recipient) == (town.provider.org, town.company.org)
    assert (made.issued_on, made.due_on) == (town.today, date(2026, 12, 25))
    (line,) = made.lines
    assert (line.quantity, line.unit_ex_tax) == (2, 9800)
    assert (line.supplied_from, line.supplied_until) == (date(2026, 12, 1), date(2026, 12, 31))
    assert made.total_in_tax == 21560
    for actor in (town.company, town.provider):
        assert town.see(invoices.invoice, actor, made.ref) == made
    with pytest.raises(Missing):
        town.see(invoices.invoice, town.neighbour, made.ref)


def test_the_next_invoice_is_of_the_next_month(town):
    """From the first day of the month before it on; the numbers of the issuer go on."""
    contract = town.accepted()
    made = town.invoiced(contract)
    order = IssueInvoice("t", contract.ref)
    code, values = town.refuses(Refused, issue_invoice, town.provider, order)
    assert (code, values) == ("invoice_too_early", {"issued_from": date(2026, 12, 1)})
    second = town.do(issue_invoice, town.provider, order, town.on(date(2026, 12, 1)))
    assert (made.month, second.month) == (1, 2)
    (line,) = second.lines
    assert (line.supplied_from, line.supplied_until) == (date(2027, 1, 1), date(2027, 1, 31))
    other = town.accepted(town.applied(town.certified(offering__code="other")))
    assert [made.number, second.number] == ["2026-0001", "2026-0002"]
    assert town.invoiced(other).number == "2026-0003"


def test_a_month_without_a_charge_has_no_invoice(town):
    """Paid ahead for half a year: the second invoice is of the seventh month."""
    prices = [town.plain()["plans"][0]["prices"][0] | {"prepay_months": 6}]
    contract = town.accepted(town.applied(town.certified(plans__0__prices=prices)))
    first = town.invoiced(contract)
    assert first.lines[0].unit_ex_tax == 6 * 9800
    following = town.see(next_invoice, town.provider, contract)
    assert (following.month, following.issued_from) == (7, date(2027, 5, 1))
    assert following.waits_from == date(2027, 6, 1)


def test_a_contract_that_costs_nothing_at_first_begins_at_once(town):
    """Two free months: nothing is waited for, and the first invoice is of the third."""
    prices = [town.plain()["plans"][0]["prices"][0] | {"first_month": 3}]
    contract = town.accepted(town.applied(town.certified(plans__0__prices=prices)))
    assert contract.state is ContractState.ACTIVE
    assert town.see(next_invoice, town.provider, contract).month == 3


def test_a_withdrawn_contract_is_not_invoiced(town):
    """Nothing is owed."""
    contract = town.accepted()
    order = WithdrawContract("w", contract.ref, "予算がなくなりました。")
    gone = town.do(withdraw_contract, town.company, order)
    assert town.see(next_invoice, town.provider, gone) is None
    bad = IssueInvoice("t", contract.ref)
    assert town.refuses(Conflict, issue_invoice, town.provider, bad)[0] == "state_moved"
