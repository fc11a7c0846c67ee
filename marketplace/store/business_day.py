"""「営業日」 The demo's own day, which may be moved; real markets have none and use the clock."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from marketplace.store.book import Book
from marketplace.store.rows import MarketRow


def business_day(book: Book) -> date | None:
    """The day that was set, or None where the clock counts."""
    return book.session.scalars(select(MarketRow.business_day)).one()


def set_business_day(book: Book, day: date | None) -> None:
    """Move the business day; None gives it back to the clock."""
    book.session.execute(update(MarketRow).values(business_day=day))
