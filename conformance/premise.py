"""「前提の対象」 What the first step of a clause names: one of a small closed set.

Each subject has its own table of facts and its own tags of tiers, so that what a provider declares
and what a company answers never meet in one clause.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from marketplace.domain.tier import STARS, TIERS, AnyLevel


class Premise(StrEnum):
    """「前提の対象」 The value is the sentence of the text."""

    OFFERING = "お助け隊サービスの申請を審査する"
    COMPANY = "SCS評価制度の自社診断を行う"

    @property
    def tiers(self) -> Mapping[str, AnyLevel]:
        """What its clauses can bind, by tag."""
        return STARS if self is Premise.COMPANY else TIERS

    @property
    def asked(self) -> str:
        """「聞く相手」 Who answers its facts, as people read it."""
        return "会社" if self is Premise.COMPANY else "事業者"

    @property
    def paper(self) -> str:
        """「書くところ」 The document in which they stand, as people read it."""
        return "診断の書類" if self is Premise.COMPANY else "マニフェスト"
