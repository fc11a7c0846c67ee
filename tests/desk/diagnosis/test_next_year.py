"""The next diagnosis begins from the last: answers wait to be looked at again."""

from dataclasses import replace
from datetime import date

import pytest

from conformance.reference import level
from marketplace.desk.diagnosis.confirming import ConfirmPrevious, compared, confirm_previous
from marketplace.desk.diagnosis.profiling import StateProfile, state_profile
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.desk.diagnosis.starting import (
    FinishDiagnosis,
    StartDiagnosis,
    finish_diagnosis,
    start_diagnosis,
)
from marketplace.desk.diagnosis.viewing import diagnosis, last_one
from marketplace.domain.assessment import Answer, Profile, Reply, Safeguard, SafeguardKind
from marketplace.domain.difference import Turn
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.tier import Star

ONE, TWO, THREE = "1-3-1-1", "4-1-3-1", "4-3-4-1"
MET, UNMET = Reply(Answer.MET), Reply(Answer.UNMET)
SEEN = replace(MET, note="台帳", evidence="写し", checked_on=date(2026, 10, 1))
OLD = date(2026, 10, 1)
OLD_SLUG = "scs/2026-03-27"


@pytest.fixture(name="last")
def _last(town):
    """Give the finished diagnosis: one met with its evidence seen, one not met."""
    made = town.do(start_diagnosis, town.company, StartDiagnosis("a", Star.THREE), town.on(OLD))
    safeguards = (Safeguard("保守", SafeguardKind.DEVICE, (THREE, "7-1-1-2")),)
    profile = Profile(staff=30, development=False, safeguards=safeguards)
    order = StateProfile("b", made.ref, 0, profile=profile)
    town.do(state_profile, town.company, order, town.on(OLD))
    told = (ReplyTo(ONE, SEEN, 0), ReplyTo(TWO, UNMET, 0), ReplyTo(THREE, MET, 0))
    town.do(reply, town.company, GiveReply("c", made.ref, told), town.on(OLD))
    return town.do(finish_diagnosis, town.company, FinishDiagnosis("d", made.ref), town.on(OLD))


def begins(town, last):
    order = StartDiagnosis("next", Star.THREE, previous=last.ref)
    return town.do(start_diagnosis, town.company, order)


def seen(town, made):
    return town.see(diagnosis, town.company, made.ref)


def test_the_last_one_is_the_one_that_was_finished_last(town, last):
    assert town.see(last_one, town.company).ref == last.ref
    assert town.see(last_one, town.neighbour) is None


def test_answers_of_last_time_do_not_count_until_confirmed(town, last):
    made = begins(town, last)
    found = seen(town, made)
    assert (found.total.answered, found.total.asked) == (0, 80)
    assert found.kept.assessment.profile == last.assessment.profile
    assert found.last == {ONE: replace(SEEN, checked_on=None), TWO: UNMET, THREE: MET}
    assert town.counts()["assessment_reply"] == 3


def test_they_are_confirmed_one_by_one(town, last):
    made = begins(town, last)
    kept = town.do(confirm_previous, town.company, ConfirmPrevious("x", made.ref, (ONE,)))
    assert kept.assessment.replies == {ONE: replace(SEEN, checked_on=None)}
    assert (kept.given[ONE].by, kept.given[ONE].at.date()) == ("company", town.today)
    found = seen(town, made)
    assert (found.total.answered, set(found.last)) == (1, {TWO, THREE})
    again = town.do(confirm_previous, town.company, ConfirmPrevious("y", made.ref, (ONE,)))
    assert again.seen(ONE) == 1


def test_what_was_answered_meanwhile_stays(town, last):
    made = begins(town, last)
    told = (ReplyTo(ONE, UNMET, 0),)
    town.do(reply, town.company, GiveReply("n", made.ref, told))
    order = ConfirmPrevious("x", made.ref, (ONE, TWO))
    assert town.do(confirm_previous, town.company, order).assessment.replies == {
        ONE: UNMET,
        TWO: UNMET,
    }


def test_what_the_level_does_not_ask_is_missing_and_nothing_is_kept(town, last):
    made = begins(town, last)
    order = ConfirmPrevious("x", made.ref, (ONE, "9-9-9-9"))
    assert town.refuses(Missing, confirm_previous, town.company, order)[0] == "criterion"


def test_a_finished_one_confirms_nothing(town, last):
    made = begins(town, last)
    town.do(finish_diagnosis, town.company, FinishDiagnosis("f", made.ref))
    order = ConfirmPrevious("x", made.ref, (ONE,))
    assert town.refuses(Conflict, confirm_previous, town.company, order)[0] == "assessment_finished"
    assert seen(town, made).last == {}


def test_only_a_finished_one_of_ones_own_is_begun_from(town, last):
    unfinished = town.diagnosed()
    order = StartDiagnosis("x", Star.THREE, previous=unfinished.ref)
    code, _ = town.refuses(Conflict, start_diagnosis, town.company, order)
    assert code == "previous_not_finished"
    order = StartDiagnosis("y", Star.THREE, previous=last.ref)
    assert town.refuses(Missing, start_diagnosis, town.neighbour, order)[0] == "assessment"


def test_the_difference_tells_better_worse_new_and_gone(town, last):
    made = begins(town, last)
    order = StateProfile("p", made.ref, 0, profile=Profile(development=True, sharing=False))
    town.do(state_profile, town.company, order)
    told = (ReplyTo(ONE, UNMET, 0), ReplyTo(TWO, MET, 0), ReplyTo(THREE, MET, 0))
    town.do(reply, town.company, GiveReply("n", made.ref, told))
    found = town.see(compared, town.company, made.ref).differences
    turns = {turn: [one.criterion.id for one in found.of(turn)] for turn in Turn}
    assert turns == {
        Turn.BETTER: [TWO],
        Turn.WORSE: [ONE],
        Turn.NEW: ["4-1-2-4"],
        Turn.GONE: ["2-1-2-1", "2-1-4-1"],
        Turn.OTHER: [],
    }
    assert found.same == 81 - 5


def test_without_an_earlier_one_there_is_nothing_to_compare(town, last):
    with pytest.raises(Missing) as missing:
        town.see(compared, town.company, last.ref)
    assert missing.value.code == "previous_diagnosis"
    with pytest.raises(Missing):
        town.see(compared, town.neighbour, begins(town, last).ref)
    with pytest.raises(Missing):
        town.see(compared, town.neighbour, town.diagnosed().ref, last.ref)


def test_a_new_edition_takes_over_and_the_old_one_stays_readable(town, last, later_edition):
    """Each is read under its own edition; a criterion that is gone meets nothing any more."""
    made = begins(town, last)
    assert made.assessment.edition == later_edition
    assert made.assessment.profile.safeguards[0].criteria == (THREE,)
    labels = {slug: level(slug, 4).by_id["1-1-1-1"].label for slug in (OLD_SLUG, later_edition)}
    assert labels[later_edition] == "新しい版の言い回し" != labels[OLD_SLUG]
    assert "7-1-1-9" not in level(OLD_SLUG, 4).by_id
    assert seen(town, last).level == level(OLD_SLUG, 3)
    four = town.do(start_diagnosis, town.company, StartDiagnosis("f", Star.FOUR, previous=last.ref))
    found = town.see(compared, town.company, four.ref)
    assert (len(found.level_before.by_id), len(found.level.by_id)) == (81, 153)
    assert "7-1-1-9" in [one.criterion.id for one in found.differences.of(Turn.NEW)]
    assert seen(town, made).kept.edition.slug == later_edition


def test_a_superseded_edition_begins_nothing(town, later_edition):
    order = StartDiagnosis("x", Star.THREE, edition="scs/2026-03-27")
    code, values = town.refuses(Conflict, start_diagnosis, town.company, order)
    assert (code, values["current"]) == ("edition_superseded", later_edition)
    assert values["on"] == date(2026, 11, 20)
    right = StartDiagnosis("y", Star.THREE, edition=later_edition)
    assert town.do(start_diagnosis, town.company, right).assessment.edition == later_edition
    early = StartDiagnosis("z", Star.THREE, edition=later_edition)
    before = town.on(date(2026, 11, 19))
    code, _ = town.refuses(Conflict, start_diagnosis, town.company, early, before)
    assert code == "edition_not_current"


@pytest.mark.parametrize("slug", ["scs/2020-01-01", "otasuke/2.0", "x" * 500])
def test_an_edition_that_is_none_of_the_scheme_is_refused(town, slug):
    order = StartDiagnosis("x", Star.THREE, edition=slug)
    assert town.refuses(Refused, start_diagnosis, town.company, order)[0] == "edition_unknown"
