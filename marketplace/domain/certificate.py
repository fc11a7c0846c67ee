"""「適合確認書と掲載」 The right to be listed, and the listing that follows from it by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from marketplace.domain.offering import Dossier, Plan
from marketplace.domain.organisation import Organisation
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import EditionRef, Verdict


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


class MeasureKind(StrEnum):
    """「効力の決定」 A suspension may be lifted, a revocation is final."""

    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"suspend": "効力の停止", "reinstate": "停止の解除", "revoke": "取消し"}[self.value]


MAY_FOLLOW: dict[MeasureKind | None, frozenset[MeasureKind]] = {
    None: frozenset({MeasureKind.SUSPEND, MeasureKind.REVOKE}),
    MeasureKind.SUSPEND: frozenset({MeasureKind.REINSTATE, MeasureKind.REVOKE}),
    MeasureKind.REINSTATE: frozenset({MeasureKind.SUSPEND, MeasureKind.REVOKE}),
    MeasureKind.REVOKE: frozenset(),
}
"""What a body may decide after what."""


@dataclass(frozen=True, slots=True)
class Measure:
    """「効力の決定」 What a body decided of a certificate by its own rules, from a day on."""

    kind: MeasureKind
    since: date
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Certificate:
    """「適合確認書」 (offering, tier) conforms to an edition; valid from its first to its last day.

    It lapses by date alone; ``delisted_on`` is the provider's own withdrawal of the listing, and
    ``measures`` is what the body decided since, oldest first.
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
    measures: tuple[Measure, ...] = ()

    @property
    def last_measure(self) -> Measure | None:
        """What was decided last, whether or not its day has come."""
        return self.measures[-1] if self.measures else None

    @property
    def is_revoked(self) -> bool:
        """Whether it was revoked, from whichever day on; nothing follows that."""
        last = self.last_measure
        return last is not None and last.kind is MeasureKind.REVOKE

    def against_on(self, day: date) -> Measure | None:
        """「停止・取消し」 What stands against the certificate on a day, if anything."""
        begun = [one for one in self.measures if one.since <= day]
        found = begun[-1] if begun else None
        return None if found is None or found.kind is MeasureKind.REINSTATE else found

    def is_in_term_on(self, day: date) -> bool:
        """「有効期間」 Whether a day is between the first and the last."""
        return self.valid_from <= day <= self.valid_until

    @property
    def basis(self) -> ListingBasis:
        """What entitles plans to be listed by it."""
        return ListingBasis.CERTIFICATE

    @property
    def last_day(self) -> date:
        """The last day on which it can be listed, as far as is known today."""
        return self.valid_until

    def is_valid_on(self, day: date) -> bool:
        """Whether the certificate holds on a day: in its term, not suspended, not revoked."""
        return self.is_in_term_on(day) and self.against_on(day) is None

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


TRIAL_DAYS = 180
"""Days of a trial listing, its first one counted as the months of a period are (民法143条)."""

TRIAL_WORDS = "案の基準による確認・未登録"
"""The fixed words that go with every trial listing."""


@dataclass(frozen=True, slots=True)
class TrialListing:
    """「参考掲載」 (offering, tier) is shown by a draft's leave: no certificate, no contract of it.

    ``edition`` is the draft it was judged under, ``verdict`` what was found then (参考). When that
    text changes, or an edition comes into force, it is over, whatever its days.
    """

    ref: str
    provider: Organisation
    dossier: Dossier
    dossier_ref: str
    tier: AnyTier
    edition: EditionRef
    verdict: Verdict
    since: date
    until: date
    withdrawn_on: date | None = None

    @property
    def basis(self) -> ListingBasis:
        """What entitles plans to be listed by it."""
        return ListingBasis.TRIAL

    @property
    def last_day(self) -> date:
        """The last day on which it can be listed, as far as is known today."""
        return self.until

    def is_listed_on(self, day: date) -> bool:
        """Whether its own days allow it: neither over nor withdrawn."""
        kept = self.withdrawn_on is None or day < self.withdrawn_on
        return self.since <= day <= self.until and kept


def trial_until(since: date) -> date:
    """The last day of a trial listing that begins on a day."""
    return since + timedelta(days=TRIAL_DAYS - 1)


Entry = Certificate | TrialListing
"""「掲載の根拠となるもの」 What entitles the plans of one offering and tier to be listed."""


@dataclass(frozen=True, slots=True)
class Listing:
    """「掲載」 The public view of one plan; derived from what entitles it, never stored."""

    entry: Entry
    plan: Plan

    @property
    def basis(self) -> ListingBasis:
        """What entitles it."""
        return self.entry.basis
