"""「しぼり込みの欄」 The values of every facet with their counts, and the conditions chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from flask import render_template
from markupsafe import Markup

from marketplace.desk.catalogue.facets import KINDS, UNKNOWN, Facet
from marketplace.desk.catalogue.index import Catalogue, Kept
from marketplace.desk.catalogue.searching import Found
from marketplace.desk.catalogue.splitting import Counted
from marketplace.domain.certificate import ListingBasis
from marketplace.domain.tier import TIERS
from marketplace.web.catalogue.asking import LEGENDS, Pair, Wanted, cleared
from marketplace.web.language import language
from marketplace.web.prefectures import BY_CODE

WORDS: dict[Facet, dict[str, str]] = {
    Facet.AREA: BY_CODE,
    Facet.DISPATCH: {"yes": "あり", "no": "なし"},
    Facet.TIER: {tag: tier.label for tag, tier in TIERS.items()},
    Facet.BASIS: {basis.value: basis.label for basis in ListingBasis},
    Facet.WATCH: {value: kind.value for kind, value in KINDS.items()},
    Facet.SOLD: {"yes": "売っているものだけ", "no": "売っていないもの"},
}
SHORT = {
    Facet.AREA: "地域",
    Facet.DISPATCH: "駆付け",
    Facet.WATCH: "監視",
    Facet.SOLD: "この台数で",
    Facet.TERM: "最低契約",
    Facet.PRICE: "実質月額",
}
"""Before the value in a chip; the other values say it themselves."""


_KEPT: WeakKeyDictionary[Catalogue, Kept] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Option:
    """「値の欄」 One value as people read it."""

    value: str
    label: str
    count: int
    chosen: bool

    @property
    def dead(self) -> bool:
        """Whether choosing it would find nothing."""
        return not self.count and not self.chosen


@dataclass(frozen=True, slots=True)
class Group:
    """「項目の欄」 One facet with its values."""

    name: str
    legend: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> bool:
        """Whether one of its values is asked for."""
        return any(option.chosen for option in self.options)

    def first(self, mine: tuple[str, ...]) -> tuple[Option, ...]:
        """The values asked for, and those of the visitor's own company."""
        return tuple(one for one in self.options if one.chosen or one.value in mine)

    def rest(self, mine: tuple[str, ...]) -> tuple[Option, ...]:
        """The other values."""
        return tuple(one for one in self.options if not one.chosen and one.value not in mine)

    @property
    def known(self) -> tuple[Option, ...]:
        """The values without 不明."""
        return tuple(one for one in self.options if one.value != UNKNOWN)

    @property
    def unknown(self) -> int:
        """Of how many the value is not known."""
        return next((one.count for one in self.options if one.value == UNKNOWN), 0)


@dataclass(frozen=True, slots=True)
class Chip:
    """「選んだ条件」 A condition in words, and the address without it."""

    words: str
    address: str


def drawn(found: Found, wanted: Wanted) -> Markup:
    """The whole panel; kept with the list, but where it shows what was refused."""
    if not wanted.asked.fine:
        return _drawn(found, wanted)
    kept = _KEPT.setdefault(found.listed, Kept())
    key = (language(), replace(wanted, page=1))
    panel: Markup = kept.of(key, lambda: _drawn(found, wanted))
    return panel


def _drawn(found: Found, wanted: Wanted) -> Markup:
    return Markup(  # noqa: S704 - it is a template of ours, escaped as any other
        render_template(
            "public/catalogue/filters.html",
            asked=wanted.asked,
            wanted=wanted,
            groups=groups(found),
            chips=chips(wanted),
            cleared=cleared(wanted),
        )
    )


def groups(found: Found) -> dict[str, Group]:
    """Every facet by its name; an unknown value only where something has it."""
    return {facet.value: _group(facet, counted) for facet, counted in found.facets.items()}


def chips(wanted: Wanted) -> tuple[Chip, ...]:
    """What is asked for, each condition with the way to take it back."""
    return tuple(_chip(wanted, pair) for pair in wanted.conditions)


def label(facet: Facet, value: str) -> str:
    """A value as people read it."""
    if value == UNKNOWN:
        return "不明"
    if facet is Facet.TERM:
        return "しばりなし" if value == "0" else f"{int(value):,}か月まで"
    if facet is Facet.PRICE:
        return f"{int(value):,}円まで"
    return WORDS[facet][value]


def _group(facet: Facet, counted: tuple[Counted, ...]) -> Group:
    return Group(facet.value, LEGENDS[facet], tuple(_options(facet, counted)))


def _options(facet: Facet, counted: tuple[Counted, ...]) -> Iterator[Option]:
    for one in counted:
        if one.value != UNKNOWN or one.count or one.chosen:
            yield Option(one.value, label(facet, one.value), one.count, one.chosen)


def _chip(wanted: Wanted, pair: Pair) -> Chip:
    facet, value = Facet(pair[0]), pair[1]
    words = label(facet, value)
    if facet in SHORT:
        words = f"{SHORT[facet]}：{words}"
    return Chip(words, wanted.address(*wanted.forms, without=(pair,)))
