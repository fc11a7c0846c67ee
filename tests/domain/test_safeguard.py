"""Which criteria are open on a day, and which an existing measure holds until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marketplace.domain.assessment import (
    Answer,
    Assessment,
    Profile,
    Reply,
    Safeguard,
    SafeguardKind,
)
from marketplace.domain.requirement import Condition, Criterion, Level, MetBy, Requirement
from marketplace.domain.safeguard import Hold, Standing, lapses, open_criteria
from marketplace.domain.tier import Star

DAY = date(2026, 11, 25)
LAST = date(2027, 3, 31)


def criterion(number: str, case: Condition | None = None) -> Criterion:
    return Criterion(number, Star.THREE, f"基準 {number}", MetBy.SELF, case)


OWN = (
    criterion("1-1-1-1"),
    criterion("1-1-1-2"),
    criterion("1-1-1-3"),
    criterion("1-1-1-4", Condition.DEVELOPMENT),
)
ITEM = Requirement("1-1-1", "要求", "1", "分類", "節", MetBy.SELF, OWN)
BY_ID = {one.id: one for one in OWN}
LEVEL = Level(Star.THREE, (ITEM,), BY_ID, dict.fromkeys(BY_ID, "1-1-1"), frozenset())
ALL_MET = Assessment(
    "scs/2026-03-27", Star.THREE, replies={number: Reply(Answer.MET) for number in BY_ID}
)


def measure(name: str, *criteria: str, ends_on: date | None = None) -> Safeguard:
    return Safeguard(name, SafeguardKind.SERVICE, criteria, None, ends_on)


def using(*measures: Safeguard, made: Assessment = ALL_MET) -> Assessment:
    return replace(made, profile=replace(made.profile, safeguards=measures))


def told(found: tuple[Standing, ...]) -> dict[str, tuple[Hold, date | None]]:
    return {one.criterion.id: (one.hold, one.until) for one in found}


def test_without_measures_only_gaps_are_open() -> None:
    assert open_criteria(ALL_MET, LEVEL, DAY) == ()
    gap = replace(ALL_MET, replies={**ALL_MET.replies, "1-1-1-2": Reply(Answer.PARTLY)})
    assert told(open_criteria(gap, LEVEL, DAY)) == {"1-1-1-2": (Hold.GAP, None)}


def test_a_measure_holds_to_its_last_day_and_not_a_day_longer() -> None:
    made = using(measure("保守", "1-1-1-1", ends_on=LAST))
    held = open_criteria(made, LEVEL, LAST)
    assert told(held) == {"1-1-1-1": (Hold.HELD, LAST)}
    assert [one.is_open for one in held] == [False]
    after = open_criteria(made, LEVEL, date(2027, 4, 1))
    assert told(after) == {"1-1-1-1": (Hold.LAPSED, LAST)}
    assert [one.is_open for one in after] == [True]


def test_the_longest_counts_and_an_unknown_end_is_no_day() -> None:
    short, long = measure("甲", "1-1-1-1", ends_on=DAY), measure("乙", "1-1-1-1", ends_on=LAST)
    assert told(open_criteria(using(short, long), LEVEL, DAY))["1-1-1-1"] == (Hold.HELD, LAST)
    endless = measure("丙", "1-1-1-1")
    assert told(open_criteria(using(short, endless), LEVEL, LAST))["1-1-1-1"] == (Hold.HELD, None)
    assert lapses(using(short, endless), LEVEL, DAY) == ()


def test_a_measure_closes_nothing_that_a_person_calls_open() -> None:
    open_one = replace(ALL_MET, replies={})
    found = open_criteria(using(measure("甲", "1-1-1-1"), made=open_one), LEVEL, DAY)
    assert {one.hold for one in found} == {Hold.GAP}


def test_what_does_not_apply_is_neither_open_nor_held() -> None:
    made = replace(using(measure("甲", "1-1-1-4")), replies={})
    aside = replace(made, profile=replace(made.profile, development=False))
    assert "1-1-1-4" not in told(open_criteria(aside, LEVEL, DAY))
    assert "1-1-1-4" in told(open_criteria(made, LEVEL, DAY))


def test_what_ends_is_told_by_day_the_soonest_first() -> None:
    first = measure("甲", "1-1-1-2", ends_on=date(2026, 12, 31))
    second = measure("乙", "1-1-1-1", "1-1-1-2", "1-1-1-3", ends_on=LAST)
    found = lapses(using(second, first), LEVEL, DAY)
    assert [(one.until, [c.id for c in one.criteria]) for one in found] == [
        (LAST, ["1-1-1-1", "1-1-1-2", "1-1-1-3"])
    ]
    assert [one.name for one in found[0].by] == ["乙"]
    apart = lapses(using(measure("甲", "1-1-1-2", ends_on=DAY), second), LEVEL, DAY)
    assert [one.until for one in apart] == [LAST]
    assert lapses(using(first, made=replace(ALL_MET, profile=Profile())), LEVEL, LAST) == ()
