"""A term's payments, month by month, are those of its invoices, tax and all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.price import Basis, Period
from marketplace.domain.schedule import assumed_start, schedule
from marketplace.domain.tariff import Breakdown, Charge

START = date(2027, 1, 1)
ONCE = Charge("初期", Basis.COMPANY, 1, 50_000, None)
MONTHLY = Charge("監視", Basis.NETWORK, 2, 9_805, Period.MONTH)
YEARLY = Charge("補償", Basis.COMPANY, 1, 12_000, Period.YEAR)


def months(*charges, count=24):
    return schedule(Breakdown(charges, (), count), START)


def test_each_month_has_its_days_and_its_tax():
    """2 × 9,805 = 19,610; the tax of 1,961 is exact, that of 555 is rounded down."""
    found = months(MONTHLY, ONCE)
    assert (found.first.ex_tax, found.first.tax_yen, found.first.in_tax) == (69_610, 6_961, 76_571)
    assert (found.first.since, found.first.until) == (START, date(2027, 1, 31))
    assert months(Charge("監視", Basis.PC, 1, 555, Period.MONTH)).first.tax_yen == 55


def test_free_months_have_no_invoice():
    """The first one is of the month that costs something; a term may cost nothing at all."""
    free = Charge("監視", Basis.PC, 1, 500, Period.MONTH, first_month=4)
    assert (months(free).first.month, months(free).first.in_tax) == (4, 550)
    assert months().first.in_tax == 0


def test_months_that_cost_the_same_stand_together():
    """The first month of each year is dearer."""
    found = [(run.first, run.last, run.ex_tax) for run in months(MONTHLY, YEARLY).runs]
    assert found == [(1, 1, 31_610), (2, 12, 19_610), (13, 13, 31_610), (14, 24, 19_610)]


def test_a_begun_year_is_a_year_of_its_own():
    """Fourteen months: a year, and two months."""
    found = [
        (run.first, run.last, run.months, run.ex_tax) for run in months(MONTHLY, count=14).years
    ]
    assert found == [(1, 12, 12, 12 * 19_610), (13, 14, 2, 2 * 19_610)]


@given(st.lists(st.integers(0, 9_999), min_size=1, max_size=4), st.integers(1, 60))
def test_sums_are_those_of_the_breakdown(units, count):
    """税抜 exactly; 税込 as the invoices, each rounded once, add up."""
    charges = [Charge("監視", Basis.PC, 3, unit, Period.MONTH) for unit in units]
    breakdown = Breakdown((*charges, ONCE, YEARLY), (), count)
    found = schedule(breakdown, START)
    assert found.total_ex_tax == breakdown.total_ex_tax == sum(run.ex_tax for run in found.years)
    each = [due.ex_tax + due.ex_tax * 1000 // 10_000 for due in found.dues]
    assert found.total_in_tax == sum(each) == sum(run.in_tax for run in found.years)
    assert sum(run.months * run.in_tax for run in found.runs) == found.total_in_tax


def test_an_unknown_price_has_no_schedule():
    """Unknown is never zero."""
    with pytest.raises(ValueError, match="not known"):
        schedule(Breakdown((MONTHLY,), ("設置",), 12), START)


@pytest.mark.parametrize(
    ("day", "start"),
    [("2026-11-25", "2026-12-01"), ("2026-12-01", "2027-01-01"), ("2027-01-31", "2027-02-01")],
)
def test_the_assumed_start_is_the_first_of_the_next_month(day, start):
    """Across the year too."""
    assert assumed_start(date.fromisoformat(day)) == date.fromisoformat(start)
