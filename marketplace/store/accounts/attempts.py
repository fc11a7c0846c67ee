"""「サインインの失敗」 What was tried in vain and when, by the digest of what was tried."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, select

from marketplace.store.book import Book
from marketplace.store.rows import AttemptRow


def note(book: Book, tried: str, now: datetime) -> None:
    """Note a failure."""
    book.session.add(AttemptRow(digest=_digest(tried), tried_at=now))


def last(book: Book, tried: str, most: int) -> tuple[datetime, ...]:
    """When it failed last, newest first."""
    times = select(AttemptRow.tried_at).where(AttemptRow.digest == _digest(tried))
    newest = times.order_by(AttemptRow.tried_at.desc(), AttemptRow.key.desc()).limit(most)
    return tuple(book.session.scalars(newest))


def forget(book: Book, tried: str) -> None:
    """Forget the failures of one thing; it succeeded."""
    book.session.execute(delete(AttemptRow).where(AttemptRow.digest == _digest(tried)))


def prune(book: Book, before: datetime) -> int:
    """Forget what failed before an instant."""
    gone = delete(AttemptRow).where(AttemptRow.tried_at < before).returning(AttemptRow.key)
    return len(book.session.scalars(gone).all())


def _digest(tried: str) -> str:
    return hashlib.sha256(tried.encode()).hexdigest()
