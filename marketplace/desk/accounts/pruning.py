"""「片付け」 What nobody needs any more: sessions and links that are over, failures of before."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.store import Book
from marketplace.store.accounts import attempts, sessions, tickets

OVER = timedelta(days=30)
"""A session or a link is kept so long after its end, for whoever asks what happened."""

FAILED = timedelta(days=1)


def prune(book: Book, now: datetime) -> int:
    """Forget it; how much it was."""
    return (
        sessions.prune(book, now - OVER)
        + tickets.prune(book, now - OVER)
        + attempts.prune(book, now - FAILED)
    )
