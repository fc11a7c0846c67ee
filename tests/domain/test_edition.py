"""What may happen to an edition, and in which order."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from marketplace.domain.edition import EditionState, Stage, Timeline, follow, in_order
from marketplace.domain.errors import BadInput

DRAFT = EditionState("otasuke/9.9", 1, date(2027, 1, 10), "draft", "a" * 64, "初版")
LATER = date(2027, 4, 1)
ALLOWED = {
    ("draft", "draft"),
    ("draft", "consultation"),
    ("draft", "in_force"),
    ("consultation", "consultation"),
    ("consultation", "in_force"),
    ("in_force", "in_force"),
    ("in_force", "superseded"),
}


def event(state, **changes):
    return replace(DRAFT, state=state, **changes)


@pytest.mark.parametrize(("old", "new"), list(product(Stage, Stage)))
def test_only_these_moves_are_possible(old, new):
    """Written out by hand; every other pair is refused."""
    revised = {"digest": "b" * 64, "revision": 2} if old == new else {}
    after = event(new.value, at=LATER, **revised)
    if (old.value, new.value) in ALLOWED:
        assert follow(event(old.value), after) is after
        return
    with pytest.raises(BadInput, match="できません") as caught:
        follow(event(old.value), after)
    assert new.label in str(caught.value)


@pytest.mark.parametrize("stage", Stage)
def test_a_history_may_begin_anywhere(stage):
    """An old text may be written down long after its time."""
    assert follow(None, event(stage.value)).stage is stage


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"at": date(2027, 1, 9)}, "前の出来事"),
        ({"reason": "  "}, "理由がありません"),
        ({"revision": 2}, "訳の番号"),
        ({"digest": "b" * 64}, "訳の番号"),
        ({"digest": "b" * 64, "revision": 3}, "訳の番号"),
        ({"state": "published"}, "published"),
        ({"state": "draft"}, "何も変わらない"),
    ],
)
def test_an_event_that_cannot_follow_is_refused(changes, word):
    """With the edition, the day and the remedy."""
    with pytest.raises(BadInput, match=word) as caught:
        follow(DRAFT, event(**{"state": "consultation", "at": LATER} | changes))
    assert "otasuke/9.9" in str(caught.value)


def test_a_text_does_not_change_while_it_is_superseded():
    """The last text in force is the one that old verdicts stand on."""
    force = event("in_force")
    with pytest.raises(BadInput, match="旧版にするときに"):
        follow(force, event("superseded", at=LATER, digest="b" * 64, revision=2))


def test_the_first_event_is_the_first_revision():
    """Numbers count transcriptions."""
    with pytest.raises(BadInput, match="訳の番号が 2"):
        follow(None, replace(DRAFT, revision=2))


def test_a_whole_life_is_a_history_and_editions_do_not_mix():
    """Draft, opinions, in force, revised, superseded; another edition in between."""
    other = replace(DRAFT, slug="otasuke-sc/draft", at=date(2027, 2, 1))
    life = (
        DRAFT,
        event("consultation", at=date(2027, 3, 1)),
        event("in_force", at=LATER),
        event("in_force", at=LATER, digest="b" * 64, revision=2),
        event("superseded", at=date(2028, 4, 1), digest="b" * 64, revision=2),
    )
    assert in_order((*life, other)) == (life[0], other, *life[1:])
    with pytest.raises(BadInput, match="旧版"):
        in_order((*life, event("draft", at=date(2029, 1, 1), digest="c" * 64, revision=3)))


def at(slug, day, state, digest="a"):
    """One event, however it came about."""
    return EditionState(slug, 1, date.fromisoformat(day), state, digest * 64, "理由")


def test_a_timeline_tells_the_state_of_a_day():
    """Before its first event an edition is not there."""
    known = Timeline((at("x/1", "2026-01-01", "draft"), at("x/1", "2026-03-01", "in_force")))
    days = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01")
    states = [known.state_on("x/1", date.fromisoformat(day)) for day in days]
    assert [one and one.state for one in states] == [None, "draft", "draft", "in_force"]
    assert known.state_on("x/2", date(2026, 3, 1)) is None


def test_of_two_sources_the_later_event_wins_and_of_one_day_the_second_source():
    """What was decided beside what is written is put in its place by its day."""
    written = Timeline((at("x/1", "2026-01-01", "draft"), at("x/1", "2026-05-01", "superseded")))
    known = written.and_then(
        [at("x/1", "2026-03-01", "in_force"), at("x/1", "2026-05-01", "draft")]
    )
    assert [one.state for one in known.history("x/1")] == [
        "draft",
        "in_force",
        "superseded",
        "draft",
    ]
    assert known.state_on("x/1", date(2026, 5, 1)).state == "draft"


def test_the_newest_of_a_family_is_that_of_the_wanted_state():
    """Those in force stand first; another family is another matter."""
    known = Timeline(
        (
            at("x/1", "2026-01-01", "in_force"),
            at("y/1", "2026-01-02", "in_force"),
            at("x/2", "2026-02-01", "in_force"),
            at("x/3", "2026-03-01", "draft"),
        )
    )
    day = date(2026, 4, 1)
    assert known.newest("x", day, ("in_force",)).slug == "x/2"
    assert known.newest("x", day, ("draft",)).slug == "x/3"
    assert known.newest("x", day, ("superseded",)) is None
    assert [one.slug for one in known.standing_on(day)] == ["x/1", "x/2", "y/1", "x/3"]
