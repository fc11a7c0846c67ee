"""「失敗の数」 How often somebody may be wrong, about anything, before there is a pause."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.store import Book
from marketplace.store.accounts import attempts

MOST = 10
WITHIN = timedelta(minutes=15)
PAUSE = timedelta(minutes=15)


def is_paused(book: Book, tried: str, now: datetime) -> bool:
    """Whether it failed too often, and not long enough ago; nothing is tried meanwhile."""
    times = attempts.last(book, tried, MOST)
    if len(times) < MOST:
        return False
    newest, oldest = times[0], times[-1]
    return newest - oldest <= WITHIN and now < newest + PAUSE
