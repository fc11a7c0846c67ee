"""「一度だけ」 What was drawn for one answer is taken once, however often it is sent.

A cookie can be put back; the market remembers what was taken among the attempts, by its digest,
for longer than such a thing is good.
"""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.errors import Conflict
from marketplace.store import Book
from marketplace.store.accounts import attempts


def take(book: Book, drawn: str, now: datetime) -> None:
    """Take it; ``Conflict`` where it was taken before."""
    if attempts.last(book, f"once:{drawn}", 1):
        raise Conflict("taken_before")
    attempts.note(book, f"once:{drawn}", now)
