"""Periods end as 民法143条2項 says, and the business day is the Japanese one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.days import aware, completed_months, japan_day, last_day_of_months

# (first day, months, last day, why)
PERIODS = [
    ("2026-04-01", 1, "2026-04-30", "from the first of a month to its last day"),
    ("2026-04-01", 12, "2027-03-31", "a year ends the day before it would begin again"),
    ("2026-11-25", 12, "2027-11-24", "the day before the corresponding day"),
    ("2026-11-25", 1, "2026-12-24", "the same over one month"),
    ("2026-12-15", 1, "2027-01-14", "over the turn of the year"),
    ("2026-12-01", 13, "2027-12-31", "a year and a month"),
    ("2026-01-31", 1, "2026-02-28", "no 31 February: the last day of February"),
    ("2024-01-31", 1, "2024-02-29", "the same in a leap year"),
    ("2024-01-30", 1, "2024-02-29", "no 30 February either"),
    ("2024-01-29", 1, "2024-02-28", "29 February exists, so the day before it"),
    ("2026-01-29", 1, "2026-02-28", "29 February does not exist"),
    ("2026-03-31", 1, "2026-04-30", "no 31 April: the last day of April"),
    ("2026-03-31", 2, "2026-05-30", "31 May exists, so the day before it"),
    ("2024-02-29", 12, "2025-02-28", "no 29 February 2025: the last day of the month"),
    ("2024-02-29", 24, "2026-02-28", "complete on 2026-03-01"),
    ("2024-02-29", 48, "2028-02-28", "29 February 2028 exists, so the day before it"),
    ("2026-03-01", 12, "2027-02-28", "the day before 1 March"),
    ("2027-03-01", 12, "2028-02-29", "the day before 1 March of a leap year"),
    ("2026-11-25", 0, "2026-11-24", "a period of no length is over before it begins"),
]


@pytest.mark.parametrize(("start", "months", "last", "why"), PERIODS)
def test_a_period_ends_as_the_civil_code_says(start, months, last, why):
    """The last day is the one worked out by hand."""
    found = last_day_of_months(date.fromisoformat(start), months)
    assert found == date.fromisoformat(last), why


# (first day, today, whole months, why)
COMPLETED = [
    ("2024-11-25", "2026-11-25", 24, "two years to the day"),
    ("2024-11-26", "2026-11-25", 23, "one year and 364 days"),
    ("2024-11-24", "2026-11-25", 24, "two years and a day"),
    ("2024-02-29", "2026-02-28", 23, "the last day of the two years"),
    ("2024-02-29", "2026-03-01", 24, "complete once that day is over"),
    ("2024-02-29", "2028-02-28", 47, "29 February 2028 exists, so its eve is the last day"),
    ("2024-02-29", "2028-02-29", 48, "four years to the day"),
    ("2024-02-28", "2026-02-28", 24, "the day exists every year"),
    ("2025-02-28", "2026-02-28", 12, "the same over one year"),
    ("2026-01-31", "2026-02-28", 0, "no 31 February: the month ends with its last day"),
    ("2026-01-31", "2026-03-01", 1, "and is complete the day after"),
    ("2026-01-31", "2026-03-30", 1, "31 March exists, so 30 March is the last day of two"),
    ("2026-01-31", "2026-03-31", 2, "two months to the day"),
    ("2026-03-31", "2026-04-30", 0, "no 31 April"),
    ("2026-03-31", "2026-05-01", 1, "complete on 1 May"),
    ("2025-12-15", "2026-01-14", 0, "over the turn of the year, the last day"),
    ("2025-12-15", "2026-01-15", 1, "over the turn of the year"),
    ("2026-11-25", "2026-11-25", 0, "the first day"),
    ("2026-11-26", "2026-11-25", 0, "a period that has not begun"),
    ("2027-11-26", "2026-11-25", 0, "nor has one of next year"),
]


@pytest.mark.parametrize(("start", "today", "months", "why"), COMPLETED)
def test_a_month_counts_once_its_last_day_is_over(start, today, months, why):
    """The boundary on which two years since the registration turn."""
    found = completed_months(date.fromisoformat(start), date.fromisoformat(today))
    assert found == months, why


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 500))
def test_months_are_complete_on_the_day_after_their_last_and_not_before(start, months):
    """For every first day and every length."""
    last = last_day_of_months(start, months)
    assert completed_months(start, last + timedelta(days=1)) == months
    assert completed_months(start, last) == max(months - 1, 0)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2026-11-24T14:59:59", "2026-11-24"),
        ("2026-11-24T15:00:00", "2026-11-25"),
        ("2026-11-25T14:59:59", "2026-11-25"),
        ("2025-12-31T15:00:00", "2026-01-01"),
        ("2024-02-29T14:59:59", "2024-02-29"),
        ("2024-02-29T15:00:00", "2024-03-01"),
    ],
)
def test_the_japanese_day_turns_at_three_in_the_afternoon_utc(utc, day):
    """One second before midnight in Japan is still the old day."""
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert japan_day(now) == date.fromisoformat(day)


def test_the_zone_of_an_instant_does_not_change_its_day():
    """The same instant told in another zone has the same Japanese day."""
    instant = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    elsewhere = instant.astimezone(timezone(timedelta(hours=-8)))
    assert elsewhere.date() == date(2026, 11, 24)
    assert japan_day(elsewhere) == date(2026, 11, 25)


@pytest.mark.parametrize("read", [japan_day, aware])
def test_an_instant_without_a_zone_is_refused(read):
    """Nobody guesses where a clock stood."""
    naive = datetime(2026, 11, 25, 12, 0, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        read(naive)


def test_an_aware_instant_is_told_in_utc():
    """Nine o'clock in Japan is midnight in UTC."""
    nine = datetime(2026, 11, 25, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    assert aware(nine).isoformat() == "2026-11-25T00:00:00+00:00"
