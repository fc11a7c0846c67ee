"""「前回との違い」 What became of every criterion between two diagnoses, by its number.

The two may stand under different editions or stars: what only the later one asks is new, what only
the earlier one asked is gone, and so is what began or ceased to apply to the company.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from marketplace.domain.assessment import Answer, Assessment, Reply
from marketplace.domain.progress import answer_of, applies
from marketplace.domain.requirement import Criterion, Level


class Turn(StrEnum):
    """「変わりかた」 良くなった・悪くなった・新しい・なくなった・そのほか."""

    BETTER = "better"
    WORSE = "worse"
    NEW = "new"
    GONE = "gone"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "better": "良くなった",
            "worse": "悪くなった",
            "new": "新しく問われる",
            "gone": "問われなくなった",
            "other": "そのほかの変化",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Difference:
    """「違い」 A criterion with another answer than before; None: it was not, or is not, asked."""

    criterion: Criterion
    turn: Turn
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Differences:
    """「前回との違い」 All of them, and of how many criteria the answer is the same."""

    changed: tuple[Difference, ...]
    same: int

    def of(self, turn: Turn) -> tuple[Difference, ...]:
        """Those that went one way."""
        return tuple(one for one in self.changed if one.turn is turn)


_HEIGHT: dict[Answer | None, int] = {
    Answer.OPEN: 0,
    Answer.UNMET: 0,
    Answer.PARTLY: 1,
    Answer.MET: 2,
}
"""未回答 and 未達成 stand equally high: that nobody answered is no worse than nothing done."""


def differences(before: tuple[Assessment, Level], after: tuple[Assessment, Level]) -> Differences:
    """「違いを数える」 In the order of the later scheme, and what is gone at the end."""
    old, new = _said(*before), _said(*after)
    criteria = {**before[1].by_id, **after[1].by_id}
    order = (*new, *(number for number in old if number not in new))
    found = [_difference(criteria[number], old.get(number), new.get(number)) for number in order]
    changed = tuple(one for one in found if one is not None)
    return Differences(changed, len(found) - len(changed))


def carried(reply: Reply) -> Reply:
    """「前回の答えを今日の答えに」 All but the day of looking at the evidence: it is past."""
    return replace(reply, checked_on=None)


def waiting_to_confirm(
    assessment: Assessment, level: Level, previous: Mapping[str, Reply]
) -> dict[str, Reply]:
    """「まだ確かめていない前回の答え」 By criterion, of what nobody has answered this time."""
    return dict(_waiting(assessment, level, previous))


def _waiting(
    assessment: Assessment, level: Level, previous: Mapping[str, Reply]
) -> Iterator[tuple[str, Reply]]:
    for one in level.criteria:
        reply = previous.get(one.id)
        open_now = assessment.reply(one.id).answer is Answer.OPEN
        if reply is None or reply.answer is Answer.OPEN or not open_now:
            continue
        if _can_be(assessment, one, reply):
            yield one.id, carried(reply)


def _can_be(assessment: Assessment, criterion: Criterion, reply: Reply) -> bool:
    """Whether the earlier answer could be given today: the case may have changed."""
    asked = applies(criterion, assessment.profile)
    if reply.answer is not Answer.NOT_APPLICABLE:
        return asked is not False
    return asked is None and criterion.condition is not None and bool(reply.reason)


def _said(assessment: Assessment, level: Level) -> dict[str, Answer]:
    return {one.id: answer_of(assessment, one) for one in level.criteria}


def _difference(
    criterion: Criterion, before: Answer | None, after: Answer | None
) -> Difference | None:
    if before is after:
        return None
    was, is_now = _HEIGHT.get(before, -1), _HEIGHT.get(after, -1)
    return Difference(criterion, _turn(was, is_now), before, after)


def _turn(was: int, is_now: int) -> Turn:
    """-1 is what does not count: not asked at all, or 対象外."""
    if was == is_now:
        return Turn.OTHER
    if was < 0:
        return Turn.NEW
    if is_now < 0:
        return Turn.GONE
    return Turn.BETTER if is_now > was else Turn.WORSE
