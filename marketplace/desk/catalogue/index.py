"""「掲載の一覧」 Everything that is listed on a day, as one value that nobody can change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from marketplace.desk import order as given
from marketplace.desk.catalogue.facets import Marks, marks
from marketplace.desk.trials import listed_trials
from marketplace.domain.certificate import Certificate, Entry, Listing
from marketplace.domain.tariff import Tariff
from marketplace.store import Book, certificates, counters, trials

MOST_KEPT = 64
"""Sizes, and searches, that are kept: each visitor asks for a few, again and again."""


class Kept:
    """「覚え」 Values that follow from a catalogue; the one used longest ago is forgotten first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Keep nothing yet."""
        self._most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The kept value, or a new one; two threads may make the same one, which is the same."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Catalogue:
    """「掲載の一覧」 What is listed on a day; current while no act has changed a listing.

    Place n of ``listings`` and ``tariffs`` is bit n of ``marks``. ``sizes`` and ``searches`` keep
    what was made of it.
    """

    version: int
    day: date
    entries: tuple[Entry, ...]
    listings: tuple[Listing, ...]
    tariffs: tuple[Tariff, ...]
    marks: Marks
    sizes: Kept = field(default_factory=Kept, repr=False)
    searches: Kept = field(default_factory=Kept, repr=False)

    def ref_of(self, number: str) -> str | None:
        """The reference of a listed certificate by its number."""
        papers = (one for one in self.entries if isinstance(one, Certificate))
        return next((one.ref for one in papers if one.number == number), None)


_CATALOGUES: WeakKeyDictionary[object, Catalogue] = WeakKeyDictionary()
"""One value a database; replaced whole, so that threads need no lock."""


def current(book: Book, day: date) -> Catalogue:
    """The catalogue of a day, read again only when an act changed a listing."""
    place, version = counters.database(book), counters.catalogue_version(book)
    kept = _CATALOGUES.get(place)
    if kept is None or (kept.version, kept.day) != (version, day):
        entries = listed(book, day, kept.entries if kept else ())
        kept = _CATALOGUES[place] = _made(version, day, entries)
    return kept


def listed(book: Book, day: date, known: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """「掲載の根拠」 What entitles plans on a day, read anew: certificates, then trial listings."""
    papers = tuple(one for one in known if isinstance(one, Certificate))
    return (*certificates.public_listed(book, day, papers), *listed_trials(book, day))


def ever_listed(book: Book, ref: str) -> Entry:
    """Any certificate or trial listing there ever was; ``Missing`` for every other reference."""
    named = given.ref(ref, "certificate")
    find = trials.public_trial if named.startswith("tl_") else certificates.public_certificate
    return find(book, named)


def forget() -> None:
    """Read every catalogue anew, for whoever puts rows back behind the acts."""
    _CATALOGUES.clear()


def _made(version: int, day: date, entries: tuple[Entry, ...]) -> Catalogue:
    plans = tuple(Listing(one, plan) for one in entries for plan in one.dossier.plans_of(one.tier))
    tariffs = tuple(one.plan.tariff for one in plans)
    return Catalogue(version, day, entries, plans, tariffs, marks(plans))
