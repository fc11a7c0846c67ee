"""What an assessment says of its star: counted as the scheme counts, never halved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marketplace.domain.assessment import Answer, Assessment, Profile, Reply
from marketplace.domain.errors import BadInput, Conflict, Missing, Refused
from marketplace.domain.progress import (
    Counts,
    answer_of,
    answered,
    answered_item,
    applicable,
    blocking,
    check_replies,
    counts,
    counts_by_category,
    gaps,
    reached,
    reason_of,
    set_aside,
)
from marketplace.domain.requirement import Condition, Criterion, Level, MetBy, Requirement
from marketplace.domain.tier import Star


def criterion(number: str, case: Condition | None = None) -> Criterion:
    return Criterion(number, Star.THREE, f"基準 {number}", MetBy.SELF, case)


def item(number: str, category: str, *criteria: Criterion) -> Requirement:
    return Requirement(number, f"要求 {number}", category[0], category, "節", MetBy.SELF, criteria)


ITEMS = (
    item("1-1-1", "1 整備", criterion("1-1-1-1"), criterion("1-1-1-2")),
    item("3-1-5", "3 特定", criterion("3-1-5-1", Condition.REMOTE_WORK)),
    item("4-1-3", "4 防御", criterion("4-1-3-1"), criterion("4-1-3-2", Condition.IMPORTANT_CLOUD)),
)
BY_ID = {one.id: one for each in ITEMS for one in each.criteria}
LEVEL = Level(Star.THREE, ITEMS, BY_ID, {one.id: one.item for one in BY_ID.values()}, frozenset())
EMPTY = Assessment("scs/2026-03-27", Star.THREE)


def with_answers(assessment: Assessment = EMPTY, **answers: Answer) -> Assessment:
    """Answers by the number of the criterion, written with underscores."""
    replies = {name[1:].replace("_", "-"): Reply(answer) for name, answer in answers.items()}
    return replace(assessment, replies=replies)


def numbers(found: tuple[Criterion, ...] | tuple[Requirement, ...]) -> list[str]:
    return [one.id for one in found]


def test_nothing_answered_is_open_and_blocks_everything() -> None:
    """未回答 never leaves the denominator."""
    assert counts(EMPTY, LEVEL.criteria) == Counts(open=5)
    assert (numbers(blocking(EMPTY, LEVEL)), reached(EMPTY, LEVEL)) == (numbers(ITEMS), ())
    assert numbers(gaps(EMPTY, LEVEL)) == list(BY_ID)


def test_partly_is_a_gap_and_no_half() -> None:
    """It counts for itself alone, and its item is not reached."""
    found = with_answers(_1_1_1_1=Answer.MET, _1_1_1_2=Answer.PARTLY)
    own = counts(found, ITEMS[0].criteria)
    assert (own, own.asked, own.answered) == (Counts(met=1, partly=1), 2, 2)
    assert numbers(gaps(found, LEVEL))[0] == "1-1-1-2"
    assert "1-1-1" in numbers(blocking(found, LEVEL))


def test_all_met_reaches_an_item() -> None:
    """And one 未達成 does not."""
    found = with_answers(_1_1_1_1=Answer.MET, _1_1_1_2=Answer.MET)
    assert numbers(reached(found, LEVEL)) == ["1-1-1"]
    assert "1-1-1" not in numbers(blocking(found, LEVEL))
    assert reached(with_answers(_1_1_1_1=Answer.MET, _1_1_1_2=Answer.UNMET), LEVEL) == ()


@pytest.mark.parametrize(
    ("remote", "answer"),
    [(None, Answer.OPEN), (True, Answer.OPEN), (False, Answer.NOT_APPLICABLE)],
)
def test_a_conditional_criterion_follows_the_profile(
    *, remote: bool | None, answer: Answer
) -> None:
    """Unknown is asked; no leaves the denominator and does not block the star."""
    found = replace(EMPTY, profile=Profile(remote_work=remote))
    assert answer_of(found, BY_ID["3-1-5-1"]) is answer
    out = answer is Answer.NOT_APPLICABLE
    assert ("3-1-5-1" in numbers(applicable(LEVEL, found.profile))) is not out
    assert ("3-1-5" in numbers(blocking(found, LEVEL))) is not out
    assert numbers(set_aside(found, LEVEL)) == (["3-1-5"] if out else [])
    assert counts(found, LEVEL.criteria).asked == (4 if out else 5)
    assert (reason_of(found, BY_ID["3-1-5-1"]) is not None) is out


def test_an_item_is_reached_by_what_counts() -> None:
    """What is 対象外 neither helps nor hinders; nothing at all is no reaching."""
    found = with_answers(
        replace(EMPTY, profile=Profile(important_cloud=False, remote_work=False)),
        _4_1_3_1=Answer.MET,
    )
    assert numbers(reached(found, LEVEL)) == ["4-1-3"]
    assert numbers(blocking(found, LEVEL)) == ["1-1-1"]


def test_categories_are_counted_in_their_order() -> None:
    """Each by its label."""
    found = with_answers(_4_1_3_1=Answer.MET)
    assert list(counts_by_category(found, LEVEL)) == ["1 整備", "3 特定", "4 防御"]
    assert counts_by_category(found, LEVEL)["4 防御"] == Counts(met=1, open=1)


def test_a_reply_is_kept_whole() -> None:
    """Plan and evidence stand beside the answer; the others stay."""
    reply = Reply(Answer.UNMET, owner="総務", due=date(2027, 1, 31), note="相談中")
    found = answered(with_answers(_1_1_1_1=Answer.MET), LEVEL, "1-1-1-2", reply)
    assert (found.reply("1-1-1-2"), found.reply("1-1-1-1").answer) == (reply, Answer.MET)


NA = Reply(Answer.NOT_APPLICABLE, reason="していない")


def test_not_applicable_needs_a_case_and_a_reason() -> None:
    """Only on conditional criteria, and not against the profile."""
    assert answered(EMPTY, LEVEL, "3-1-5-1", NA).reply("3-1-5-1") == NA
    refused = [
        (EMPTY, "1-1-1-1", NA, "never_not_applicable"),
        (EMPTY, "3-1-5-1", replace(NA, reason=" "), "not_applicable_reason"),
        (
            replace(EMPTY, profile=Profile(remote_work=True)),
            "3-1-5-1",
            NA,
            "applies_by_profile",
        ),
    ]
    for assessment, number, reply, code in refused:
        with pytest.raises(Refused) as caught:
            answered(assessment, LEVEL, number, reply)
        assert caught.value.code == code


def test_an_unknown_number_is_missing() -> None:
    """Of a criterion and of an item."""
    with pytest.raises(Missing):
        answered(EMPTY, LEVEL, "9-9-9-9", Reply(Answer.MET))
    with pytest.raises(Missing):
        answered_item(EMPTY, LEVEL, "9-9-9", Answer.MET)


def test_a_finished_assessment_never_changes() -> None:
    """Neither form."""
    done = replace(EMPTY, finished_on=date(2026, 11, 25))
    with pytest.raises(Conflict):
        answered(done, LEVEL, "1-1-1-1", Reply(Answer.MET))
    with pytest.raises(Conflict):
        answered_item(done, LEVEL, "1-1-1", Answer.MET)


@pytest.mark.parametrize("answer", [Answer.MET, Answer.UNMET])
def test_the_short_form_sets_the_criteria_of_an_item(answer: Answer) -> None:
    """Marked まとめて回答."""
    found = answered_item(EMPTY, LEVEL, "1-1-1", answer)
    own = [found.reply(one.id) for one in ITEMS[0].criteria]
    assert own == [Reply(answer, wholesale=True)] * 2
    assert found.reply("4-1-3-1") == Reply()


@pytest.mark.parametrize("answer", [Answer.PARTLY, Answer.OPEN])
def test_partly_in_the_short_form_leaves_the_criteria_open(answer: Answer) -> None:
    """And takes back what was answered wholesale before; dates and owners stay."""
    before = answered_item(EMPTY, LEVEL, "1-1-1", Answer.MET)
    planned = replace(before.reply("1-1-1-1"), owner="総務")
    before = replace(before, replies={**before.replies, "1-1-1-1": planned})
    found = answered_item(before, LEVEL, "1-1-1", answer)
    assert [found.reply(one.id).answer for one in ITEMS[0].criteria] == [Answer.OPEN] * 2
    assert (found.reply("1-1-1-1").owner, found.reply("1-1-1-1").wholesale) == ("総務", False)


def test_the_short_form_keeps_what_was_answered_by_criterion() -> None:
    """Nothing is lost; and what the profile makes 対象外 gets no answer."""
    before = with_answers(_1_1_1_1=Answer.PARTLY)
    found = answered_item(before, LEVEL, "1-1-1", Answer.MET)
    assert found.reply("1-1-1-1") == Reply(Answer.PARTLY)
    assert found.reply("1-1-1-2").wholesale
    remote = replace(EMPTY, profile=Profile(remote_work=False))
    assert answered_item(remote, LEVEL, "3-1-5", Answer.MET).replies == {}


def test_the_short_form_knows_no_not_applicable() -> None:
    """It is answered criterion by criterion, with a reason."""
    with pytest.raises(Refused) as caught:
        answered_item(EMPTY, LEVEL, "3-1-5", Answer.NOT_APPLICABLE)
    assert caught.value.code == "answer_not_for_item"


def test_imported_replies_are_checked_against_the_scheme() -> None:
    """Unknown numbers and impossible 対象外, each with its place; a right one passes."""
    good = replace(EMPTY, replies={"3-1-5-1": NA, "1-1-1-1": Reply(Answer.MET)})
    check_replies(good, ITEMS)
    wrong = {"9-9-9-9": Reply(Answer.MET), "1-1-1-1": NA, "3-1-5-1": NA}
    bad = replace(EMPTY, replies=wrong, profile=Profile(remote_work=True))
    with pytest.raises(BadInput) as caught:
        check_replies(bad, ITEMS)
    assert [fault.place for fault in caught.value.faults] == [
        "replies[0].criterion",
        "replies[1].answer",
        "replies[2].answer",
    ]
