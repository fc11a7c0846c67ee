"""「自社の診断の答え」 What the pages of a diagnosis say, for programs."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.domain.assessment import Answer
from marketplace.domain.diagnosis import DiagnosisState
from marketplace.domain.tier import Star
from marketplace.web.api.schemas.said import (
    Said,
    count,
    many,
    maybe_day,
    maybe_text,
    moment,
    one,
    text,
    yes,
)

ANSWERS = validate.OneOf([one.value for one in Answer])


class CountsSchema(Said):
    """「集計」 asked = met + partly + unmet + open; 対象外 stands apart."""

    asked = count("分母。当てはまる評価基準")
    met = count("達成")
    partly = count("一部")
    unmet = count("未達成")
    open = count("未回答")
    not_applicable = count("対象外（分母に入らない）")


class DiagnosisSaidSchema(Said):
    """「診断」 One of the list."""

    ref = text("本サイトの記号")
    url = text("API でのアドレス")
    star = text("★の段階", validate=validate.OneOf([star.tag for star in Star]))
    edition = text("基準の版")
    state = text("状態", validate=validate.OneOf([state.value for state in DiagnosisState]))
    started_at = moment("始めた時")
    finished_on = maybe_day("終えた日")
    total = one(CountsSchema)


class DiagnosesAnswerSchema(Said):
    """「自社の診断」."""

    diagnoses = many(DiagnosisSaidSchema, "新しい順")


class CategorySaidSchema(Said):
    """「分類の集計」."""

    category = text("分類の番号")
    label = text("分類の名前")
    counts = one(CountsSchema)


class DiagnosisAnswerSchema(DiagnosisSaidSchema):
    """「診断の結果（参考）」."""

    previous = maybe_text("はじめに引き継いだ前回の診断の記号")
    categories = many(CategorySaidSchema, "制度の順")
    items_asked = count("当てはまる要求事項")
    items_reached = count("達成した要求事項")
    gaps = many(fields.String(), "残る評価基準の番号")
    page = text("人が読むページ")


class ProfileAnswerSchema(Said):
    """「適用範囲と概要」 The parts are as in docs/assessment.md; what is not there is unknown."""

    ref = text("本サイトの記号")
    version = count("見た版。書き込むとき seen に書く")
    scope = fields.Dict(required=True, metadata={"description": "適用範囲"})
    profile = fields.Dict(required=True, metadata={"description": "会社の概要と対策"})
    facts = fields.Dict(required=True, metadata={"description": "自社の事実"})


class ReplySaidSchema(Said):
    """「一つの回答」."""

    criterion = text("評価基準の番号")
    answer = text("書かれた答え", validate=ANSWERS)
    counted = text("数えるときの答え。会社の概要で対象外になることがある", validate=ANSWERS)
    reason = maybe_text("対象外の理由")
    note = maybe_text("メモ")
    evidence = maybe_text("証拠")
    owner = maybe_text("担当")
    due = maybe_day("期日")
    checked_on = maybe_day("証拠を確かめた日")
    wholesale = yes("まとめて回答したか")
    version = count("見た版。書き込むとき seen に書く。0 はまだ回答がない")
    by = maybe_text("答えた人")
    at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "答えた時（UTC）"}
    )


class AnswersAnswerSchema(Said):
    """「回答の一覧」 Every criterion of the star."""

    ref = text("本サイトの記号")
    replies = many(ReplySaidSchema, "制度の順")
