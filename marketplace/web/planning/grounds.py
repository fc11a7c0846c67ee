"""「候補にならない理由」 The first condition that a plan fails, and what is declared instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.desk.planning.planning import Conditions
from marketplace.desk.planning.sifting import Excluded, Ground
from marketplace.domain.tier import Star
from marketplace.web.catalogue.reasons import sizes
from marketplace.web.prefectures import BY_CODE, area

UNDECLARED = "申告なし"


@dataclass(frozen=True, slots=True)
class Why:
    """「理由」 Why a plan takes no part, and what its provider declares."""

    words: str
    declared: str


def why(one: Excluded, on: Conditions, star: Star) -> Why:
    """In words, with the condition that was asked."""
    return _WHY[one.ground](one, on, star)


def _tier(one: Excluded, _on: Conditions, star: Star) -> Why:
    return Why(f"{star.label}に向けた区分ではありません", one.value)


def _sold(one: Excluded, _on: Conditions, _star: Star) -> Why:
    return Why("この台数では売られていません", sizes(one.row))


def _sold_unknown(_one: Excluded, _on: Conditions, _star: Star) -> Why:
    return Why("最小の台数がわからず、買えるかどうかを言えません", UNDECLARED)


def _area(one: Excluded, _on: Conditions, _star: Star) -> Why:
    sold = one.row.listing.entry.dossier.offering.sales.prefectures
    return Why(f"{BY_CODE[one.value]}で売られていません", area(sold or ()))


def _area_unknown(_one: Excluded, _on: Conditions, _star: Star) -> Why:
    return Why("売っている地域がわかりません", UNDECLARED)


def _price_unknown(one: Excluded, _on: Conditions, _star: Star) -> Why:
    return Why("金額のわからない料金があります", "・".join(one.row.breakdown.unknown))


def _term(one: Excluded, on: Conditions, _star: Star) -> Why:
    return Why(f"最低契約が、利用期間の{on.months}か月より長いです", f"{one.value}か月")


def _term_unknown(_one: Excluded, _on: Conditions, _star: Star) -> Why:
    return Why("最低契約の月数がわかりません", UNDECLARED)


def _closes_nothing(_one: Excluded, _on: Conditions, _star: Star) -> Why:
    return Why("残りの評価基準のどれも、全部は受け持ちません", "受け持ちに「全部」なし")


_WHY: dict[Ground, Callable[[Excluded, Conditions, Star], Why]] = {
    Ground.TIER: _tier,
    Ground.SOLD: _sold,
    Ground.SOLD_UNKNOWN: _sold_unknown,
    Ground.AREA: _area,
    Ground.AREA_UNKNOWN: _area_unknown,
    Ground.PRICE_UNKNOWN: _price_unknown,
    Ground.TERM: _term,
    Ground.TERM_UNKNOWN: _term_unknown,
    Ground.CLOSES_NOTHING: _closes_nothing,
}
