"""「案の表」 A plan as CSV: conditions, combinations, every open criterion, what is excluded."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from marketplace.web.comparison.sheet import BOM, safe
from marketplace.web.look import day
from marketplace.web.planning.shown import PlanPage, name

Cells = tuple[str, ...]


def sheet(page: PlanPage) -> bytes:
    """All of the page, for a spreadsheet."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    parts = (_conditions, _combinations, _frontier, _criteria, _excluded)
    writer.writerows(tuple(map(safe, row)) for part in parts for row in part(page))
    return (BOM + out.getvalue()).encode()


def _conditions(page: PlanPage) -> Iterator[Cells]:
    on = page.made.conditions
    wishes = on.wishes
    budget = "なし" if wishes.budget_ex_tax is None else f"{wishes.budget_ex_tax:,}円"
    yield (f"組合せの案（{day(on.day)}現在・本サイト掲載分）",)
    yield (f"{page.wanted.asked}。{page.places}。税抜。補助金は入れていません。",)
    said = f"1社にまとめる: {_yes(wishes.one_provider)}、駆付け: {_yes(wishes.dispatch)}"
    yield (f"{said}、予算: {budget}",)


def _combinations(page: PlanPage) -> Iterator[Cells]:
    yield ("案", "プラン", "事業者", "ふさぐ基準", "期間の合計（円・税抜）", "掲載の根拠")
    for place, one in enumerate(page.made.best, start=1):
        for each, closed in page.parts(one):
            entry = each.row.listing.entry
            cost, basis = str(each.package.cost_ex_tax), each.row.listing.basis.label
            yield str(place), name(each), entry.provider.name, str(len(closed)), cost, basis
        yield str(place), "合計", "", str(len(one.closed)), str(one.cost_ex_tax), ""


def _frontier(page: PlanPage) -> Iterator[Cells]:
    yield ("予算の階段", "組合せ", "", "ふさぐ基準", "期間の合計（円・税抜）", "")
    for place, one in enumerate(page.made.frontier, start=1):
        yield str(place), page.names(one), "", str(len(one.closed)), str(one.cost_ex_tax), ""


def _criteria(page: PlanPage) -> Iterator[Cells]:
    yield ("評価基準", "見出し", "最も安い案では", *map(name, page.columns))
    for one in page.lines:
        yield one.criterion.id, one.criterion.label, one.what_next, *one.cells


def _excluded(page: PlanPage) -> Iterator[Cells]:
    yield ("候補にならないプラン", "事業者", "理由", "申告")
    for one, why in page.reasons:
        entry = one.row.listing.entry
        named = f"{entry.dossier.offering.name}　{one.row.listing.plan.name}"
        yield named, entry.provider.name, why.words, why.declared


def _yes(wish: bool) -> str:  # noqa: FBT001 - one word of a sentence
    return "はい" if wish else "いいえ"
