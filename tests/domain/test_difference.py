"""What became of the criteria from one diagnosis to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marketplace.domain.assessment import Answer, Assessment, Profile, Reply
from marketplace.domain.difference import (
    Turn,
    carried,
    differences,
    waiting_to_confirm,
)
from marketplace.domain.requirement import Condition, Criterion, Level, MetBy, Requirement
from marketplace.domain.tier import Star

MET, PARTLY, UNMET, OPEN = (
    Answer.MET,
    Answer.PARTLY,
    Answer.UNMET,
    Answer.OPEN,
)


def level(*numbers: str, case: str = "") -> Level:
    criteria = tuple(
        Criterion(
            one,
            Star.THREE,
            f"基準 {one}",
            MetBy.SELF,
            Condition.REMOTE_WORK if one == case else None,
        )
        for one in numbers
    )
    item = Requirement("1-1-1", "要求", "1", "分類", "節", MetBy.SELF, criteria)
    by_id = {one.id: one for one in criteria}
    return Level(Star.THREE, (item,), by_id, dict.fromkeys(by_id, "1-1-1"), frozenset())


def made(answers: dict[str, Answer], edition: str = "scs/2026-03-27") -> Assessment:
    replies = {number: Reply(answer) for number, answer in answers.items()}
    return Assessment(edition, Star.THREE, replies=replies)


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (UNMET, MET, Turn.BETTER),
        (OPEN, PARTLY, Turn.BETTER),
        (PARTLY, MET, Turn.BETTER),
        (MET, PARTLY, Turn.WORSE),
        (MET, OPEN, Turn.WORSE),
        (PARTLY, UNMET, Turn.WORSE),
        (OPEN, UNMET, Turn.OTHER),
        (UNMET, OPEN, Turn.OTHER),
        (Answer.NOT_APPLICABLE, UNMET, Turn.NEW),
        (MET, Answer.NOT_APPLICABLE, Turn.GONE),
    ],
)
def test_each_turn_has_its_name(before: Answer, after: Answer, turn: Turn) -> None:
    asked = level("1-1-1-1")
    found = differences((made({"1-1-1-1": before}), asked), (made({"1-1-1-1": after}), asked))
    (one,) = found.changed
    assert (one.turn, one.before, one.after, found.same) == (turn, before, after, 0)
    assert found.of(turn) == (one,)


def test_what_stays_is_only_counted() -> None:
    asked = level("1-1-1-1", "1-1-1-2")
    same = made({"1-1-1-1": MET})
    found = differences((same, asked), (same, asked))
    assert (found.changed, found.same) == ((), 2)


def test_another_edition_brings_new_ones_and_leaves_old_ones_behind() -> None:
    """Each label is that of the edition that asked it; the later one where both do."""
    old, new = level("1-1-1-1", "1-1-1-9"), level("1-1-1-1", "1-1-1-2")
    before = made({"1-1-1-1": MET, "1-1-1-9": UNMET}), old
    after = made({"1-1-1-1": MET}, "scs/2027-01-01"), new
    found = differences(before, after)
    assert [(one.criterion.id, one.turn, one.before, one.after) for one in found.changed] == [
        ("1-1-1-2", Turn.NEW, None, OPEN),
        ("1-1-1-9", Turn.GONE, UNMET, None),
    ]
    assert found.same == 1


def test_last_answers_wait_until_somebody_answers() -> None:
    asked = level("1-1-1-1", "1-1-1-2", "1-1-1-3")
    last = {
        "1-1-1-1": Reply(MET, note="台帳", checked_on=date(2026, 3, 30)),
        "1-1-1-2": Reply(UNMET),
        "9-9-9-9": Reply(MET),
        "1-1-1-3": Reply(OPEN, note="わからない"),
    }
    found = waiting_to_confirm(made({"1-1-1-2": MET}), asked, last)
    assert found == {"1-1-1-1": Reply(MET, note="台帳")}


def test_what_could_not_be_said_today_does_not_wait() -> None:
    """対象外 of last time, where the case applies now; and an answer to what does not apply."""
    asked = level("1-1-1-1", case="1-1-1-1")
    aside = {"1-1-1-1": Reply(Answer.NOT_APPLICABLE, reason="していない")}
    unknown, no, yes = (
        replace(made({}), profile=Profile(remote_work=case)) for case in (None, False, True)
    )
    assert waiting_to_confirm(unknown, asked, aside) == aside
    assert waiting_to_confirm(no, asked, aside) == {}
    assert waiting_to_confirm(yes, asked, aside) == {}
    met = {"1-1-1-1": Reply(MET)}
    assert waiting_to_confirm(no, asked, met) == {}
    assert waiting_to_confirm(yes, asked, met) == met


def test_looking_at_the_evidence_was_last_time() -> None:
    reply = Reply(MET, evidence="写し", owner="田中", checked_on=date(2026, 3, 30))
    assert carried(reply) == replace(reply, checked_on=None)
