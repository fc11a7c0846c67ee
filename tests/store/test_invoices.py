"""Invoices are numbered without gaps and never change."""

from datetime import date

import pytest
from sqlalchemy import select, update

from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.invoice import month_lines
from marketplace.store import invoices
from marketplace.store.rows import CounterRow, InvoiceTaxRow, OrganisationRow


def test_an_invoice_comes_back_as_it_was_issued(scene):
    made = scene.invoiced()
    assert scene.read(invoices.invoice, scene.world.company, made.ref) == made
    assert (made.issuer, made.recipient) == (scene.world.provider.org, scene.world.company.org)
    assert made.total_in_tax == (9_800 * 2 + 30_000) * 110 // 100


def test_numbers_run_without_gaps_for_each_issuer_and_year(scene):
    contract = scene.contracted()
    days = (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1))
    numbers = [scene.invoiced(contract, day, n + 1).number for n, day in enumerate(days)]
    assert numbers == ["2026-0001", "2026-0002", "2027-0001"]


def test_the_tax_of_each_rate_stands_in_a_table(scene):
    made = scene.invoiced()
    with scene.store.read() as book:
        found = book.session.execute(
            select(InvoiceTaxRow.rate_bp, InvoiceTaxRow.base_ex_tax_yen, InvoiceTaxRow.tax_yen)
        ).all()
    assert [tuple(row) for row in found] == [(t.rate_bp, t.base_yen, t.tax_yen) for t in made.taxes]


def test_the_parties_stay_as_they_were_on_the_day_of_issue(scene):
    made = scene.invoiced()
    with scene.store.act() as book:
        book.session.execute(update(OrganisationRow).values(name="新しい商号"))
    found = scene.read(invoices.invoice, scene.world.provider, made.ref)
    assert found == made


def test_only_the_provider_of_the_contract_issues(scene):
    contract = scene.contracted()
    lines, dates = month_lines(contract, 1), {"issued_on": scene.day, "due_on": scene.day}
    wrong = ((scene.world.company, Refused), (scene.world.rival, Missing))
    for actor, error in wrong:
        with pytest.raises(error):
            scene.act(invoices.add_invoice, actor, contract, lines, month=1, **dates, now=scene.now)
    with scene.store.read() as book:
        series = book.session.scalars(select(CounterRow.series)).all()
    assert "invoice" not in series


def test_invoices_stand_newest_first_for_both_parties(scene):
    contract = scene.contracted()
    made = tuple(scene.invoiced(contract, month=n) for n in (1, 2))
    for actor in (scene.world.company, scene.world.provider):
        assert scene.read(invoices.invoices, actor) == made[::-1]
        assert scene.read(invoices.invoices_of, actor, contract.ref) == made


def test_a_month_of_a_contract_is_invoiced_once(scene):
    contract = scene.contracted()
    scene.invoiced(contract)
    with pytest.raises(Conflict, match="already_exists"):
        scene.invoiced(contract)
