"""「結果の頁」 What was found, cut into pages, and put in order for the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from marketplace.desk.catalogue.pricing import CatalogueRow
from marketplace.desk.catalogue.searching import Found, Unclear
from marketplace.web.catalogue.asking import Wanted

A_PAGE = 50
T = TypeVar("T")
Key = Callable[[CatalogueRow], tuple[bool, int | str]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """「結果の一頁」 The part of each section that stands on this page."""

    known: tuple[CatalogueRow, ...]
    unpriced: tuple[CatalogueRow, ...]
    unsold: tuple[CatalogueRow, ...]
    unclear: tuple[Unclear, ...]
    page: int
    pages: int

    @property
    def rows(self) -> tuple[CatalogueRow, ...]:
        """Every row on this page."""
        return (*self.known, *self.unpriced, *self.unsold, *(one.row for one in self.unclear))


@dataclass(frozen=True, slots=True)
class Link:
    """「頁の番号」 A page of the result and its address; the one that is shown has none."""

    number: int
    address: str


def shelf(found: Found, page: int) -> Shelf:
    """So many rows a page, one section after the other; beyond the end is the last page."""
    count = found.total + found.unclear_count
    pages = max(-(-count // A_PAGE), 1)
    number = min(page, pages)
    first = (number - 1) * A_PAGE
    sizes = [len(section) for section in (found.known, found.unpriced, found.unsold)]
    starts = [first - before for before in accumulate(sizes, initial=0)]
    return Shelf(
        _cut(found.known, starts[0]),
        _cut(found.unpriced, starts[1]),
        _cut(found.unsold, starts[2]),
        _cut(found.unclear, starts[3]),
        number,
        pages,
    )


def links(wanted: Wanted, shown: Shelf) -> tuple[Link, ...]:
    """The pages of a result; none where there is only one."""
    if shown.pages == 1:
        return ()
    return tuple(
        Link(n, wanted.address(*wanted.forms, ("page", str(n)) if n > 1 else ("page", "")))
        for n in range(1, shown.pages + 1)
    )


def sorted_rows(found: Found, sort: str) -> tuple[CatalogueRow, ...]:
    """「表の順」 As asked for, equal ones in the neutral order; what is unknown stays last."""
    key = _KEYS.get(sort)
    known = sorted(found.known, key=key) if key else found.known
    rest = (*found.unpriced, *found.unsold, *(one.row for one in found.unclear))
    return (*known, *rest)


def _cut(section: tuple[T, ...], first: int) -> tuple[T, ...]:
    return section[max(first, 0) : max(first + A_PAGE, 0)]


def _number(found: int | None) -> tuple[bool, int | str]:
    return found is None, found or 0


_KEYS: dict[str, Key] = {
    "monthly": lambda row: _number(row.breakdown.monthly_ex_tax),
    "initial": lambda row: _number(row.breakdown.one_time_ex_tax),
    "term": lambda row: _number(row.listing.plan.term_months),
    "name": lambda row: (False, row.listing.entry.provider.reading),
}
