"""「探しかたの読み書き」 A search as an address spells it: short names, repeated at will."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from marketplace.desk.catalogue.facets import VALUES, Facet
from marketplace.desk.catalogue.wishes import MOST_YEN, Search
from marketplace.desk.order import MOST_MONTHS
from marketplace.web import sizing
from marketplace.web.fields import Fields, digits
from marketplace.web.sizing import Asked

LEGENDS = {
    Facet.AREA: "使える地域",
    Facet.DISPATCH: "駆付け（技術者の派遣）",
    Facet.TIER: "区分",
    Facet.BASIS: "掲載の根拠",
    Facet.WATCH: "監視の方式",
    Facet.SOLD: "御社の台数",
    Facet.TERM: "最低契約",
    Facet.PRICE: "実質月額（税抜）",
}
CARDS, TABLE, MISSING = "", "table", "missing"
SORTS = ("", "monthly", "initial", "term", "name")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """「探しかた」 A search, and in which form and order its result is shown."""

    asked: Asked
    search: Search
    view: str = CARDS
    sort: str = ""
    page: int = 1

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What the address says: the size, then the conditions."""
        return (*self.size_pairs, *self.conditions)

    @property
    def size_pairs(self) -> tuple[Pair, ...]:
        """The size and months, where the visitor stated them."""
        return tuple((name, str(value)) for name, value in self.asked.query.items())

    @property
    def conditions(self) -> tuple[Pair, ...]:
        """Every condition as a name and a value."""
        search = self.search
        return tuple((f.value, value) for f in search.conditions for value in search.of(f))

    @property
    def forms(self) -> tuple[Pair, ...]:
        """The form and order of the result, where it is not the usual one."""
        said = (("view", self.view), ("sort", self.sort))
        return tuple((name, value) for name, value in said if value)

    def address(self, *more: Pair, without: Iterable[Pair] = ()) -> str:
        """The same question with some pairs more or less, from its first page."""
        less = set(without)
        kept = (pair for pair in self.pairs if pair not in less)
        return spelt((*kept, *(pair for pair in more if pair[1])))


def spelt(pairs: Iterable[Pair]) -> str:
    """The address of a catalogue."""
    query = urlencode(tuple(pairs))
    path = url_for("public.catalogue")
    return f"{path}?{query}" if query else path


def cleared(wanted: Wanted) -> str:
    """The address without any condition."""
    return spelt((*wanted.size_pairs, *wanted.forms))


def wanted() -> Wanted:
    """What the address of this request asks for; bad values are named beside their field."""
    fields = Fields(request.args)
    chosen = {facet.value: _chosen(fields, facet) for facet in VALUES}
    term = _number(fields, Facet.TERM, MOST_MONTHS)
    price = _number(fields, Facet.PRICE, MOST_YEN)
    asked = sizing.asked(fields)
    search = Search(asked.size, asked.months, **chosen, term=term, price=price)
    view, sort = request.args.get("view", CARDS), request.args.get("sort", "")
    return Wanted(
        asked,
        search,
        view if view in (TABLE, MISSING) else CARDS,
        sort if sort in SORTS else "",
        max(digits(request.args.get("page", "1")) or 1, 1),
    )


def _chosen(fields: Fields, facet: Facet) -> tuple[str, ...]:
    entered = dict.fromkeys(request.args.getlist(facet.value))
    for value in (value for value in entered if value and value not in VALUES[facet]):
        words = f"この中から選んでください（入力: {value[:20]}）"
        fields.fault(facet.value, LEGENDS[facet], words)
    return tuple(value for value in entered if value in VALUES[facet])


def _number(fields: Fields, facet: Facet, most: int) -> int | None:
    """A number; an empty field asks for nothing."""
    if not fields.text(facet.value):
        return None
    before = len(fields.faults)
    found = fields.whole(facet.value, LEGENDS[facet], (0, most))
    return found if len(fields.faults) == before else None
