"""「ふさぐもの」 What is open on any day of a term, what measures hold, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.domain.assessment import Answer, Assessment
from marketplace.domain.days import last_day_of_months
from marketplace.domain.progress import answer_of
from marketplace.domain.requirement import Criterion, Level
from marketplace.domain.safeguard import Standing, open_criteria


@dataclass(frozen=True, slots=True)
class Needs:
    """「ふさぐ評価基準」 Of a term from its first to its last day, in the order of the scheme.

    ``lapsing`` are held today and open again before the term is over; they belong to ``open``.
    ``held`` are held to the last day; an end that is not known is taken for none.
    """

    first: date
    last: date
    open: tuple[Criterion, ...]
    lapsing: tuple[Standing, ...]
    held: tuple[Standing, ...]
    unanswered: tuple[Criterion, ...]

    @property
    def needed(self) -> frozenset[str]:
        """The numbers of what is open."""
        return frozenset(one.id for one in self.open)


def needs(made: Assessment, level: Level, first: date, months: int) -> Needs:
    """「開いている評価基準」 Measures only ever end: what is open once is open on the last day."""
    last = last_day_of_months(first, months)
    finally_ = open_criteria(made, level, last)
    still = tuple(one for one in finally_ if one.is_open)
    numbers = {one.criterion.id for one in still}
    today = (one for one in open_criteria(made, level, first) if not one.is_open)
    return Needs(
        first=first,
        last=last,
        open=tuple(one.criterion for one in still),
        lapsing=tuple(one for one in today if one.criterion.id in numbers),
        held=tuple(one for one in finally_ if not one.is_open),
        unanswered=tuple(
            one.criterion for one in still if answer_of(made, one.criterion) is Answer.OPEN
        ),
    )
