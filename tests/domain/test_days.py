"""Periods end as 民法143条2項 says, and the business day is the Japanese one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from marketplace.domain.days import aware, japan_day, last_day_of_months

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
