"""Tax is rounded down once a sum, and taking it off finds the amount it was put on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.money import MAX_YEN, yen_text
from marketplace.domain.tax import ex_tax_bounds, standard_rate_bp, tax_of

AMOUNTS = st.integers(0, MAX_YEN)
RATES = st.sampled_from([800, 1000])


@pytest.mark.parametrize(
    ("day", "basis_points"),
    [
        ("2014-04-01", 800),
        ("2019-09-30", 800),
        ("2019-10-01", 1000),
        ("2026-11-25", 1000),
    ],
)
def test_the_rate_is_the_one_of_the_day(day, basis_points):
    """8 % until 2019-09-30, 10 % from the next day on."""
    assert standard_rate_bp(date.fromisoformat(day)) == basis_points


def test_a_day_before_the_first_recorded_rate_is_refused():
    """No rate is invented."""
    with pytest.raises(ValueError, match="2014-03-31"):
        standard_rate_bp(date(2014, 3, 31))


@pytest.mark.parametrize(
    ("base", "rate", "tax"),
    [
        (0, 1000, 0),
        (9, 1000, 0),
        (10, 1000, 1),
        (19, 1000, 1),
        (333, 1000, 33),
        (1665, 1000, 166),
        (10_000, 1000, 1000),
        (12, 800, 0),
        (13, 800, 1),
        (99, 800, 7),
    ],
)
def test_a_fraction_of_a_yen_is_dropped(base, rate, tax):
    """The tax is rounded down."""
    assert tax_of(base, rate) == tax


def test_three_lines_are_taxed_as_one_sum():
    """333 + 777 + 555 = 1,665 → 166; line by line it would be 33 + 77 + 55 = 165."""
    lines = [333, 777, 555]
    assert tax_of(sum(lines), 1000) == 166
    assert sum(tax_of(line, 1000) for line in lines) == 165


@pytest.mark.parametrize(
    ("in_tax", "ex_tax"),
    [(0, 0), (1, 1), (11, 10), (1980, 1800), (9900, 9000), (11_000, 10_000), (11_001, 10_001)],
)
def test_ten_per_cent_is_taken_off(in_tax, ex_tax):
    """The amount before tax is the one worked out by hand."""
    assert ex_tax_bounds(in_tax, 1000) == ex_tax


@given(AMOUNTS, RATES)
def test_taking_tax_off_undoes_putting_it_on(ex_tax, rate):
    """Whatever was priced 税抜 and shown 税込 is found again to the yen."""
    assert ex_tax_bounds(ex_tax + tax_of(ex_tax, rate), rate) == ex_tax


@given(AMOUNTS, RATES)
def test_tax_taken_off_is_never_too_much(in_tax, rate):
    """The amount found costs at least what was shown, and one yen less would cost less."""
    found = ex_tax_bounds(in_tax, rate)
    less = found - 1
    assert found + tax_of(found, rate) >= in_tax
    assert less + tax_of(less, rate) < in_tax


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0 円"), (999, "999 円"), (10001, "10,001 円"), (-1500, "-1,500 円")]
)
def test_yen_are_written_in_groups_of_three(amount, text):
    """People read 10,001 円."""
    assert yen_text(amount) == text
