"""「提供サービス」 What a provider declares: the service, its plans, coverage and evidence.

A field that is None was not declared; "not declared" is never yes, no, or zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from marketplace.domain.canonical import digest
from marketplace.domain.price import PriceComponent
from marketplace.domain.service import (
    Assurance,
    ClassOne,
    Consulting,
    DataUse,
    Desk,
    Diagnosis,
    Dispatch,
    Explained,
    Insurance,
    Monitoring,
    Onboarding,
    Party,
    Sales,
    Support,
    Terms,
)
from marketplace.domain.tariff import Tariff
from marketplace.domain.tier import AnyTier


@dataclass(frozen=True, slots=True)
class Plan:
    """「料金プラン」 One purchasable form of an offering."""

    code: str
    name: str
    tier: AnyTier
    prices: tuple[PriceComponent, ...] = ()
    terminals_min: int | None = None
    terminals_max: int | None = None
    networks_min: int | None = None
    term_months: int | None = None
    diagnosed_items: int | None = None

    @property
    def tariff(self) -> Tariff:
        """The plan's prices as one function."""
        least, networks = self.terminals_min or 1, self.networks_min or 1
        return Tariff(self.prices, least, self.terminals_max, networks)


@dataclass(frozen=True, slots=True)
class Provider:
    """「提供事業者」 Who answers for the service; ``code`` is stable and unique in the market."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Offering:
    """「お助け隊サービス」 One service; ``code`` is the provider's own and stable across versions.

    ``source`` and ``as_of`` say where the declared values stand and of which day they are.
    """

    code: str
    name: str
    summary: str
    source: str
    as_of: date
    desk: Desk = Desk()
    monitoring: Monitoring = Monitoring()
    dispatch: Dispatch = Dispatch()
    sales: Sales = Sales()
    diagnosis: Diagnosis = Diagnosis()
    support: Support = Support()
    onboarding: Onboarding = Onboarding()
    explained: Explained = Explained()
    insurance: Insurance = Insurance()
    terms: Terms = Terms()
    data_use: DataUse = DataUse()
    assurance: Assurance = Assurance()
    consulting: Consulting = Consulting()
    class1: ClassOne = ClassOne()
    parties: tuple[Party, ...] = ()
    plans: tuple[Plan, ...] = ()

    @property
    def tiers(self) -> tuple[AnyTier, ...]:
        """The tiers its plans are offered under, in the order declared, each once."""
        return tuple(dict.fromkeys(plan.tier for plan in self.plans))


class Means(StrEnum):
    """「手段」 Who closes a criterion: a tool, people of the provider, or the company itself."""

    TOOL = "tool"
    HUMAN = "human"
    SELF = "self"


class Extent(StrEnum):
    """「充足の程度」 全部 closes a criterion; 一部 and 支援 leave it on the company's list."""

    FULL = "full"
    PARTLY = "partly"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Coverage:
    """「充足」 What a tier promises for one criterion of the SCS評価制度 (official id)."""

    tier: AnyTier
    criterion: str
    means: Means
    extent: Extent | None = None


class EvidenceKind(IntEnum):
    """「証跡の強さ」 宣言 < 書類 < 模擬訓練 < 実地 < 第三者."""

    DECLARED = 1
    DOCUMENT = 2
    DRILL = 3
    ONSITE = 4
    THIRD = 5

    @property
    def label(self) -> str:
        """The name people read."""
        return ("宣言", "書類", "模擬訓練", "実地", "第三者")[self.value - 1]


@dataclass(frozen=True, slots=True)
class Evidence:
    """「証跡」 A document and the facts it supports; it lapses by the clock alone.

    ``lapses`` is the last day on which it counts, None where it does not lapse.
    """

    facts: tuple[str, ...]
    kind: EvidenceKind
    title: str
    sha256: str
    issued: date
    lapses: date | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """「申請書一式」 One offering with its plans, coverage and evidence: what is judged."""

    provider: Provider
    offering: Offering
    coverage: tuple[Coverage, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def digest(self) -> str:
        """「指紋」 Of the declared values, whoever wrote them down (manifest or code)."""
        return digest(self)

    def plans_of(self, tier: AnyTier) -> tuple[Plan, ...]:
        """The plans offered under a tier."""
        return tuple(plan for plan in self.offering.plans if plan.tier == tier)
