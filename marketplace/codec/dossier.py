"""「申請書一式の書式」 The manifest format: one document declares one offering.

``read_dossier`` takes bytes (YAML or JSON), ``load_dossier`` plain values; both raise ``BadInput``.
The format is described for providers in ``docs/manifest.md``.
"""

from __future__ import annotations

from itertools import chain
from typing import Any, cast

from marshmallow import ValidationError, post_dump, post_load, validates_schema

from marketplace.codec import service
from marketplace.codec.fields import (
    Choice,
    Day,
    Text,
    Tuple,
    choice_of,
    code,
    sha256,
    words_of,
)
from marketplace.codec.price import PlanSchema
from marketplace.codec.schema import Noun, load, nested
from marketplace.codec.text import Plain, Source, parse
from marketplace.domain.offering import (
    Coverage,
    Dossier,
    Evidence,
    EvidenceKind,
    Extent,
    Means,
    Offering,
    Provider,
)
from marketplace.domain.tier import TIERS

PARTS = (
    "desk",
    "monitoring",
    "dispatch",
    "sales",
    "diagnosis",
    "support",
    "onboarding",
    "explained",
    "insurance",
    "terms",
    "data_use",
    "assurance",
    "consulting",
    "class1",
    "parties",
    "plans",
)
"""The parts of an offering that stand beside it in the document."""

FORMAT = "otasuke-manifest/1"
MOST_CRITERIA = 200
MOST_COVERAGE = 1000


class ProviderSchema(Noun):
    """「提供事業者」."""

    makes = Provider
    code = code(required=True)
    name = Text(required=True)


class OfferingSchema(Noun):
    """「お助け隊サービス」 The offering's own line; its parts stand beside it in the document."""

    code = code(required=True)
    name = Text(required=True, most=60)
    summary = Text(required=True, most=300)
    source = Text(required=True)
    as_of = Day(required=True)


class Criteria(Text):
    """「評価基準の番号」 One number, or the list of those that are met alike."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            return (super()._deserialize(value, attr, data, **kwargs),)
        listed = Tuple(Text(most=self.most), most=MOST_CRITERIA, least=1, once=True)
        return listed.deserialize(value, attr, data)


class CoverageSchema(Noun):
    """「充足」 Loads into one row a criterion."""

    makes = Coverage
    tier = Choice(TIERS, required=True)
    criterion = Criteria(required=True, most=20)
    means = choice_of(Means, required=True)
    extent = choice_of(Extent)

    @validates_schema
    def whole(self, data: dict[str, Any], **_: Any) -> None:
        """What the company does itself has no extent; everything else has one."""
        if (data.get("means") is Means.SELF) == ("extent" in data):
            raise ValidationError("tool と human には書き、self には書きません。", "extent")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> tuple[Coverage, ...]:
        """Give each number its own row."""
        return tuple(Coverage(**data | {"criterion": one}) for one in data["criterion"])


class EvidenceSchema(Noun):
    """「証跡」."""

    makes = Evidence
    facts = Tuple(Text(most=60), required=True, most=50, least=1)
    kind = words_of(EvidenceKind, lambda kind: kind.name.lower(), required=True)
    title = Text(required=True)
    sha256 = sha256(required=True)
    issued = Day(required=True)
    lapses = Day()
    file = Text()

    @validates_schema
    def ordered(self, data: dict[str, Any], **_: Any) -> None:
        """A document does not lapse before it is issued."""
        if "lapses" in data and "issued" in data and data["lapses"] < data["issued"]:
            raise ValidationError(
                "発行日（issued）より前です。日付の順を確かめてください。", "lapses"
            )


class DossierSchema(Noun):
    """「申請書一式」 The whole document."""

    format = Choice({FORMAT: FORMAT}, required=True)
    provider = nested(ProviderSchema, required=True)
    offering = nested(OfferingSchema, required=True)
    desk = nested(service.DeskSchema)
    monitoring = nested(service.MonitoringSchema)
    dispatch = nested(service.DispatchSchema)
    sales = nested(service.SalesSchema)
    diagnosis = nested(service.DiagnosisSchema)
    support = nested(service.SupportSchema)
    onboarding = nested(service.OnboardingSchema)
    explained = nested(service.ExplainedSchema)
    insurance = nested(service.InsuranceSchema)
    terms = nested(service.TermsSchema)
    data_use = nested(service.DataUseSchema)
    assurance = nested(service.AssuranceSchema)
    consulting = nested(service.ConsultingSchema)
    class1 = nested(service.ClassOneSchema)
    parties = Tuple(nested(service.PartySchema), most=20)
    plans = Tuple(nested(PlanSchema), required=True, most=50, least=1)
    coverage = Tuple(nested(CoverageSchema), most=MOST_COVERAGE)
    evidence = Tuple(nested(EvidenceSchema), most=200)

    @validates_schema
    def unique_plans(self, data: dict[str, Any], **_: Any) -> None:
        """Each plan has a code of its own."""
        codes = [plan.code for plan in data.get("plans", ())]
        for i, one in enumerate(codes):
            if one in codes[:i]:
                raise ValidationError(
                    {i: {"code": ["同じコードのプランがあります。変えてください。"]}}, "plans"
                )

    @validates_schema
    def not_too_many(self, data: dict[str, Any], **_: Any) -> None:
        """The rows that the lists of numbers stand for are counted too."""
        count = sum(map(len, data.get("coverage", ())))
        if count > MOST_COVERAGE:
            message = f"{count:,} 個の評価基準があります。{MOST_COVERAGE:,} 個までです。"
            raise ValidationError(message, "coverage")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Dossier:
        """Put the parts of the document together."""
        named = {key: data[key] for key in PARTS if key in data}
        offering = Offering(**data["offering"], **named)
        evidence = data.get("evidence", ())
        coverage = tuple(chain.from_iterable(data.get("coverage", ())))
        return Dossier(data["provider"], offering, coverage, evidence)

    @post_dump(pass_original=True)
    def leave_out(self, data: dict[str, Any], _original: Any, **_: Any) -> dict[str, Any]:
        """Leave out parts of which nothing is declared."""
        return {key: value for key, value in data.items() if value}


def read_dossier(raw: bytes, name: str = "") -> Dossier:
    """Read a manifest from bytes; the name decides between JSON and YAML."""
    return cast("Dossier", load(DossierSchema(), parse(raw, name)))


def load_dossier(plain: Plain) -> Dossier:
    """Load a manifest from plain values."""
    return cast("Dossier", load(DossierSchema(), Source(plain)))


def dump_dossier(dossier: Dossier) -> dict[str, Any]:
    """Write a dossier as plain values of the manifest format; the inverse of ``load_dossier``."""
    offering = dossier.offering
    parts = {
        "format": FORMAT,
        "provider": dossier.provider,
        "offering": offering,
        **{name: getattr(offering, name) for name in PARTS},
        "coverage": dossier.coverage,
        "evidence": dossier.evidence,
    }
    return cast("dict[str, Any]", DossierSchema().dump(parts))
