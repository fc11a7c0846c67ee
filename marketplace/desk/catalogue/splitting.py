"""「条件の答え」 Which listings meet one condition of a search, and of which nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marketplace.desk.catalogue.facets import (
    NO,
    UNKNOWN,
    VALUES,
    YES,
    Bits,
    Facet,
    Split,
    either,
    every,
)
from marketplace.desk.catalogue.index import Catalogue
from marketplace.desk.catalogue.pricing import Priced
from marketplace.desk.catalogue.wishes import Search

LADDER = (10_000, 20_000, 30_000, 50_000, 100_000)
"""Yen a month at which the price is counted; a company may ask for any other amount."""


@dataclass(frozen=True, slots=True)
class Counted:
    """「値と件数」 How many listings have it and meet all conditions of the other facets."""

    value: str
    count: int
    chosen: bool


def splits(listed: Catalogue, at: Priced, wanted: Search) -> dict[Facet, Split]:
    """Every condition by itself."""
    return {facet: _split(listed, at, wanted, facet) for facet in wanted.conditions}


def counts(
    listed: Catalogue, at: Priced, wanted: Search, found: Mapping[Facet, Split]
) -> dict[Facet, tuple[Counted, ...]]:
    """Every value of every facet, each without the conditions of its own facet."""
    made = {}
    for facet in Facet:
        rest, chosen = _rest(listed, wanted, found, facet), wanted.of(facet)
        made[facet] = tuple(
            Counted(value, (bits & rest).bit_count(), value in chosen)
            for value, bits in _values(listed, at, wanted, facet)
        )
    return made


def _rest(listed: Catalogue, wanted: Search, found: Mapping[Facet, Split], facet: Facet) -> int:
    """What meets the conditions of all other facets."""
    others = {one: split for one, split in found.items() if one is not facet}
    if facet is Facet.DISPATCH and Facet.AREA in others:
        others[Facet.AREA] = _everywhere(listed, wanted, sent=False)
    return every(others.values(), listed.marks.every).yes


def area(listed: Catalogue, code: str, *, sent: bool) -> Split:
    """「地域」 Sold in a prefecture, and technicians sent there where that is asked."""
    marks = listed.marks
    sold = either(marks.by_facet[Facet.AREA], (code,))
    return every((sold, either(marks.dispatched, (code,))), marks.every) if sent else sold


def _split(listed: Catalogue, at: Priced, wanted: Search, facet: Facet) -> Split:
    if facet is Facet.AREA:
        return _everywhere(listed, wanted, sent=YES in wanted.dispatch)
    if facet is Facet.PRICE:
        return at.at_most(wanted.price or 0)
    bits = _bits(listed, at, facet)
    if facet is Facet.TERM:
        return _within(bits, wanted.term or 0)
    return either(bits, wanted.of(facet))


def _everywhere(listed: Catalogue, wanted: Search, *, sent: bool) -> Split:
    asked = (area(listed, code, sent=sent) for code in wanted.area)
    return every(asked, listed.marks.every)


def _within(bits: Bits, months: int) -> Split:
    return either(bits, (value for value in bits if value != UNKNOWN and int(value) <= months))


def _bits(listed: Catalogue, at: Priced, facet: Facet) -> Bits:
    if facet is not Facet.SOLD:
        return listed.marks.by_facet[facet]
    unsold = listed.marks.every & ~at.sold.maybe
    return {YES: at.sold.yes, NO: unsold, UNKNOWN: at.sold.unknown}


def _values(
    listed: Catalogue, at: Priced, wanted: Search, facet: Facet
) -> Iterator[tuple[str, int]]:
    """A value and the listings that would meet the condition if it asked for this value only."""
    bits = _bits(listed, at, facet)
    if facet is Facet.PRICE:
        yield from ((str(yen), at.at_most(yen).yes) for yen in LADDER)
        yield UNKNOWN, at.at_most(0).unknown
    elif facet is Facet.TERM:
        terms = sorted(int(value) for value in bits if value != UNKNOWN)
        yield from ((str(months), _within(bits, months).yes) for months in terms)
        yield UNKNOWN, bits.get(UNKNOWN, 0)
    elif facet is Facet.AREA:
        sent = listed.marks.dispatched if YES in wanted.dispatch else bits
        yield from ((v, bits.get(v, 0) & sent.get(v, 0)) for v in VALUES[facet])
    else:
        # Whoever asks for 駆付け asks for it in the prefectures chosen.
        asked: Bits = {}
        if facet is Facet.DISPATCH:
            asked = {YES: _everywhere(listed, wanted, sent=True).yes}
        yield from ((v, bits.get(v, 0) & asked.get(v, -1)) for v in VALUES[facet])
