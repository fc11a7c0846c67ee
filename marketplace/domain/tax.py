"""「消費税率」 Rates by date; neither a criterion nor a phrase."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

STANDARD_RATES: tuple[tuple[date, int], ...] = (
    (date(2014, 4, 1), 800),
    (date(2019, 10, 1), 1000),
)
"""(first day, basis points). Source: 消費税法29条, 地方税法72条の83 (国税と地方を合わせた率)."""


class TaxCategory(StrEnum):
    """「課税の区分」 Taxable at the rate of its day, or outside the tax (不課税).

    Source: 国税庁 タックスアンサー No.6253 (令和5年10月1日現在) for what an early end costs: what
    stands for lost profit is outside the tax, a fee for the handling is not.
    """

    TAXABLE = "taxable"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"taxable": "課税", "out_of_scope": "不課税"}[self.value]


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
