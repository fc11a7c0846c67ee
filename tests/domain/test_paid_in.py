"""What falls due in which contract month; over the term that is the total, to the yen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Qualifier, Size, Tax
from marketplace.domain.tariff import Breakdown, Charge, Tariff

TODAY = date(2026, 11, 25)
OFFICE = Size(pcs=28, servers=2, networks=2)
MONTH, YEAR = Period.MONTH, Period.YEAR


def charge(period, amount=1000, **said):
    return Charge("監視", Basis.COMPANY, 1, amount, period, **said)


# what is charged | the charge | what falls due in months 1, 2, 3 …
DUE = [
    ("once", charge(None, 50_000), [50_000, 0, 0, 0]),
    ("each month", charge(MONTH), [1000, 1000, 1000]),
    ("each year", charge(YEAR, 12_000), [12_000, *[0] * 11, 12_000, 0]),
    ("three months free", charge(MONTH, first_month=4), [0, 0, 0, 1000, 1000]),
    ("two months only", charge(MONTH, last_month=2), [1000, 1000, 0, 0]),
    ("the third month only", charge(MONTH, first_month=3, last_month=3), [0, 0, 1000, 0]),
    ("half a year ahead", charge(MONTH, prepay_months=6), [6000, 0, 0, 0, 0, 0, 6000, 0]),
    (
        "two ahead from the third month, up to the fifth: a begun block is paid in full",
        charge(MONTH, first_month=3, last_month=5, prepay_months=2),
        [0, 0, 2000, 0, 2000, 0, 0],
    ),
]


@pytest.mark.parametrize(("charged", "one", "due"), DUE)
def test_what_falls_due_was_worked_out_by_hand(charged, one, due):
    """Month by month, as it is said in words."""
    assert [one.paid_in(month + 1) for month in range(len(due))] == due, charged


def test_quantity_and_unit_both_count():
    """28 PCs at 1,800 yen."""
    tariff = Tariff((component("pc", 1800),))
    assert tariff.breakdown(OFFICE, 12, TODAY).paid_in(1) == 50_400


def test_nothing_is_due_where_an_amount_is_unknown():
    """Unknown is never zero, in no month."""
    lines = (component("pc", 1800), component("network", 9800, qualifier=Qualifier.FROM))
    assert Tariff(lines).breakdown(OFFICE, 12, TODAY).paid_in(1) is None


def component(basis, amount, **said):
    usual = {"period": MONTH, "tax": Tax.EXCLUDED, "compulsory": True}
    kind = said.pop("kind", Kind.RECURRING)
    return PriceComponent(basis, kind, Basis(basis), amount, **(usual | said))


@st.composite
def charges(draw):
    """Give a charge as a dossier may declare it: only monthly ones are limited or prepaid."""
    period, first = draw(st.sampled_from([None, MONTH, YEAR])), draw(st.integers(1, 30))
    counted = {"quantity": draw(st.integers(0, 50)), "unit_ex_tax": draw(st.integers(0, 99_999))}
    if period is not MONTH:
        return Charge("一つ", Basis.PC, period=period, **counted)
    ends = draw(st.none() | st.integers(first, first + 40))
    ahead = draw(st.none() | st.integers(1, 40))
    limits = {"first_month": first, "last_month": ends, "prepay_months": ahead}
    return Charge("一つ", Basis.PC, period=period, **counted, **limits)


@given(st.lists(charges(), max_size=6), st.integers(1, 120))
def test_the_months_add_up_to_the_total(found, months):
    """Campaigns, years and prepayments included: no yen is lost, none is paid twice."""
    breakdown = Breakdown(tuple(found), (), months)
    paid = sum(breakdown.paid_in(month) for month in range(1, months + 1))
    assert paid == breakdown.total_ex_tax


@given(charges(), st.integers(1, 120))
def test_each_line_adds_up_by_itself(one, months):
    """The same for one line, which is what an invoice shows."""
    paid = sum(one.paid_in(month) for month in range(1, months + 1))
    assert paid == one.amount_ex_tax * one.payments(months)
