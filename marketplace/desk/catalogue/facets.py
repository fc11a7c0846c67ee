"""「しぼり込みの値」 One integer bitset a value of a facet; bit n stands for listing n."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from marketplace.domain.certificate import Listing, ListingBasis
from marketplace.domain.service import MonitoringType
from marketplace.domain.tier import TIERS

UNKNOWN = "unknown"
"""「不明」 The value of a fact that was not declared: neither yes nor no."""

YES, NO = "yes", "no"
KINDS = {kind: kind.name.lower() for kind in MonitoringType}
SAID = {True: YES, False: NO, None: UNKNOWN}
PREFECTURES = tuple(f"{number:02}" for number in range(1, 48))
"""JIS X 0401."""


class Facet(StrEnum):
    """「しぼり込みの項目」 In the order in which a failing one is named first."""

    AREA = "area"
    DISPATCH = "dispatch"
    TIER = "tier"
    BASIS = "basis"
    WATCH = "watch"
    SOLD = "sold"
    TERM = "term"
    PRICE = "price"


VALUES: dict[Facet, tuple[str, ...]] = {
    Facet.AREA: (*PREFECTURES, UNKNOWN),
    Facet.DISPATCH: (YES, NO, UNKNOWN),
    Facet.TIER: tuple(TIERS),
    Facet.BASIS: tuple(ListingBasis),
    Facet.WATCH: (*KINDS.values(), UNKNOWN),
    Facet.SOLD: (YES, NO, UNKNOWN),
}
"""What may be asked for; a term and a price are numbers."""

Bits = Mapping[str, int]
"""A bitset a value."""


@dataclass(frozen=True, slots=True)
class Split:
    """「三つの答え」 Which listings meet a condition, and of which nobody knows."""

    yes: int
    unknown: int = 0

    @property
    def maybe(self) -> int:
        """All that are not known to fail."""
        return self.yes | self.unknown


@dataclass(frozen=True, slots=True)
class Marks:
    """「値の印」 What does not depend on a size; ``dispatched`` is where technicians go."""

    every: int
    by_facet: Mapping[Facet, Bits]
    dispatched: Bits

    def of(self, facet: Facet, value: str) -> int:
        """The listings that have a value."""
        return self.by_facet[facet].get(value, 0)


def marks(listings: tuple[Listing, ...]) -> Marks:
    """Note every value of every listing."""
    by_facet: dict[Facet, dict[str, int]] = {facet: defaultdict(int) for facet in Facet}
    sold: dict[tuple[str, ...], int] = defaultdict(int)
    sent: dict[tuple[str, ...], int] = defaultdict(int)
    for place, one in enumerate(listings):
        bit = 1 << place
        for facet, value in _values(one):
            by_facet[facet][value] |= bit
        sold[_sold(one)] |= bit
        sent[_sent(one)] |= bit
    by_facet[Facet.AREA] = _by_prefecture(sold)
    every = (1 << len(listings)) - 1
    return Marks(every, {f: dict(bits) for f, bits in by_facet.items()}, _by_prefecture(sent))


def either(bits: Bits, values: Iterable[str]) -> Split:
    """Any of the values will do; unknown is a value only for whoever asks for it."""
    wanted = tuple(values)
    yes = 0
    for value in wanted:
        yes |= bits.get(value, 0)
    return Split(yes, 0 if UNKNOWN in wanted else bits.get(UNKNOWN, 0))


def every(conditions: Iterable[Split], whole: int) -> Split:
    """All of them have to hold: one that fails decides, one that is unknown leaves it open."""
    yes = maybe = whole
    for one in conditions:
        yes &= one.yes
        maybe &= one.maybe
    return Split(yes, maybe & ~yes)


def _values(one: Listing) -> Iterator[tuple[Facet, str]]:
    offering, months = one.entry.dossier.offering, one.plan.term_months
    kind = offering.monitoring.type
    yield Facet.DISPATCH, SAID[offering.dispatch.available]
    yield Facet.TIER, one.plan.tier.tag
    yield Facet.BASIS, one.basis.value
    yield Facet.WATCH, KINDS[kind] if kind else UNKNOWN
    yield Facet.TERM, UNKNOWN if months is None else str(months)


def _sold(one: Listing) -> tuple[str, ...]:
    found = one.entry.dossier.offering.sales.prefectures
    return (UNKNOWN,) if found is None else found


def _sent(one: Listing) -> tuple[str, ...]:
    found = one.entry.dossier.offering.dispatch
    if found.available is False:
        return ()
    return (UNKNOWN,) if found.prefectures is None else found.prefectures


def _by_prefecture(areas: Mapping[tuple[str, ...], int]) -> dict[str, int]:
    """Most of a market shares a few areas, so each is spelt out once."""
    made: dict[str, int] = defaultdict(int)
    for codes, bits in areas.items():
        for code in codes:
            made[code] |= bits
    return dict(made)
