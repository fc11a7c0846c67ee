"""The provider sends the first invoice of a contract, once."""

from datetime import date

import pytest

from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.domain.errors import Missing, Refused
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


def test_a_second_first_invoice_is_refused(town):
    """Another contract has its own, with the next number."""
    contract = town.accepted()
    made = town.invoiced(contract)
    order = IssueInvoice("t", contract.ref)
    code, values = town.refuses(Refused, issue_invoice, town.provider, order)
    assert (code, values) == ("already_invoiced", {"number": made.number, "ref": made.ref})
    other = town.accepted(town.applied(town.certified(offering__code="other")))
    assert [made.number, town.invoiced(other).number] == ["2026-0001", "2026-0002"]
