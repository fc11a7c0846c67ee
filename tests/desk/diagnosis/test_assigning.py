"""Who does what is left, and by when: over whatever was answered, and nothing else changes."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.desk.diagnosis.assigning import AssignTasks, assign_tasks
from marketplace.desk.diagnosis.replying import GiveItemReply, GiveReply, ItemReply, ReplyTo
from marketplace.desk.diagnosis.replying import reply as give
from marketplace.desk.diagnosis.replying import reply_item as give_item
from marketplace.desk.diagnosis.starting import FinishDiagnosis, finish_diagnosis
from marketplace.desk.diagnosis.viewing import diagnosis
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.errors import Conflict, Missing, Refused

ONE, OTHER = "1-3-1-1", "4-1-3-1"
DUE = date(2027, 1, 29)


@pytest.fixture(name="made")
def _made(town):
    return town.diagnosed()


def assigns(town, made, *criteria, **order):
    wish = AssignTasks(town.token(), made.ref, criteria, **order)
    return town.do(assign_tasks, town.company, wish)


def now(town, made):
    return town.see(diagnosis, town.company, made.ref).kept


def test_owner_and_day_are_put_over_the_answers(town, made):
    answered = Reply(Answer.PARTLY, note="事務所だけ", owner="前の人")
    told = (ReplyTo(ONE, answered, 0),)
    town.do(give, town.company, GiveReply(town.token(), made.ref, told))
    assigns(town, made, ONE, OTHER, owner=" 田中 ", due=DUE)
    found = now(town, made)
    assert found.assessment.reply(ONE) == replace(answered, owner="田中", due=DUE)
    assert found.assessment.reply(OTHER) == Reply(owner="田中", due=DUE)
    assert found.seen(ONE) == 2


def test_what_is_left_out_stays(town, made):
    assigns(town, made, ONE, owner="田中")
    assigns(town, made, ONE, due=DUE)
    assert now(town, made).assessment.reply(ONE) == Reply(owner="田中", due=DUE)


def test_an_answer_of_the_short_form_stays_one(town, made):
    """So that the short form can still change it."""
    short = GiveItemReply(town.token(), made.ref, (ItemReply("1-3-1", Answer.UNMET, 0),))
    town.do(give_item, town.company, short)
    assigns(town, made, ONE, owner="田中")
    assert now(town, made).assessment.reply(ONE).wholesale


@pytest.mark.parametrize(
    ("criteria", "order", "code"),
    [
        ((), {"owner": "田中"}, "nothing_assigned"),
        ((ONE,), {}, "nothing_assigned"),
        ((ONE,), {"owner": "  "}, "nothing_assigned"),
        ((ONE,), {"owner": "長" * 61}, "words_too_long"),
    ],
)
def test_nothing_is_assigned_to_nobody(town, made, criteria, order, code):
    before = town.everything()
    with pytest.raises(Refused) as refused:
        assigns(town, made, *criteria, **order)
    assert refused.value.code == code
    assert town.everything() == before


def test_all_of_it_or_nothing(town, made):
    """A criterion of the higher star is unknown here."""
    before = town.everything()
    with pytest.raises(Missing):
        assigns(town, made, ONE, "1-1-1-1", owner="田中")
    assert town.everything() == before


def test_a_finished_one_stays_as_it_is(town, made):
    town.do(finish_diagnosis, town.company, FinishDiagnosis(town.token(), made.ref))
    with pytest.raises(Conflict) as refused:
        assigns(town, made, ONE, owner="田中")
    assert refused.value.code == "assessment_finished"
