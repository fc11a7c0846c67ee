"""「見本の市場」 What the demo holds on its first day, brought about by the ordinary acts."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.cli.demo import (
    applying,
    diagnosing,
    enforcement,
    history,
    notices,
    opening,
    trying,
)
from marketplace.cli.demo.parties import enter
from marketplace.cli.demo.stage import Stage
from marketplace.domain.days import JST, japan_day
from marketplace.store import Book, Store, business_day, organisations

EARLIEST = date(2026, 11, 2)
"""The first working day after two certificates lapsed; before it the history has no end."""

LATEST = date(2027, 3, 31)
"""The last day on which the evidence of what is handed in on the first day counts."""


def seed(store: Store, now: datetime) -> bool:
    """Fill an empty store in one unit of work, all or nothing; False where somebody is in it."""
    return store.run(_seed, now)


def first_day(today: date) -> date:
    """Today, or the nearest day on which the demo can begin."""
    return max(EARLIEST, min(today, LATEST))


def _seed(book: Book, now: datetime) -> bool:
    if organisations.actors(book):
        return False
    day = first_day(japan_day(now))
    business_day.set_business_day(book, day)
    stage = Stage(book, enter(book))
    last = diagnosing.last_year(stage)
    history.play(stage)
    diagnosing.autumn(stage)
    at = datetime.combine(day, now.astimezone(JST).timetz())
    opening.play(stage, at)
    enforcement.play(stage, at)
    trying.play(stage, at)
    applying.play(stage, at)
    diagnosing.play(stage, last, at)
    notices.play(stage, at)
    return True
