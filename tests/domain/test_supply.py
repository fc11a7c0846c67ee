"""「1 年以上、10 社以上に供給」 reads two ways: each company that long, or the whole supply."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.phrase import Bound
from marketplace.domain.service import Customer
from marketplace.domain.supply import supplies

TODAY = date(2026, 11, 25)
OLD, YEAR, SHORT, NEW = "2024-06-01", "2025-11-25", "2025-11-26", "2026-11-01"


def reached(*since):
    """Give the answer of both readings: each company for a year, and the supply as a whole."""
    customers = tuple(
        Customer(f"{i} 社目（架空）", date.fromisoformat(s)) for i, s in enumerate(since)
    )
    each, whole = supplies(customers, TODAY)
    assert (each.each, whole.each) == (True, False)
    wanted = (12, Bound.AT_LEAST), (10, Bound.AT_LEAST)
    return each.reaches(*wanted), whole.reaches(*wanted)


# companies by the day since when they are served → (each for a year, as a whole)
CASES = [
    ("ten for years", [OLD] * 10, (True, True)),
    ("ten for a year to the day", [YEAR] * 10, (True, True)),
    ("ten for a year but one day", [SHORT] * 10, (False, False)),
    ("nine for years", [OLD] * 9, (False, False)),
    ("nine for years and one new", [OLD] * 9 + [NEW], (False, True)),
    ("nine for a year and one a day short", [YEAR] * 9 + [SHORT], (False, True)),
    ("one for years and nine new", [OLD] + [NEW] * 9, (False, True)),
    ("one for years and eight new", [OLD] + [NEW] * 8, (False, False)),
    ("ten new", [NEW] * 10, (False, False)),
    ("ten for years and ten new", [OLD] * 10 + [NEW] * 10, (True, True)),
    ("one for years", [OLD], (False, False)),
    ("nobody", [], (False, False)),
]


@pytest.mark.parametrize(("supplied", "since", "answers"), CASES)
def test_a_supply_reaches_the_sentence_in_each_reading_or_not(supplied, since, answers):
    """The number of companies and the year, asked together or apart."""
    assert reached(*since) == answers, supplied


def test_a_company_that_is_not_yet_served_counts_in_no_reading():
    """Tomorrow's customer is no supply today."""
    assert reached(*[OLD] * 9, "2026-11-26") == (False, False)


@given(st.lists(st.sampled_from([OLD, YEAR, SHORT, NEW]), max_size=24))
def test_whoever_reaches_it_company_by_company_reaches_it_as_a_whole(since):
    """The whole is never the stricter reading, and the order of the list is nothing."""
    each, whole = reached(*since)
    assert whole or not each
    assert reached(*reversed(since)) == (each, whole)
    assert each is (sum(day in (OLD, YEAR) for day in since) >= 10)
