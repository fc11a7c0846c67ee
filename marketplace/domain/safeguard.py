"""「いま使っている対策」 What a company already has, which criteria it meets, and until when.

A criterion that is 達成 by a measure opens again on the day after the last of its measures ends;
the answer itself stays what a person said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.domain.assessment import Answer, Assessment, Safeguard
from marketplace.domain.progress import CLOSED, answer_of
from marketplace.domain.requirement import Criterion, Level


class Hold(StrEnum):
    """「開き具合」 Still a gap, open again since its measures ended, or held by one of them."""

    GAP = "gap"
    LAPSED = "lapsed"
    HELD = "held"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"gap": "残り", "lapsed": "対策が切れた", "held": "対策が満たしている"}[self.value]


@dataclass(frozen=True, slots=True)
class Standing:
    """「ある日の評価基準」 Whether it is open on that day, and which measures hold or held it.

    ``until`` is the last day on which one of them holds it; None is 不明 (or no measure at all).
    """

    criterion: Criterion
    hold: Hold
    by: tuple[Safeguard, ...] = ()
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something has to close it."""
        return self.hold is not Hold.HELD


@dataclass(frozen=True, slots=True)
class Lapse:
    """「切れる日」 The last day of measures, with the criteria that nothing holds after it."""

    until: date
    by: tuple[Safeguard, ...]
    criteria: tuple[Criterion, ...]


def open_criteria(assessment: Assessment, level: Level, on: date) -> tuple[Standing, ...]:
    """「ある日に開いている評価基準」 With those that measures hold, in the order of the scheme.

    What is 達成 without a measure, and what is 対象外, is neither: it is left out.
    """
    found = (_standing(assessment, one, on) for one in level.criteria)
    return tuple(one for one in found if one is not None)


def lapses(assessment: Assessment, level: Level, on: date) -> tuple[Lapse, ...]:
    """「対策の切れ目」 From this day on, the soonest first; an unknown end is no day."""
    held = [one for one in open_criteria(assessment, level, on) if not one.is_open and one.until]
    days = sorted({one.until for one in held if one.until})
    return tuple(_lapse(day, [one for one in held if one.until == day]) for day in days)


def _standing(assessment: Assessment, criterion: Criterion, on: date) -> Standing | None:
    answer = answer_of(assessment, criterion)
    by = tuple(one for one in assessment.profile.safeguards if criterion.id in one.criteria)
    if answer not in CLOSED:
        return Standing(criterion, Hold.GAP)
    if answer is Answer.NOT_APPLICABLE or not by:
        return None
    live = tuple(one for one in by if one.holds(on))
    if not live:
        return Standing(criterion, Hold.LAPSED, by, _until(by))
    return Standing(criterion, Hold.HELD, live, _until(live))


def _until(by: tuple[Safeguard, ...]) -> date | None:
    """The last day of the longest; one whose end is unknown may hold longer than all others."""
    days = [one.ends_on for one in by if one.ends_on]
    return max(days) if len(days) == len(by) else None


def _lapse(day: date, held: Iterable[Standing]) -> Lapse:
    standing = tuple(held)
    by = dict.fromkeys(s for one in standing for s in one.by if s.ends_on == day)
    return Lapse(day, tuple(by), tuple(one.criterion for one in standing))
