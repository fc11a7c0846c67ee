"""「台数での料金」 Every listed plan at one size, in the order that nobody can buy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.desk import order as given
from marketplace.desk.catalogue.facets import Split
from marketplace.desk.catalogue.index import Catalogue, current
from marketplace.domain.certificate import Listing
from marketplace.domain.price import Size
from marketplace.domain.tariff import Breakdown
from marketplace.store import Book


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """「一覧の行」 A listed plan, what it costs at one size, and whether it is sold there.

    ``total`` and ``effective`` (実質月額) are those of the breakdown, 税抜, kept for the order.
    """

    listing: Listing
    breakdown: Breakdown
    sold: bool
    place: int
    total: int | None
    effective: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """「台数での一覧」 Rows in the neutral order, and bitsets of what the size decides.

    ``ranked`` is what is sold at a known price, cheapest first; ``known`` is its bitset.
    """

    size: Size
    months: int
    order: tuple[CatalogueRow, ...]
    ranked: tuple[CatalogueRow, ...]
    sold: Split
    known: int

    def at_most(self, yen: int) -> Split:
        """「実質月額の上限」 Sold for so much or less; what is sold at an unknown price is open."""
        bits = 0
        for row in self.ranked:
            if (row.effective or 0) > yen:
                break
            bits |= 1 << row.place
        return Split(bits, self.sold.maybe & ~self.known)


def catalogue(book: Book, day: date, size: Size, months: int) -> tuple[CatalogueRow, ...]:
    """「一覧」 Every listed plan with its price for this size: cheapest first, unknown apart.

    No payment and no wish of a provider moves a row: known totals ascend; where they are equal,
    the provider's reading decides, then the codes. Then come unknown prices, then what is not sold.
    """
    return priced(current(book, day), size, months).order


def priced(listed: Catalogue, size: Size, months: int) -> Priced:
    """A catalogue at one size; kept, since the next page asks for the same."""
    wanted, term = given.size(size), given.months(months)
    made: Priced = listed.sizes.of((wanted, term), lambda: _priced(listed, wanted, term))
    return made


def _priced(listed: Catalogue, size: Size, months: int) -> Priced:
    rows = tuple(_row(listed, place, size, months) for place in range(len(listed.listings)))
    sold, unsure, known = 0, 0, 0
    for row in rows:
        bit = 1 << row.place
        sold |= bit if row.sold else 0
        unsure |= bit if row.sold and row.listing.plan.terminals_min is None else 0
        known |= bit if row.sold and row.total is not None else 0
    order = tuple(sorted(rows, key=_place))
    ranked = tuple(row for row in order if row.sold and row.total is not None)
    return Priced(size, months, order, ranked, Split(sold & ~unsure, unsure), known)


def _row(listed: Catalogue, place: int, size: Size, months: int) -> CatalogueRow:
    tariff = listed.tariffs[place]
    breakdown = tariff.breakdown(size, months, listed.day)
    total = breakdown.total_ex_tax
    each = None if total is None else -(-total // months)
    return CatalogueRow(
        listed.listings[place], breakdown, tariff.sells(size), place, total=total, effective=each
    )


def _place(row: CatalogueRow) -> tuple[bool, bool, int, str, str, str, str]:
    entry = row.listing.entry
    return (
        not row.sold,
        row.total is None,
        row.total or 0,
        entry.provider.reading,
        row.listing.plan.code,
        entry.dossier.offering.code,
        entry.ref,
    )
