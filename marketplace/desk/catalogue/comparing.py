"""「比較」 A few plans side by side: what each costs at one size, and what was found of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from weakref import WeakKeyDictionary

from marketplace.desk import order as given
from marketplace.desk.catalogue import listing
from marketplace.desk.catalogue.index import Catalogue, Kept, current, ever_listed
from marketplace.domain.certificate import Listing
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.offering import Plan
from marketplace.domain.price import Size
from marketplace.domain.tariff import Breakdown
from marketplace.domain.verdict import Outcome
from marketplace.store import Book, rulings, versions

MOST_PLANS = 4
MOST_KEPT = 512
"""Outcomes that are kept settled: more than a day's list has entries."""


@dataclass(frozen=True, slots=True)
class Choice:
    """「選んだプラン」 A plan as an address names it: the reference of its entry, and its code."""

    ref: str
    code: str


@dataclass(frozen=True, slots=True)
class Column:
    """「比べる列」 A listed plan at one size. A price counts only where the plan is sold."""

    choice: Choice
    listing: Listing
    breakdown: Breakdown
    sold: bool
    outcome: Outcome

    @property
    def version(self) -> str:
        """The reference of the version that is listed."""
        return self.listing.entry.dossier_ref

    @property
    def total_ex_tax(self) -> int | None:
        """「期間の合計」 None where it is not known, or the plan is not sold in this size."""
        return self.breakdown.total_ex_tax if self.sold else None


@dataclass(frozen=True, slots=True)
class Gone:
    """「掲載の終わったプラン」 It was listed once and is not today; only its names are shown."""

    choice: Choice
    provider: str
    offering: str
    plan: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """「比較」 The chosen plans in the order chosen, and what was chosen and never existed.

    ``decided`` is how far people's decisions had come: what was found follows from no later one.
    """

    columns: tuple[Column | Gone, ...]
    missing: tuple[Choice, ...]
    decided: tuple[int, ...] = (0, 0)

    @property
    def key(self) -> tuple[object, ...]:
        """What everything but the prices follows from: versions, plans, decisions."""
        versions = (one.version for one in self.columns)
        return (*zip((one.choice for one in self.columns), versions, strict=True), self.decided)

    @property
    def listed(self) -> tuple[Column, ...]:
        """The columns that have values."""
        return tuple(one for one in self.columns if isinstance(one, Column))


@dataclass(frozen=True, slots=True)
class Wanted:
    """「比べたいこと」 Which plans, for which size and term; each plan counts once."""

    choices: tuple[Choice, ...]
    size: Size
    months: int

    def __post_init__(self) -> None:
        """Refuse what cannot stand side by side."""
        once = tuple(dict.fromkeys(self.choices))
        if len(once) > MOST_PLANS:
            raise Refused("too_many_plans", most=MOST_PLANS, found=len(once))
        object.__setattr__(self, "choices", once)


_OUTCOMES: WeakKeyDictionary[Catalogue, Kept] = WeakKeyDictionary()
"""What was settled of a list, while nobody lists or decides anything more."""


def compare(book: Book, wanted: Wanted, day: date) -> Comparison:
    """The chosen plans side by side on a day."""
    size, months = given.size(wanted.size), given.months(wanted.months)
    today, decided = current(book, day), rulings.decided_so_far(book)
    found = {(one.entry.ref, one.plan.code): one for one in today.listings}
    columns: list[Column | Gone] = []
    for choice in wanted.choices:
        listed = found.get((choice.ref, choice.code))
        if listed is None:
            columns += _once_listed(book, choice)
            continue
        outcome = _kept(today).of((choice.ref, decided), partial(_outcome, book, choice.ref, day))
        tariff = listed.plan.tariff
        priced = tariff.breakdown(size, months, day)
        columns.append(Column(choice, listed, priced, tariff.sells(size), outcome))
    shown = {one.choice for one in columns}
    missing = tuple(choice for choice in wanted.choices if choice not in shown)
    return Comparison(tuple(columns), missing, decided)


def addable(book: Book, chosen: Iterable[Choice], day: date) -> tuple[Listing, ...]:
    """「足せるプラン」 What else is listed, by the readings of the providers' names."""
    taken = {(choice.ref, choice.code) for choice in chosen}
    others = (
        one for one in current(book, day).listings if (one.entry.ref, one.plan.code) not in taken
    )
    return tuple(sorted(others, key=_place))


def _place(one: Listing) -> tuple[str, str, str, str]:
    entry = one.entry
    return (entry.provider.reading, entry.dossier.offering.code, entry.ref, one.plan.code)


def _kept(listed: Catalogue) -> Kept:
    return _OUTCOMES.setdefault(listed, Kept(MOST_KEPT))


def _outcome(book: Book, ref: str, day: date) -> Outcome:
    return listing.offering(book, ref, day).outcome


def _once_listed(book: Book, choice: Choice) -> Iterator[Gone]:
    """The plan in the newest version that had it; nothing where there never was such a plan."""
    try:
        entry = ever_listed(book, choice.ref)
    except Missing:
        return
    later = (dossier for _, dossier in versions.public_versions(book, entry.ref))
    for dossier in reversed((entry.dossier, *later)):
        if name := _name(dossier.plans_of(entry.tier), choice.code):
            yield Gone(choice, entry.provider.name, dossier.offering.name, name)
            return


def _name(plans: tuple[Plan, ...], code: str) -> str:
    return next((plan.name for plan in plans if plan.code == code), "")
