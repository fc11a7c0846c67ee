"""「連番」 Numbers without gaps: an act that is rolled back gives its number back."""

from __future__ import annotations

from sqlalchemy import select, update

from marketplace.store.book import Book
from marketplace.store.rows import CounterRow, MarketRow


def next_number(book: Book, org_key: int | None, series: str, year: int) -> int:
    """The next number of a series in a year, of an organisation or (None) of the market."""
    place = (
        CounterRow.org_key.is_(None) if org_key is None else CounterRow.org_key == org_key,
        CounterRow.series == series,
        CounterRow.year == year,
    )
    raised = update(CounterRow).where(*place).values(last=CounterRow.last + 1)
    number: int | None = book.session.scalar(raised.returning(CounterRow.last))
    if number is not None:
        return number
    book.session.add(CounterRow(org_key=org_key, series=series, year=year, last=1))
    book.session.flush()
    return 1


def catalogue_version(book: Book) -> int:
    """The version that a cached catalogue must have to be current."""
    return book.session.scalars(select(MarketRow.catalogue_version)).one()


def database(book: Book) -> object:
    """The engine, under which a value of a catalogue version may be kept in memory."""
    return book.session.get_bind()


def raise_catalogue_version(book: Book) -> None:
    """Tell every process that listings changed."""
    raised = MarketRow.catalogue_version + 1
    book.session.execute(update(MarketRow).values(catalogue_version=raised))
