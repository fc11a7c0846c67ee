"""「掲載の形」 Parts that several answers share: who, which tier, which paper, what it costs."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.domain.certificate import ListingBasis
from marketplace.domain.price import Basis, Period
from marketplace.domain.service import MonitoringType
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Verdict
from marketplace.web.api.schemas.said import (
    Said,
    count,
    many,
    maybe_count,
    on_day,
    one,
    text,
    yen,
    yes,
)

REF = "本サイトの記号"
BASIS = "掲載のよりどころ。certificate は適合確認書、trial は案の基準による参考掲載です。"
URL = "API でのアドレス"


class ProviderSaidSchema(Said):
    """「提供事業者」."""

    code = text("提供事業者の符号")
    name = text("名前")
    fictional = yes("架空の会社かどうか")


class TierSaidSchema(Said):
    """「サービス区分」."""

    tag = text("基準の文での札", validate=validate.OneOf(list(TIERS)))
    label = text("読み名")


class PaperLinkSchema(Said):
    """「適合確認書」."""

    ref = text(REF)
    number = text("番号")
    valid_until = on_day("有効期間の最後の日")
    url = text(URL)


class UnderSchema(Said):
    """「どの版で」."""

    slug = text("版の名前")
    revision = count("改訂の番号")
    digest = text("版の指紋（SHA-256）")
    url = text("版のアドレス")


class JudgedSchema(Said):
    """「判定」."""

    code = text("符号", validate=validate.OneOf([one.value for one in Verdict]))
    label = text("読み名")


class TrialSaidSchema(Said):
    """「参考掲載」."""

    ref = text(REF)
    edition = one(UnderSchema)
    verdict = one(JudgedSchema)
    since = on_day("掲載の最初の日")
    until = on_day("掲載の最後の日。案の文が変わるか、基準が施行されると、その前に終わります。")
    words = text("参考掲載に必ず添える言葉")


class OfferingLinkSchema(Said):
    """「サービス」."""

    ref = text(REF)
    code = text("提供事業者が付けた符号")
    name = text("名前")
    url = text(URL)
    report = text("適合確認の結果のアドレス")
    page = text("人が読むページ")


class PlanLinkSchema(Said):
    """「料金プラン」."""

    code = text("プランの符号")
    name = text("名前")
    term_months = maybe_count("最低契約期間（か月）。null は不明です。")
    terminals_min = maybe_count("売られる台数の下限。null は申告がないことを表します。")
    terminals_max = maybe_count("売られる台数の上限。null は申告がないことを表します。")
    networks_min = maybe_count("売られる拠点の下限。null は申告がないことを表します。")


class ChargeSchema(Said):
    """「内訳の行」."""

    name = text("料金の名前")
    basis = text("数え方", validate=validate.OneOf([one.value for one in Basis]))
    quantity = count("数")
    unit_ex_tax = fields.Integer(required=True, metadata={"description": "単価（円・税抜）"})
    amount_ex_tax = fields.Integer(required=True, metadata={"description": "数 × 単価"})
    period = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf([one.value for one in Period]),
        metadata={"description": "支払いの単位。null は1回だけ払うことを表します。"},
    )
    first_month = count("かかり始める月（1から）")
    last_month = maybe_count("かかる最後の月。null は終わりがないことを表します。")
    prepay_months = maybe_count("まとめて前払いする月数")
    payments = count("期間のうちに払う回数。合計は、額 × 回数 の和です。")


class CostSchema(Said):
    """「費用の内訳」."""

    months = count("何か月分か")
    charges = many(ChargeSchema, "断れない料金の行")
    not_known = many(text("料金の名前"), "金額がわからない料金。一つでもあれば、合計は null です。")
    each_time = many(text("料金の名前"), "起きたときだけ払う料金。合計に入れていません。")
    monthly_ex_tax = yen("いちばん高い月の月額")
    yearly_ex_tax = yen("年額")
    one_time_ex_tax = yen("初期費用")
    total_ex_tax = yen("期間の合計")
    effective_monthly_ex_tax = yen("実質月額（合計を月数で割り、1円未満を切り上げ）")


class ListedSchema(Said):
    """「掲載の行」."""

    offering = one(OfferingLinkSchema)
    provider = one(ProviderSaidSchema)
    plan = one(PlanLinkSchema)
    tier = one(TierSaidSchema)
    basis = text(BASIS, validate=validate.OneOf(list(ListingBasis)))
    certificate = one(PaperLinkSchema, allow_none=True)
    trial = one(TrialSaidSchema, allow_none=True)
    monitoring = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf([one.value for one in MonitoringType]),
        metadata={"description": "監視の方式。null は不明です。"},
    )
    dispatch = yes("駆付けがあるか。null は不明です。", allow_none=True)
    sold = yes("この台数で売られているか")
    cost = one(CostSchema)


class SizeSchema(Said):
    """「会社の規模と期間」."""

    pcs = count("PC の台数")
    servers = count("サーバーの台数")
    networks = count("拠点の数")
    months = count("利用期間（か月）")
