"""What is left until a star: what closes it, who does it by when, and what comes every year."""

from datetime import date

import pytest

from conformance.reference import level
from marketplace.domain.assessment import Answer, Assessment, Profile, Reply
from marketplace.domain.progress import gaps
from marketplace.domain.remaining import by_means, closable, shares, yearly
from marketplace.domain.requirement import MetBy
from marketplace.domain.tier import Star

EDITION = "scs/2026-03-27"
THREE, FOUR = (level(EDITION, star) for star in (3, 4))
SOON, LATER = date(2027, 1, 29), date(2027, 2, 26)


def made(replies=None, star=Star.THREE, **profile):
    return Assessment(EDITION, star, profile=Profile(**profile), replies=replies or {})


def test_everything_left_stands_under_its_means():
    """By hand from the data: at ★3, 22 a tool, 17 people, 20 the company alone, 22 several."""
    found = by_means(THREE.criteria)
    assert {means: len(own) for means, own in found.items()} == {
        MetBy.TOOL: 22,
        MetBy.HUMAN: 17,
        MetBy.MIXED: 22,
        MetBy.SELF: 20,
    }
    assert list(found) == [MetBy.TOOL, MetBy.HUMAN, MetBy.MIXED, MetBy.SELF]
    assert set(by_means(()).values()) == {()}


def test_what_takes_the_company_itself_is_not_closable():
    assert closable(THREE.criteria) == 22 + 17
    assert closable(one for one in THREE.criteria if one.met_by is MetBy.MIXED) == 0


def test_whoever_is_due_first_stands_first_and_nobody_last():
    """Within a share by day; what has no day comes after what has one."""
    replies = {
        "1-3-1-1": Reply(Answer.PARTLY, owner="田中", due=LATER),
        "4-3-4-2": Reply(Answer.UNMET, owner="田中", due=SOON),
        "6-1-1-1": Reply(owner="佐藤", due=LATER),
        "6-1-1-2": Reply(owner="佐藤"),
        "7-1-1-1": Reply(due=date(2026, 12, 1)),
        "1-2-1-1": Reply(Answer.MET, owner="済んだ人", due=SOON),
    }
    found = shares(made(replies), THREE)
    assert [one.owner for one in found] == ["田中", "佐藤", None]
    assert [task.criterion.id for task in found[0].tasks] == ["4-3-4-2", "1-3-1-1"]
    assert [task.criterion.id for task in found[1].tasks] == ["6-1-1-1", "6-1-1-2"]
    assert found[2].tasks[0].criterion.id == "7-1-1-1"
    tasks = [task for one in found for task in one.tasks]
    assert {task.criterion for task in tasks} == set(gaps(made(replies), THREE))
    assert found[0].tasks[1].answer is Answer.PARTLY


def test_nothing_left_is_nothing_to_do():
    replies = {one.id: Reply(Answer.MET) for one in THREE.criteria}
    assert shares(made(replies), THREE) == ()


@pytest.mark.parametrize(("star", "many"), [(Star.THREE, 8), (Star.FOUR, 23)])
def test_some_criteria_come_every_year(star, many):
    """As the scheme counts them: 8 at ★3, 15 more at ★4."""
    asked = level(EDITION, int(star.value))
    assert len(yearly(made(star=star), asked)) == many


def test_a_yearly_criterion_that_does_not_apply_is_no_duty():
    found = yearly(made(star=Star.FOUR, remote_work=False), FOUR)
    assert len(found) == 22
    assert "3-1-5-3" not in {one.id for one in found}
