"""「候補をより分ける」 Which listed plans may take part, and what the others fail first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from marketplace.desk.catalogue.pricing import CatalogueRow
from marketplace.domain.certificate import Entry
from marketplace.domain.combination import Package, Watched
from marketplace.domain.offering import Coverage, Extent, Means
from marketplace.domain.service import Dispatch, MonitoringType
from marketplace.domain.tier import Star, Tier


class Ground(StrEnum):
    """「候補にならない理由」 In the order in which a failing condition is named."""

    TIER = "tier"
    SOLD = "sold"
    SOLD_UNKNOWN = "sold_unknown"
    AREA = "area"
    AREA_UNKNOWN = "area_unknown"
    PRICE_UNKNOWN = "price_unknown"
    TERM = "term"
    TERM_UNKNOWN = "term_unknown"
    CLOSES_NOTHING = "closes_nothing"


@dataclass(frozen=True, slots=True)
class Asking:
    """「候補の条件」 The star, what is open, where the company is, and for how long it buys."""

    star: Star
    needed: frozenset[str]
    places: tuple[str, ...]
    months: int
    dispatch: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """「候補のプラン」 A listed plan that may be bought: its price, and what it does of the gaps.

    ``covers`` are its promises for criteria that are open, the fullest of each.
    """

    row: CatalogueRow
    package: Package
    covers: Mapping[str, Coverage]

    @property
    def key(self) -> str:
        """As the comparison names a plan."""
        return self.package.key


@dataclass(frozen=True, slots=True)
class Excluded:
    """「候補にならないプラン」 A listed plan, the first condition that it fails, and where."""

    row: CatalogueRow
    ground: Ground
    value: str = ""


WATCHES: Mapping[MonitoringType | None, frozenset[Watched]] = {
    MonitoringType.NETWORK: frozenset({Watched.NETWORK}),
    MonitoringType.ENDPOINT: frozenset({Watched.TERMINALS}),
    MonitoringType.COMBINED: frozenset(Watched),
    None: frozenset(Watched),
}
"""What nobody declared may be either, so that nothing is put beside it."""

_FULLEST = {Extent.FULL: 0, Extent.PARTLY: 1, Extent.SUPPORT: 2}

Found = tuple[tuple[Candidate, ...], tuple[Excluded, ...]]
Promises = Mapping[str, Coverage]


def sifted(rows: Iterable[CatalogueRow], asking: Asking) -> Found:
    """「より分け」 Every row is one or the other, in the order given."""
    candidates, excluded = list[Candidate](), list[Excluded]()
    known: dict[str, Promises] = {}
    for row in rows:
        entry = row.listing.entry
        found = _failing(row, asking)
        if found is not None:
            excluded.append(found)
            continue
        if entry.ref not in known:
            known[entry.ref] = _promised(entry, asking.needed)
        made = _candidate(row, asking, known[entry.ref])
        if made.package.closes or (asking.dispatch and made.package.dispatches):
            candidates.append(made)
        else:
            excluded.append(Excluded(row, Ground.CLOSES_NOTHING))
    return tuple(candidates), tuple(excluded)


def _failing(row: CatalogueRow, asking: Asking) -> Excluded | None:
    for check in _CHECKS:
        found = check(row, asking)
        if found is not None:
            return Excluded(row, *found)
    return None


Fails = tuple[Ground, str] | None


def _tier(row: CatalogueRow, asking: Asking) -> Fails:
    """A class of 2.0版 may promise something; a tier below the star does not lead there."""
    tier = row.listing.plan.tier
    fits = not isinstance(tier, Tier) or int(tier.star) >= int(asking.star)
    return None if fits else (Ground.TIER, tier.label)


def _sold(row: CatalogueRow, _asking: Asking) -> Fails:
    if not row.sold:
        return Ground.SOLD, ""
    return (Ground.SOLD_UNKNOWN, "") if row.listing.plan.terminals_min is None else None


def _area(row: CatalogueRow, asking: Asking) -> Fails:
    sold = row.listing.entry.dossier.offering.sales.prefectures
    if sold is None:
        return Ground.AREA_UNKNOWN, ""
    missing = next((code for code in asking.places if code not in sold), None)
    return None if missing is None else (Ground.AREA, missing)


def _price(row: CatalogueRow, _asking: Asking) -> Fails:
    return (Ground.PRICE_UNKNOWN, "") if row.total is None else None


def _term(row: CatalogueRow, asking: Asking) -> Fails:
    least = row.listing.plan.term_months
    if least is None:
        return Ground.TERM_UNKNOWN, ""
    return None if least <= asking.months else (Ground.TERM, str(least))


_CHECKS: tuple[Callable[[CatalogueRow, Asking], Fails], ...] = (_tier, _sold, _area, _price, _term)


def _promised(entry: Entry, needed: frozenset[str]) -> Promises:
    """What the entry's tier promises for what is open; what the company does is no promise."""
    found: dict[str, Coverage] = {}
    own = (one for one in entry.dossier.coverage if one.tier == entry.tier)
    for one in own:
        if one.criterion not in needed or one.extent is None or one.means is Means.SELF:
            continue
        before = found.get(one.criterion)
        if before is None or _rank(one) < _rank(before):
            found[one.criterion] = one
    return found


def _rank(one: Coverage) -> int:
    return _FULLEST[one.extent] if one.extent else len(_FULLEST)


def _candidate(row: CatalogueRow, asking: Asking, promises: Promises) -> Candidate:
    entry, offering = row.listing.entry, row.listing.entry.dossier.offering
    full = (number for number, one in promises.items() if one.extent is Extent.FULL)
    package = Package(
        key=f"{entry.ref}~{row.listing.plan.code}",
        provider=entry.provider.ref,
        group=f"{entry.provider.ref}/{offering.code}",
        cost_ex_tax=row.total or 0,
        closes=frozenset(full),
        watches=WATCHES[offering.monitoring.type],
        dispatches=_goes_everywhere(offering.dispatch, asking.places),
    )
    return Candidate(row, package, promises)


def _goes_everywhere(one: Dispatch, places: tuple[str, ...]) -> bool:
    """Whether technicians are sent to every site; where nobody said so, they are not."""
    return one.available is True and set(places) <= set(one.prefectures or ())
