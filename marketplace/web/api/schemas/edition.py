"""「基準の答え」 Editions, their events, and their clauses as written."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Force, Grade, Verdict
from marketplace.web.api.schemas.listed import URL
from marketplace.web.api.schemas.offering import KINDS
from marketplace.web.api.schemas.said import (
    Said,
    count,
    many,
    maybe_text,
    on_day,
    one,
    text,
    yes,
)

STATES = ("draft", "consultation", "in_force", "superseded")


class EventSchema(Said):
    """「版の出来事」."""

    at = on_day("いつから")
    state = text("状態", validate=validate.OneOf(STATES))
    label = text("状態の読み名")
    revision = count("改訂の番号")
    digest = text("版の指紋（SHA-256）")
    reason = text("理由")


class GradesSchema(Said):
    """「原文の確かさごとの条項の数」."""

    V = count("公式の文を見た")
    P = count("報道・写し")
    R = count("原文は未見")
    A = count("仮の置きかた")


class EditionSchema(Said):
    """「版」."""

    slug = text("版の名前")
    name = text("読み名")
    state = text("状態", validate=validate.OneOf(STATES))
    label = text("状態の読み名")
    since = on_day("その状態になった日")
    revision = count("改訂の番号")
    digest = text("版の指紋（SHA-256）")
    clauses = count("条項の数")
    grades = one(GradesSchema)
    confirmed = count("原文照合ずみの条項の数")
    url = text(URL)
    clauses_url = text("条項の一覧のアドレス")
    page = text("人が読むページ")


class EditionsAnswerSchema(Said):
    """「基準の版の一覧」."""

    day = on_day("どの日の状態か")
    editions = many(EditionSchema, "施行中のものが先")


class EditionAnswerSchema(EditionSchema):
    """「一つの版」."""

    events = many(EventSchema, "これまでの出来事。古い順")


class FactSchema(Said):
    """「申告事実」."""

    name = text("名前")
    label = text("読み名")
    path = text("マニフェストでの場所")
    question = text("提供事業者への問い")


class ConfirmedSchema(Said):
    """「原文照合」."""

    on = on_day("照合した日")
    document = text("文書")
    official_number = text("原文の番号")
    page = text("ページ")


class ClauseSchema(Said):
    """「条項」."""

    key = text("番号")
    title = text("題")
    rule = text("どの規則の下にあるか")
    steps = many(text("一文"), "文。前提・もし・ならば の順")
    sentence = text("義務の文（ならば）")
    tiers = many(text("札", validate=validate.OneOf(list(TIERS))), "当てはまるサービス区分")
    force = text("効力", validate=validate.OneOf([one.value for one in Force]))
    grade = text("原文の確かさ", validate=validate.OneOf([one.value for one in Grade]))
    guidance = yes("手引きから引いた条項か")
    person = yes("審査員が確かめる条項か")
    evidence_needed = text("求める証跡の強さ", validate=validate.OneOf(list(KINDS)))
    source = text("出典")
    interpretation = maybe_text("解釈")
    facts = many(FactSchema, "聞くこと")
    verdicts = many(
        text("判定", validate=validate.OneOf([one.value for one in Verdict])), "出うる判定"
    )
    digest = text("条項の指紋（SHA-256）")
    confirmed = fields.Nested(ConfirmedSchema, required=True, allow_none=True)
    url = text(URL)


class ClausesAnswerSchema(Said):
    """「条項の一覧」."""

    edition = text("版の名前")
    revision = count("改訂の番号")
    digest = text("版の指紋（SHA-256）")
    clauses = many(ClauseSchema, "文の順")


class ClauseAnswerSchema(ClauseSchema):
    """「一つの条項」."""

    edition = text("版の名前")
    revision = count("改訂の番号")
