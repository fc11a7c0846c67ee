"""「費用の積み上がり」 What has been paid by the end of each month: sums of the Tariff's."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from marketplace.desk.catalogue.comparing import Column
from marketplace.domain.price import Period
from marketplace.domain.tariff import Breakdown
from marketplace.web.comparison.table import Head


@dataclass(frozen=True, slots=True)
class Course:
    """「費用の道のり」 One plan over the term: what falls due each month, and the running total."""

    head: Head
    due: tuple[int, ...]
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """「節目の月」 A month of the contract, and what each plan has cost by its end."""

    month: int
    totals: tuple[int, ...]


def courses(heads: tuple[Head, ...]) -> tuple[Course, ...]:
    """Those plans whose total is known; the others have no line."""
    found = ((head, head.column) for head in heads)
    priced = [(head, c) for head, c in found if isinstance(c, Column) and c.sold]
    due = [(head, _due(column.breakdown)) for head, column in priced]
    return tuple(Course(head, one, tuple(accumulate(one))) for head, one in due if one)


def pays_monthly(found: tuple[Course, ...]) -> bool:
    """Whether more months than not have a payment, so that a table cannot name each of them."""
    paid = [any(due) for due in zip(*(one.due for one in found), strict=True)]
    return paid.count(True) > paid.count(False)


def steps(found: tuple[Course, ...]) -> tuple[Step, ...]:
    """「節目の月」 Year ends, the first and the last month, and the months that matter between.

    Where payments are rare, every month with one: what is left out has none. Where they are not,
    every month after which a payment changes: up to the next row each plan pays the same a month.
    """
    if not found:
        return ()
    last, is_kept = len(found[0].due), _changes if pays_monthly(found) else _is_paid
    ends = {1, last, *range(Period.YEAR.months, last, Period.YEAR.months)}
    kept = [month for month in range(1, last + 1) if month in ends or is_kept(found, month)]
    return tuple(Step(month, tuple(one.totals[month - 1] for one in found)) for month in kept)


def _due(breakdown: Breakdown) -> tuple[int, ...]:
    """What falls due in each month of the term; nothing at all where it is not known."""
    due = [breakdown.paid_in(month) for month in range(1, breakdown.months + 1)]
    return tuple(one for one in due if one is not None)


def _changes(found: tuple[Course, ...], month: int) -> bool:
    return any(one.due[month - 1] != one.due[month] for one in found)


def _is_paid(found: tuple[Course, ...], month: int) -> bool:
    return any(one.due[month - 1] for one in found)
