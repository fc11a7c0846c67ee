"""「出ていない理由」 The first condition that a plan fails, and what is not known, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.desk.catalogue.facets import Facet
from marketplace.desk.catalogue.pricing import CatalogueRow
from marketplace.desk.catalogue.searching import Missed, Unclear
from marketplace.desk.catalogue.wishes import Search
from marketplace.web.catalogue.panel import label
from marketplace.web.prefectures import BY_CODE, area

OPEN = {
    Facet.AREA: "売っている地域か、駆付けの行ける地域の申告がありません",
    Facet.DISPATCH: "駆付けがあるかどうかの申告がありません",
    Facet.WATCH: "監視の方式の申告がありません",
    Facet.SOLD: "最小の台数の申告がありません",
    Facet.TERM: "最低契約の申告がありません",
    Facet.PRICE: "金額のわからない料金があります",
}


@dataclass(frozen=True, slots=True)
class Why:
    """「理由」 The condition that failed, and what is declared instead."""

    words: str
    declared: str


def why(missed: Missed, search: Search) -> Why:
    """Why a plan is not among the results."""
    return _WHY[missed.facet](missed, search)


def open_points(unclear: Unclear) -> str:
    """What would have to be known."""
    return "。".join(OPEN[facet] for facet in unclear.facets) + "。"


def _area(missed: Missed, _search: Search) -> Why:
    sold = missed.row.listing.entry.dossier.offering.sales.prefectures
    return Why(f"{BY_CODE[missed.value]}で売られていません", area(sold or ()))


def _dispatch(missed: Missed, search: Search) -> Why:
    sent = missed.row.listing.entry.dossier.offering.dispatch
    if missed.value:
        where = BY_CODE[missed.value]
        return Why(f"{where}に技術者を派遣していません", area(sent.prefectures or ()))
    asked = "・".join(label(Facet.DISPATCH, value) for value in search.dispatch)
    return Why(f"駆付けが「{asked}」ではありません", "あり" if sent.available else "なし")


def _tier(missed: Missed, search: Search) -> Why:
    asked = "・".join(label(Facet.TIER, value) for value in search.tier)
    return Why(f"区分が{asked}ではありません", missed.row.listing.plan.tier.label)


def _basis(missed: Missed, search: Search) -> Why:
    asked = "・".join(label(Facet.BASIS, value) for value in search.basis)
    return Why(f"{asked}ではありません", missed.row.listing.basis.label)


def _watch(missed: Missed, search: Search) -> Why:
    kind = missed.row.listing.entry.dossier.offering.monitoring.type
    asked = "・".join(label(Facet.WATCH, value) for value in search.watch)
    return Why(f"監視の方式が{asked}ではありません", kind.value if kind else "不明")


def _sold(missed: Missed, _search: Search) -> Why:
    if missed.row.sold:
        return Why("この台数で売られています（売っていないものを探しています）", sizes(missed.row))
    return Why("この台数では売られていません", sizes(missed.row))


def _term(missed: Missed, search: Search) -> Why:
    months = missed.row.listing.plan.term_months
    most = f"{search.term}か月まで" if search.term else "しばりなし"
    return Why(f"最低契約が{months}か月です（{most}）", f"{months}か月")


def _price(missed: Missed, search: Search) -> Why:
    found = missed.row.effective or 0
    return Why(f"実質月額が{found:,}円です（{search.price or 0:,}円まで）", f"{found:,}円")


def sizes(row: CatalogueRow) -> str:
    """「売られている台数」 As declared."""
    plan = row.listing.plan
    least = f"{plan.terminals_min:,}台" if plan.terminals_min is not None else "（最小は不明）"
    most = f"〜{plan.terminals_max:,}台" if plan.terminals_max is not None else "以上"
    return f"端末 {least}{most}・拠点 {plan.networks_min or 1:,}か所以上"


_WHY: dict[Facet, Callable[[Missed, Search], Why]] = {
    Facet.AREA: _area,
    Facet.DISPATCH: _dispatch,
    Facet.TIER: _tier,
    Facet.BASIS: _basis,
    Facet.WATCH: _watch,
    Facet.SOLD: _sold,
    Facet.TERM: _term,
    Facet.PRICE: _price,
}
