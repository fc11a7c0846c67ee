"""「日と期間」 Business dates are Japanese dates; periods end as the Civil Code says."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")


def japan_day(now: datetime) -> date:
    """The business day in Japan at an instant; a naive instant is refused (``ValueError``)."""
    return aware(now).astimezone(JST).date()


def aware(now: datetime) -> datetime:
    """Return the instant in UTC; a naive instant is refused (``ValueError``)."""
    if now.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return now.astimezone(UTC)


def completed_months(start: date, day: date) -> int:
    """「満月数」 Whole months that have ended before ``day`` in a period begun on ``start``."""
    months = (day.year - start.year) * 12 + day.month - start.month
    while months > 0 and last_day_of_months(start, months) >= day:
        months -= 1
    return max(months, 0)


def first_day_of_month(start: date, month: int) -> date:
    """The first day of a contract month, counted from 1, in a contract begun on ``start``."""
    return start if month == 1 else last_day_of_months(start, month - 1) + timedelta(days=1)


def last_day_of_months(start: date, months: int) -> date:
    """The last day of a period of ``months`` that begins on ``start``.

    民法143条2項: the period ends with the day before the corresponding day of the last month, or
    with the last day of that month where there is no corresponding day.
    """
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    length = monthrange(year, month0 + 1)[1]
    if start.day > length:
        return date(year, month0 + 1, length)
    return date(year, month0 + 1, start.day) - timedelta(days=1)
