"""「掲載の一覧」 The same search as on the page, with its figures."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response

from marketplace.desk.catalogue.facets import Facet
from marketplace.desk.catalogue.pricing import CatalogueRow
from marketplace.desk.catalogue.searching import Found, Missed, Unclear, search
from marketplace.desk.catalogue.wishes import Search
from marketplace.store import Book
from marketplace.web import visit
from marketplace.web.api import listed
from marketplace.web.api.answers import of_catalogue
from marketplace.web.api.door import v1
from marketplace.web.api.schemas.catalogue import CatalogueQuerySchema, CatalogueSchema
from marketplace.web.catalogue.asking import LEGENDS
from marketplace.web.catalogue.panel import label

ROWS = 50
SCOPE = "本サイト掲載分。税抜。補助金なし。断れる料金と都度の料金は入れていません。"
ORDER = (
    "期間の合計の小さい順。同じときは、事業者名の読みの順、次にプランの符号の順。"
    "金額がわからないもの、この台数で売られていないもの、条件に合うかわからないものは、"
    "順番の外に分けます。広告・紹介料・保険では、順番は変わりません。"
)
GROUPS = ("known", "unpriced", "unsold", "unclear", "missed")

Json = dict[str, Any]


@v1.told(
    "/catalogue",
    CatalogueSchema,
    "掲載中のサービスを、自社の台数での料金と一緒に読む",
    CatalogueQuerySchema(),
)
def catalogue(asked: tuple[Search, int]) -> Response:
    """「一覧」 What is listed, for a size, with the count of every condition."""
    return of_catalogue(lambda book: _catalogue(book, *asked))


def _catalogue(book: Book, wanted: Search, page: int) -> Json:
    found = search(book, visit.today(), wanted)
    counts = {name: len(getattr(found, name)) for name in GROUPS}
    return {
        "day": visit.today().isoformat(),
        "scope": SCOPE,
        "asked": _asked(wanted),
        "order": ORDER,
        "counts": counts,
        "facets": [_facet(found, facet) for facet in Facet],
        "page": _page(wanted, page, sum(counts.values())),
        **_rows(found, (page - 1) * ROWS),
    }


def _rows(found: Found, first: int) -> Json:
    """The groups one after another, of which a page shows so many rows."""
    rows: Json = {}
    left = ROWS
    for name in GROUPS:
        group = getattr(found, name)
        shown = group[first : first + left]
        rows[name] = [_SPELT[name](one) for one in shown]
        left -= len(shown)
        first = max(first - len(group), 0)
    return rows


def _asked(wanted: Search) -> Json:
    size = wanted.size
    named = {"pcs": size.pcs, "servers": size.servers, "networks": size.networks}
    return named | {"months": wanted.months} | {f.value: getattr(wanted, f.value) for f in Facet}


def _facet(found: Found, facet: Facet) -> Json:
    values = (
        {
            "value": one.value,
            "label": label(facet, one.value),
            "count": one.count,
            "chosen": one.chosen,
        }
        for one in found.facets[facet]
    )
    return {"name": facet.value, "label": LEGENDS[facet], "values": list(values)}


def _page(wanted: Search, number: int, rows: int) -> Json:
    last = max(-(-rows // ROWS), 1)
    return {
        "number": number,
        "of": last,
        "size": ROWS,
        "previous": _address(wanted, min(number - 1, last)) if number > 1 else None,
        "next": _address(wanted, number + 1) if number < last else None,
    }


def _address(wanted: Search, page: int) -> str:
    query = {name: value for name, value in _asked(wanted).items() if value not in (None, ())}
    return f"/api/v1/catalogue?{urlencode(query | {'page': page}, doseq=True)}"


def _row(row: CatalogueRow) -> Json:
    entry, plan = row.listing.entry, row.listing.plan
    declared = entry.dossier.offering
    return {
        "offering": listed.offering(entry),
        "provider": listed.provider(entry.provider),
        "plan": listed.plan(plan),
        "tier": listed.tier(entry.tier),
        **listed.entitled(entry),
        "monitoring": declared.monitoring.type,
        "dispatch": declared.dispatch.available,
        "sold": row.sold,
        "cost": listed.cost(row.breakdown),
    }


def _unclear(one: Unclear) -> Json:
    return _row(one.row) | {"not_declared": [facet.value for facet in one.facets]}


def _missed(one: Missed) -> Json:
    listing = one.row.listing
    return {
        "offering": listed.offering(listing.entry),
        "plan": listing.plan.code,
        "failed": one.facet.value,
        "value": one.value or None,
    }


_SPELT: dict[str, Any] = {
    "known": _row,
    "unpriced": _row,
    "unsold": _row,
    "unclear": _unclear,
    "missed": _missed,
}
