"""「探す」 What meets every condition, of what it is unknown, and what fails which first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from marketplace.desk.catalogue.facets import NO, YES, Facet, either, every
from marketplace.desk.catalogue.index import Catalogue, current
from marketplace.desk.catalogue.pricing import CatalogueRow, Priced, priced
from marketplace.desk.catalogue.splitting import Counted, area, counts, splits
from marketplace.desk.catalogue.wishes import Search, checked
from marketplace.store import Book


@dataclass(frozen=True, slots=True)
class Unclear:
    """「わからないもの」 A listing that fails nothing, and what was not declared of it."""

    row: CatalogueRow
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """「外れたもの」 A listing and the first condition that it fails.

    ``value`` is a prefecture: with AREA not sold there, with DISPATCH nobody is sent there.
    """

    row: CatalogueRow
    facet: Facet
    value: str = ""


def search(book: Book, day: date, wanted: Search) -> Found:
    """「探す」 Everybody may; what is unknown is neither in nor out."""
    listed, sure = current(book, day), checked(wanted)
    found: Found = listed.searches.of(sure, lambda: _found(listed, sure))
    return found


def _found(listed: Catalogue, wanted: Search) -> Found:
    return Found(listed, priced(listed, wanted.size, wanted.months), wanted)


class Found:
    """「見つかったもの」 The answer to a search; each part is made when it is asked for."""

    def __init__(self, listed: Catalogue, at: Priced, wanted: Search) -> None:
        """Answer every condition by itself, then all together."""
        self.listed, self.at, self.wanted = listed, at, wanted
        self._splits = splits(listed, at, wanted)
        self._all = every(self._splits.values(), listed.marks.every)

    @cached_property
    def known(self) -> tuple[CatalogueRow, ...]:
        """What meets all and is sold at this size at a known price: cheapest first."""
        return self._rows(self._all.yes & self.at.known)

    @cached_property
    def unpriced(self) -> tuple[CatalogueRow, ...]:
        """What meets all and is sold at this size, at a price that is not known."""
        return self._rows(self._all.yes & self.at.sold.maybe & ~self.at.known)

    @cached_property
    def unsold(self) -> tuple[CatalogueRow, ...]:
        """What meets all and is not sold at this size."""
        return self._rows(self._all.yes & ~self.at.sold.maybe)

    @cached_property
    def unclear(self) -> tuple[Unclear, ...]:
        """What fails nothing, and is not known to meet all."""
        rows = self._rows(self._all.unknown)
        return tuple(Unclear(row, tuple(self._open(1 << row.place))) for row in rows)

    @cached_property
    def missed(self) -> tuple[Missed, ...]:
        """What fails a condition, in the neutral order, with the first that it fails."""
        return tuple(self._missed(row) for row in self._rows(self._gone))

    @property
    def total(self) -> int:
        """How many meet all conditions."""
        return self._all.yes.bit_count()

    @property
    def unclear_count(self) -> int:
        """How many are unclear."""
        return self._all.unknown.bit_count()

    @property
    def missed_count(self) -> int:
        """How many fail a condition."""
        return self._gone.bit_count()

    @cached_property
    def facets(self) -> Mapping[Facet, tuple[Counted, ...]]:
        """Every value of every facet, counted without the conditions of that facet itself."""
        return counts(self.listed, self.at, self.wanted, self._splits)

    @property
    def _gone(self) -> int:
        return self.listed.marks.every & ~self._all.maybe

    def _rows(self, bits: int) -> tuple[CatalogueRow, ...]:
        return tuple(row for row in self.at.order if bits >> row.place & 1) if bits else ()

    def _open(self, bit: int) -> Iterator[Facet]:
        yield from (facet for facet, split in self._splits.items() if split.unknown & bit)

    def _missed(self, row: CatalogueRow) -> Missed:
        bit = 1 << row.place
        facet = next(facet for facet, split in self._splits.items() if not split.maybe & bit)
        if facet is Facet.AREA:
            return self._unserved(row)
        return Missed(row, Facet.SOLD if facet is Facet.PRICE and not row.sold else facet)

    def _unserved(self, row: CatalogueRow) -> Missed:
        """The first prefecture that is not served, and why."""
        bit, sent = 1 << row.place, YES in self.wanted.dispatch
        codes = self.wanted.area
        code = next(c for c in codes if not area(self.listed, c, sent=sent).maybe & bit)
        sold = area(self.listed, code, sent=False).maybe & bit
        if not sold:
            return Missed(row, Facet.AREA, code)
        none = either(self.listed.marks.by_facet[Facet.DISPATCH], (NO,)).yes & bit
        return Missed(row, Facet.DISPATCH, "" if none else code)
