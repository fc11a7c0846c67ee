"""「見通し」 What signing a quote leads to: payments, the term, and what an end costs.

The provider names the first day of service when it accepts. Until then the days are worked out for
an assumed start, and the pages say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.domain.days import last_day_of_months
from marketplace.domain.ending import early_fee, end_rule, left_over, notice_deadline
from marketplace.domain.quote import Quote
from marketplace.domain.schedule import Schedule, assumed_start, schedule
from marketplace.domain.tax import TaxCategory

SHOWN_AFTER = (1, 3, 6, 12, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108)
"""Contract months after which the cost of an early end is shown, as far as the term goes."""


@dataclass(frozen=True, slots=True)
class EarlyCost:
    """「途中でやめるとき」 After so many months: what is left, and what it costs; None: 不明."""

    after: int
    ends_on: date
    left_months: int
    left_ex_tax: int
    fee_ex_tax: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """「見通し」 Of one quote, for service that begins on ``starts_on``."""

    starts_on: date
    term_ends_on: date
    schedule: Schedule
    notice_deadline: date | None
    early: tuple[EarlyCost, ...]
    early_tax: TaxCategory | None


def outlook(quote: Quote, day: date) -> Outlook:
    """「見通し」 As if the service began on the first of the month after a day."""
    starts_on, terms = assumed_start(day), quote.offering.terms
    ends_on = last_day_of_months(starts_on, quote.months)
    rule = end_rule(terms)
    return Outlook(
        starts_on,
        ends_on,
        schedule(quote.breakdown, starts_on),
        notice_deadline(ends_on, terms.notice_days),
        tuple(_early(quote, starts_on, after) for after in SHOWN_AFTER if after < quote.months),
        None if rule is None else rule.tax_category,
    )


def _early(quote: Quote, starts_on: date, after: int) -> EarlyCost:
    months = quote.months
    return EarlyCost(
        after,
        last_day_of_months(starts_on, after),
        months - after,
        left_over(quote.breakdown, after, months),
        early_fee(quote.offering.terms, quote.breakdown, after=after, until=months),
    )
