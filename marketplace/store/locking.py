"""「順番」 Units of work that need no serialisation, only that nobody else has the same rows.

SQLite has one unit of work at a time. In PostgreSQL acts are SERIALIZABLE, and a worker that were
so too would be set against every act and every other worker; locks are enough for it.
"""

from __future__ import annotations

from sqlalchemy import text

from marketplace.store.book import Book


def by_rows(book: Book) -> None:
    """Each row that is locked is this unit's alone; to be said before anything is read."""
    if book.session.get_bind().dialect.name == "postgresql":
        book.session.connection(execution_options={"isolation_level": "READ COMMITTED"})


def alone(book: Book, lock: int) -> None:
    """One unit of this kind at a time; it sees whatever was committed before its turn."""
    by_rows(book)
    if book.session.get_bind().dialect.name == "postgresql":
        book.session.execute(text("SELECT pg_advisory_xact_lock(:it)"), {"it": lock})
