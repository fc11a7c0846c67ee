"""「1類の供給」 How long how many companies have been served: two readings of one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.domain.days import completed_months
from marketplace.domain.phrase import Bound, holds_bound
from marketplace.domain.service import Customer


@dataclass(frozen=True, slots=True)
class Supply:
    """「1類の供給」 Completed months of each customer on a day.

    The sentence 「1 年以上、10 社以上に提供」 can ask each company for the time (``each``), or the
    whole supply for the time and the number apart.
    """

    months: tuple[int, ...]
    each: bool

    def reaches(self, time: tuple[int, Bound], companies: tuple[int, Bound]) -> bool:
        """Whether the supply lasted (months) for enough companies, in this reading."""
        long_enough = sum(1 for m in self.months if holds_bound(m, time[1], time[0]))
        counted = long_enough if self.each else len(self.months)
        return long_enough > 0 and holds_bound(counted, companies[1], companies[0])


def supplies(customers: tuple[Customer, ...], day: date) -> tuple[Supply, ...]:
    """Both readings of a list of customers on a day; one where they cannot differ."""
    served = (completed_months(c.since, day) for c in customers if c.since <= day)
    months = tuple(sorted(served, reverse=True))
    return (Supply(months, each=True), Supply(months, each=False))
