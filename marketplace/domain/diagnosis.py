"""「診断の記録」 A company's assessment as it is kept: who answered what and when, save by save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from marketplace.domain.assessment import Assessment, Reply
from marketplace.domain.requirement import Requirement
from marketplace.domain.verdict import EditionRef


class DiagnosisState(StrEnum):
    """「診断の状態」 It is answered until it is finished; then it never changes."""

    OPEN = "open"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"open": "回答中", "finished": "終了"}[self.value]


@dataclass(frozen=True, slots=True)
class Given:
    """「答えたもの」 A reply with its number among those to its criterion, and who gave it."""

    reply: Reply
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """「診断の記録」 An assessment with its place in time.

    ``version`` counts what was saved of the profile; ``given`` holds the newest reply by criterion;
    ``previous`` names the finished diagnosis that it was begun from.
    """

    ref: str
    edition: EditionRef
    state: DiagnosisState
    assessment: Assessment
    version: int
    given: Mapping[str, Given]
    started_at: datetime
    previous: str | None = None

    def seen(self, criterion: str) -> int:
        """「見た版」 The number of the newest reply to a criterion; 0 where there is none."""
        found = self.given.get(criterion)
        return found.version if found else 0

    def seen_of(self, item: Requirement) -> int:
        """「見た版」 Of an item: it moves on with every reply to one of its criteria."""
        return sum(self.seen(one.id) for one in item.criteria)

    def by(self, item: Requirement) -> tuple[str, ...]:
        """「答えた人」 Who gave the newest replies to its criteria, the latest first."""
        found = [self.given[one.id] for one in item.criteria if one.id in self.given]
        latest = sorted(found, key=lambda given: given.at, reverse=True)
        return tuple(dict.fromkeys(given.by for given in latest))


@dataclass(frozen=True, slots=True)
class Clash:
    """「重なった答え」 A colleague's newer reply beside the one that was being given."""

    criterion: str
    mine: Reply
    theirs: Given
