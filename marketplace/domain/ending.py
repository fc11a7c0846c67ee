"""「解約」 When a contract can end and what an early end costs, by what was declared.

What was not declared stays unknown where it is an amount. A term of notice or of renewal that
nobody declared binds nobody: the contract then ends with a contract month (民法651条1項: 準委任 can
be ended at any time), and the pages say that it was not declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.domain.canonical import digest
from marketplace.domain.contract import Contract
from marketplace.domain.days import completed_months, last_day_of_months
from marketplace.domain.service import NONE, EarlyEnd, EndRule, Terms
from marketplace.domain.tariff import Breakdown
from marketplace.domain.tax import TaxCategory

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Exit:
    """「解約のしかた」 One way out: its last day, and what it costs where it is early.

    ``fee_ex_tax`` None of an early one is 不明; ``left_ex_tax`` is what would still be paid
    without it, the most that it may cost.
    """

    contract_ref: str
    ends_on: date
    early: bool
    left_months: int = 0
    left_ex_tax: int = 0
    fee_ex_tax: int | None = None
    tax: TaxCategory | None = None

    @property
    def digest(self) -> str:
        """「指紋」 Of the figures that were shown."""
        return digest(self)


def usual_exit(contract: Contract, day: date) -> Exit:
    """「ふつうの解約」 The first end of a term that the notice still reaches; it costs nothing."""
    earliest = day + timedelta(days=contract.application.terms.notice_days or 0)
    return Exit(contract.ref, _first(_ends(contract), earliest), early=False)


def early_exit(contract: Contract, day: date) -> Exit | None:
    """「中途の解約」 The first end of a month that the notice reaches, before the usual one."""
    usual, agreed = usual_exit(contract, day), contract.application
    earliest = day + timedelta(days=agreed.terms.notice_days or 0)
    ends_on = _first(_month_ends(contract.starts_on, 1), earliest)
    if ends_on >= usual.ends_on:
        return None
    after = completed_months(contract.starts_on, ends_on) + 1
    until = completed_months(contract.starts_on, usual.ends_on) + 1
    rule = end_rule(agreed.terms)
    return Exit(
        contract.ref,
        ends_on,
        early=True,
        left_months=until - after,
        left_ex_tax=left_over(agreed.breakdown, after, until),
        fee_ex_tax=early_fee(agreed.terms, agreed.breakdown, after=after, until=until),
        tax=None if rule is None else rule.tax_category or TaxCategory.OUT_OF_SCOPE,
    )


def early_fee(terms: Terms, breakdown: Breakdown, *, after: int, until: int) -> int | None:
    """「中途解約金」 税抜, for an end after so many months of a term; None: nobody declared it.

    Never more than what would have fallen due in the months that are left.
    """
    rule = end_rule(terms)
    if rule is None or breakdown.unknown:
        return None
    left = left_over(breakdown, after, until)
    return min(_by_rule(rule, breakdown, left), left)


def end_rule(terms: Terms) -> EarlyEnd | None:
    """「解約金の決まり」 As declared; 「決まりなし」 is the rule that nothing is asked for."""
    if terms.early_end is None and terms.early_termination == NONE:
        return EarlyEnd(EndRule.NONE)
    return terms.early_end


def left_over(breakdown: Breakdown, after: int, until: int) -> int:
    """What falls due after a contract month up to another one, 税抜."""
    return sum(breakdown.paid_in(month) or 0 for month in range(after + 1, until + 1))


def notice_deadline(ends_on: date, notice_days: int | None) -> date | None:
    """「解約予告の期限」 The last day to ask for this end; None where no notice was declared."""
    return None if notice_days is None else ends_on - timedelta(days=notice_days)


def _by_rule(found: EarlyEnd, breakdown: Breakdown, left: int) -> int:
    if found.rule is EndRule.REMAINING:
        return left * (found.percent_bp or 0) // WHOLE_BP
    if found.rule is EndRule.MONTHS:
        return (found.months or 0) * _monthly(breakdown)
    return (found.amount or 0) if found.rule is EndRule.FLAT else 0


def _monthly(breakdown: Breakdown) -> int:
    """One month in the dearest one, a year's fee by its twelfth part."""
    return (breakdown.monthly_ex_tax or 0) + (breakdown.yearly_ex_tax or 0) // 12


def _ends(contract: Contract) -> Iterator[date]:
    """The days on which a term is over: the agreed one, then each renewal where there is any."""
    agreed, start = contract.application, contract.starts_on
    if not contract.renews:
        yield contract.term_ends_on
    elif agreed.plan.term_months == 0:
        yield from _month_ends(start, 1)
    else:
        every = agreed.terms.renewal_months or 1
        yield from _month_ends(start, agreed.months, every)


def _month_ends(start: date, first: int, every: int = 1) -> Iterator[date]:
    month = first
    while True:
        yield last_day_of_months(start, month)
        month += every


def _first(ends: Iterator[date], earliest: date) -> date:
    """The first day that is not too early, or the last one that there is."""
    end = next(ends)
    while end < earliest and (later := next(ends, None)) is not None:
        end = later
    return end
