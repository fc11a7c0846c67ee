"""「消費税率」 Rates by date; neither a criterion nor a phrase."""

from __future__ import annotations

from datetime import date

STANDARD_RATES: tuple[tuple[date, int], ...] = (
    (date(2014, 4, 1), 800),
    (date(2019, 10, 1), 1000),
)
"""(first day, basis points). Source: 消費税法29条, 地方税法72条の83 (国税と地方を合わせた率)."""


def standard_rate_bp(day: date) -> int:
    """The standard rate on a day in basis points; days before 2014-04-01 are refused."""
    rates = [rate for start, rate in STANDARD_RATES if start <= day]
    if not rates:
        raise ValueError(f"no consumption tax rate is recorded for {day}")
    return rates[-1]


def tax_of(base_yen: int, rate_bp: int) -> int:
    """Tax on a sum of one rate, rounded down once an invoice and rate (消費税法57条の4)."""
    return base_yen * rate_bp // 10_000


def ex_tax_bounds(amount_in_tax: int, rate_bp: int) -> int:
    """The smallest amount 税抜 whose amount 税込 (tax rounded down) reaches ``amount_in_tax``."""
    return -(-amount_in_tax * 10_000 // (10_000 + rate_bp))
