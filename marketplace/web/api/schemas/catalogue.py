"""「一覧の問いと答え」 What may be asked of the catalogue, and what it answers."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from marketplace.desk.catalogue.facets import VALUES, Facet
from marketplace.desk.catalogue.wishes import MOST_YEN, Search
from marketplace.desk.order import MOST_MONTHS
from marketplace.domain.price import Size
from marketplace.web import sizing
from marketplace.web.api.reading import JsonInteger, limits
from marketplace.web.api.schemas.listed import ListedSchema, OfferingLinkSchema, SizeSchema
from marketplace.web.api.schemas.said import (
    Said,
    count,
    many,
    maybe_count,
    maybe_text,
    on_day,
    one,
    text,
    yes,
)

MOST_PAGES = 1_000
FACETS = [facet.value for facet in Facet]
ONE_OF = "次のどれかを書いてください（{choices}）"
LABELS = {
    Facet.AREA: "自社の拠点がある都道府県（JIS X 0401 の番号。すべての拠点に届くもの）",
    Facet.DISPATCH: "駆付けの有無",
    Facet.TIER: "サービス区分",
    Facet.BASIS: "掲載の区分",
    Facet.WATCH: "監視の方式",
    Facet.SOLD: "この台数で売られているか",
    Facet.TERM: "最低契約期間の上限（か月）",
    Facet.PRICE: "実質月額の上限（円・税抜）",
}


def number(label: str, least: int, most: int, usual: int | None = None) -> JsonInteger:
    """A whole number of the query; left out, it is the usual one."""
    within = validate.Range(least, most, error=limits(least, most))
    said = {"description": label}
    if usual is None:
        return JsonInteger(validate=within, metadata=said)
    return JsonInteger(load_default=usual, validate=within, metadata=said)


def sized(name: str) -> JsonInteger:
    """One number of the company's size, under the limits of the page."""
    label, (least, most) = sizing.LIMITS[name]
    return number(label, least, most, getattr(sizing.EXAMPLE, name, sizing.MONTHS))


def words(facet: Facet) -> fields.List[Any]:
    """Any of the values of a facet; the parameter may stand again for each."""
    item = fields.String(validate=validate.OneOf(VALUES[facet], error=ONE_OF))
    once = validate.Length(max=len(VALUES[facet]), error="多すぎます")
    return fields.List(item, validate=once, metadata={"description": LABELS[facet]})


class CatalogueQuerySchema(Said):
    """「一覧の問い」 The same as the page asks."""

    pcs = sized("pcs")
    servers = sized("servers")
    networks = sized("networks")
    months = sized("months")
    area = words(Facet.AREA)
    dispatch = words(Facet.DISPATCH)
    tier = words(Facet.TIER)
    basis = words(Facet.BASIS)
    watch = words(Facet.WATCH)
    sold = words(Facet.SOLD)
    term = number(LABELS[Facet.TERM], 0, MOST_MONTHS)
    price = number(LABELS[Facet.PRICE], 0, MOST_YEN)
    page = number("何ページ目か", 1, MOST_PAGES, 1)

    @validates_schema
    def protected(self, data: dict[str, Any], **_: Any) -> None:
        """There is something to protect, as on the page."""
        if not data["pcs"] + data["servers"]:
            raise ValidationError(sizing.NOTHING, "pcs")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> tuple[Search, int]:
        """A search, and which page of it; what is said twice counts once."""
        size = Size(data["pcs"], data["servers"], data["networks"])
        said = ((name, data[name]) for name in FACETS if name in data)
        once: dict[str, Any] = {name: _once(value) for name, value in said}
        return Search(size, data["months"], **once), data["page"]


def _once(value: Any) -> Any:
    return tuple(dict.fromkeys(value)) if isinstance(value, list) else value


class CountsSchema(Said):
    """「件数」."""

    known = count("条件に合い、この台数で金額がわかるもの")
    unpriced = count("条件に合い、この台数で売られ、金額がわからないもの")
    unsold = count("条件に合い、この台数では売られていないもの")
    unclear = count("申告がなく、条件に合うかわからないもの")
    missed = count("条件に合わないもの")


class ValueSchema(Said):
    """「値と件数」."""

    value = text("値")
    label = text("読み名")
    count = count("ほかの項目の条件に合う掲載のうち、この値のものの数")
    chosen = yes("いま選ばれているか")


class FacetSchema(Said):
    """「しぼり込みの項目」."""

    name = text("項目", validate=validate.OneOf(FACETS))
    label = text("読み名")
    values = many(ValueSchema, "値と件数")


class PageSchema(Said):
    """「ページ」 Known first, then unpriced, unsold, unclear, missed."""

    number = count("いまのページ")
    of = count("ページの数")
    size = count("1ページの行の数")
    previous = maybe_text("前のページのアドレス")
    next = maybe_text("次のページのアドレス")


class UnclearSchema(ListedSchema):
    """「わからないもの」."""

    not_declared = many(text("項目", validate=validate.OneOf(FACETS)), "申告のない項目")


class MissedSchema(Said):
    """「外れたもの」."""

    offering = one(OfferingLinkSchema)
    plan = text("プランの符号")
    failed = text("合わない条件のうち、はじめのもの", validate=validate.OneOf(FACETS))
    value = maybe_text("都道府県の番号。そこで売られていないか、そこに駆付けが届きません。")


class AskedSchema(SizeSchema):
    """「探しかた」 As it was understood."""

    area = many(fields.String(), "選んだ値")
    dispatch = many(fields.String(), "選んだ値")
    tier = many(fields.String(), "選んだ値")
    basis = many(fields.String(), "選んだ値")
    watch = many(fields.String(), "選んだ値")
    sold = many(fields.String(), "選んだ値")
    term = maybe_count(LABELS[Facet.TERM])
    price = maybe_count(LABELS[Facet.PRICE])


class CatalogueSchema(Said):
    """「掲載の一覧」."""

    day = on_day("どの日の掲載か")
    scope = text("合計が何についてのものか")
    asked = one(AskedSchema)
    order = text("並び順の説明")
    counts = one(CountsSchema)
    facets = many(FacetSchema, "しぼり込みの項目")
    page = one(PageSchema)
    known = many(ListedSchema, "金額がわかるもの。期間の合計の小さい順")
    unpriced = many(ListedSchema, "金額がわからないもの。順番の外")
    unsold = many(ListedSchema, "この台数では売られていないもの")
    unclear = many(UnclearSchema, "条件に合うかわからないもの")
    missed = many(MissedSchema, "条件に合わないものと、その理由")
