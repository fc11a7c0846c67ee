"""「適合確認書と掲載」 The right to be listed, and the listing that follows from it by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from marketplace.domain.offering import Dossier, Plan
from marketplace.domain.organisation import Organisation
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import EditionRef


class SubmissionState(StrEnum):
    """「申請の状態」 A submission is under review until it is decided or taken back."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CERTIFIED = "certified"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "submitted": "審査中",
            "withdrawn": "取下げ",
            "refused": "不適合の通知",
            "certified": "適合確認書を発行",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Submission:
    """「申請」 A dossier of one tier as handed in; the bytes are kept exactly as they came."""

    ref: str
    provider: Organisation
    dossier: Dossier
    dossier_ref: str
    bytes_digest: str
    tier: AnyTier
    state: SubmissionState
    submitted_at: datetime
    decision_reason: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """「適合確認書」 (offering, tier) conforms to an edition; valid from its first to its last day.

    It lapses by date alone; ``delisted_on`` is the provider's own withdrawal of the listing.
    """

    ref: str
    number: str
    provider: Organisation
    dossier: Dossier
    dossier_ref: str
    tier: AnyTier
    edition: EditionRef
    valid_from: date
    valid_until: date
    issued_at: datetime
    delisted_on: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether the certificate itself is valid on a day."""
        return self.valid_from <= day <= self.valid_until

    def is_listed_on(self, day: date) -> bool:
        """Whether the offering is listed on a day: valid, and not taken off the list."""
        return self.is_valid_on(day) and (self.delisted_on is None or day < self.delisted_on)


class ListingBasis(StrEnum):
    """「掲載の根拠」 What entitles a plan to be listed."""

    CERTIFICATE = "certificate"
    TRIAL = "trial"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"certificate": "登録掲載", "trial": "参考掲載"}[self.value]


@dataclass(frozen=True, slots=True)
class Listing:
    """「掲載」 The public view of one plan; derived from what entitles it, never stored."""

    entry: Certificate
    plan: Plan

    @property
    def basis(self) -> ListingBasis:
        """What entitles it."""
        return ListingBasis.CERTIFICATE
