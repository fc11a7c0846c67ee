"""「支払いの予定」 What each invoice of a term will ask for, tax and all, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.domain.days import first_day_of_month, last_day_of_months
from marketplace.domain.tariff import Breakdown
from marketplace.domain.tax import standard_rate_bp, tax_of


@dataclass(frozen=True, slots=True)
class Due:
    """「支払い」 One contract month: its days, and what is invoiced for it."""

    month: int
    since: date
    until: date
    ex_tax: int
    tax_yen: int

    @property
    def in_tax(self) -> int:
        """What is paid, the tax rounded down once an invoice."""
        return self.ex_tax + self.tax_yen


@dataclass(frozen=True, slots=True)
class Run:
    """「同じ額の月」 Contract months in a row that cost the same."""

    first: int
    last: int
    ex_tax: int
    in_tax: int

    @property
    def months(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Schedule:
    """「支払いの予定」 Every month of a term that begins on a day; the price is known."""

    dues: tuple[Due, ...]

    @property
    def first(self) -> Due:
        """「最初の支払い」 What the first invoice asks for: free months have none."""
        return next((due for due in self.dues if due.ex_tax), self.dues[0])

    @property
    def total_ex_tax(self) -> int:
        """Everything paid over the term, 税抜."""
        return sum(due.ex_tax for due in self.dues)

    @property
    def total_in_tax(self) -> int:
        """Everything paid over the term, as the invoices will add up."""
        return sum(due.in_tax for due in self.dues)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The months in their order, those that cost the same taken together."""
        made: list[Run] = []
        for due in self.dues:
            same = made and (made[-1].ex_tax, made[-1].in_tax) == (due.ex_tax, due.in_tax)
            first = made.pop().first if same else due.month
            made.append(Run(first, due.month, due.ex_tax, due.in_tax))
        return tuple(made)

    @property
    def years(self) -> tuple[Run, ...]:
        """The sums of each contract year, the last one perhaps shorter."""
        parts = [self.dues[at : at + 12] for at in range(0, len(self.dues), 12)]
        return tuple(_year(part) for part in parts)


def schedule(breakdown: Breakdown, starts_on: date) -> Schedule:
    """The term of a breakdown whose every amount is known, from a first day on."""
    return Schedule(tuple(_due(breakdown, starts_on, m + 1) for m in range(breakdown.months)))


def assumed_start(day: date) -> date:
    """「仮の開始日」 The first of the next month; the provider names the real one."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _due(breakdown: Breakdown, starts_on: date, month: int) -> Due:
    since = first_day_of_month(starts_on, month)
    ex_tax = breakdown.paid_in(month)
    if ex_tax is None:
        raise ValueError("a price that is not known has no schedule")
    until = last_day_of_months(starts_on, month)
    return Due(month, since, until, ex_tax, tax_of(ex_tax, standard_rate_bp(since)))


def _year(part: tuple[Due, ...]) -> Run:
    ex_tax, in_tax = sum(due.ex_tax for due in part), sum(due.in_tax for due in part)
    return Run(part[0].month, part[-1].month, ex_tax, in_tax)
