"""「サービスの答え」 What a listed offering declares, what it costs, and what was found."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from marketplace.codec import service
from marketplace.codec.price import PlanSchema
from marketplace.domain.certificate import ListingBasis
from marketplace.domain.offering import EvidenceKind, Extent, Means
from marketplace.domain.verdict import Force, Grade, Reason
from marketplace.web.api.schemas.listed import (
    BASIS,
    JudgedSchema,
    OfferingLinkSchema,
    PaperLinkSchema,
    ProviderSaidSchema,
    TierSaidSchema,
    TrialSaidSchema,
    UnderSchema,
)
from marketplace.web.api.schemas.said import (
    Said,
    many,
    maybe_day,
    maybe_text,
    moment,
    on_day,
    one,
    text,
    yes,
)

KINDS = {kind.name.lower(): kind for kind in EvidenceKind}


class PublicClassOneSchema(service.ClassOneSchema):
    """「1類の登録と供給」 Without the customers, who are for the examiner's eyes only."""

    class Meta(service.ClassOneSchema.Meta):
        """Left out here, so that no answer can hold them."""

        exclude = ("customers",)


def part(schema: type[Schema]) -> fields.Nested:
    """A part of the service; a part of which nothing is declared is not there."""
    return fields.Nested(schema)


class DeclaredSchema(Said):
    """「申告」 In the format of the manifest: what is not there was not declared and is 不明."""

    summary = text("紹介文")
    source = text("申告の出所")
    as_of = on_day("いつの時点の申告か")
    desk = part(service.DeskSchema)
    monitoring = part(service.MonitoringSchema)
    dispatch = part(service.DispatchSchema)
    sales = part(service.SalesSchema)
    onboarding = part(service.OnboardingSchema)
    explained = part(service.ExplainedSchema)
    insurance = part(service.InsuranceSchema)
    terms = part(service.TermsSchema)
    data_use = part(service.DataUseSchema)
    assurance = part(service.AssuranceSchema)
    consulting = part(service.ConsultingSchema)
    class1 = part(PublicClassOneSchema)
    parties = fields.List(fields.Nested(service.PartySchema))


class EvidenceSaidSchema(Said):
    """「証跡」."""

    kind = text("強さ", validate=validate.OneOf(list(KINDS)))
    label = text("強さの読み名")
    title = text("題名")
    issued = on_day("発行日")
    lapses = maybe_day("効き目のある最後の日。null は期限がないことを表します。")


class CoveredSchema(Said):
    """「充足」."""

    criterion = text("SCS の評価基準の番号")
    means = text("だれの手段か", validate=validate.OneOf([one.value for one in Means]))
    extent = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf([one.value for one in Extent]),
        metadata={"description": "full だけが基準をふさぎます。null は会社が自分で行います。"},
    )


class VersionSchema(Said):
    """「掲載の版」."""

    since = moment("いつから")
    digest = text("申告の指紋（SHA-256）")
    changed = many(text("一つの変更"), "変わったこと")


class OfferingAnswerSchema(Said):
    """「サービス」."""

    day = on_day("どの日の掲載か")
    offering = one(OfferingLinkSchema)
    provider = one(ProviderSaidSchema)
    tier = one(TierSaidSchema)
    basis = text(BASIS, validate=validate.OneOf(list(ListingBasis)))
    certificate = one(PaperLinkSchema, allow_none=True)
    trial = one(TrialSaidSchema, allow_none=True)
    declared = one(DeclaredSchema)
    plans = many(PlanSchema, "料金プランと料金の要素（マニフェストと同じ書式）")
    coverage = many(CoveredSchema, "SCS の評価基準のうち、この区分がふさぐもの")
    evidence = many(EvidenceSaidSchema, "証跡")
    versions = many(VersionSchema, "内容と料金の履歴。新しい順")


class WhySchema(Said):
    """「要確認の理由」."""

    code = text("符号", validate=validate.OneOf([one.value for one in Reason]))
    label = text("読み名")


class DecidedSchema(Said):
    """「決めた者」."""

    by = text("だれが", validate=validate.OneOf(["machine", "examiner"]))
    confirmed = yes("原文照合ずみの条項か")
    on = maybe_day("審査員が決めた日")
    reason = maybe_text("審査員の理由")


class FindingSchema(Said):
    """「所見」."""

    key = text("条項の番号")
    title = text("条項の題")
    url = text("条項のアドレス")
    verdict = one(JudgedSchema)
    reason = one(WhySchema, allow_none=True)
    force = text("効力", validate=validate.OneOf([one.value for one in Force]))
    grade = text("原文の確かさ", validate=validate.OneOf([one.value for one in Grade]))
    guidance = yes("手引きから引いた条項か")
    plan = maybe_text("どのプランについての所見か")
    sentence = text("基準の文")
    seen = maybe_text("見た値。null は不明です。")
    wanted = text("求める値")
    evidence_needed = text("求める証跡の強さ", validate=validate.OneOf(list(KINDS)))
    evidence = many(EvidenceSaidSchema, "申告を裏づける証跡")
    decided = one(DecidedSchema)
    source = text("出典")


class ReportAnswerSchema(Said):
    """「適合確認の結果」."""

    offering = one(OfferingLinkSchema)
    tier = one(TierSaidSchema)
    basis = text(BASIS, validate=validate.OneOf(list(ListingBasis)))
    edition = one(UnderSchema)
    day = on_day("確かめた日")
    verdict = one(JudgedSchema)
    dossier_digest = text("申告の指紋（SHA-256）")
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "判定ごとの条項の数"},
    )
    clauses = many(FindingSchema, "条項ごとの所見。基準の文の順")
