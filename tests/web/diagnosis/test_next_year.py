"""The next diagnosis through the pages: begun from the last, confirmed, compared."""

import pytest

from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.desk.diagnosis.starting import FinishDiagnosis, finish_diagnosis
from marketplace.desk.diagnosis.viewing import diagnosis
from marketplace.domain.assessment import Answer, Reply
from tests.web.diagnosis.forms import fills, form, text

LAST = {
    "4-1-3-1": Reply(Answer.MET, note="全部の PC"),
    "4-1-3-2": Reply(Answer.UNMET),
    "1-2-1-1": Reply(Answer.MET),
}


@pytest.fixture
def finished(store, world, now, diagnosed):
    """Give the reference of a finished diagnosis with three answers."""
    told = tuple(ReplyTo(number, one, 0) for number, one in LAST.items())
    store.run(reply, world.company, GiveReply("last", diagnosed, told), now)
    store.run(finish_diagnosis, world.company, FinishDiagnosis("end", diagnosed), now)
    return diagnosed


@pytest.fixture
def begun(clerk, finished):
    """Give the path of the next one, begun through the page."""
    done = fills(clerk, "/sme/diagnosis", star="3")
    assert done.status_code == 303, text(done)
    return done.location.removesuffix("/profile")


@pytest.fixture
def seen(store, world, begun):
    """Give the next one as it is kept now."""

    def read():
        with store.read() as book:
            return diagnosis(book, world.company, begun.rpartition("/")[2])

    return read


def test_the_start_offers_the_last_one_and_takes_it_only_where_ticked(clerk, finished):
    page = clerk.opens("/sme/diagnosis")
    assert "に終えた ★3の診断から始める" in text(page)
    assert finished in form(page)["previous"]
    plain = {name: value for name, value in form(page).items() if name != "previous"}
    done = clerk.client.post("/sme/diagnosis", data=plain | {"star": "3"})
    assert "前回との違い" not in text(clerk.opens(done.location.removesuffix("/profile")))


def test_last_answers_are_shown_and_do_not_count(clerk, begun, seen):
    assert seen().total.answered == 0
    page = text(clerk.opens(f"{begun}/4/4-1-3"))
    assert "前回の答え：達成" in page
    assert "全部の PC" in page
    assert "3基準が、まだ確かめられていません" in text(clerk.opens(begun))


def test_one_is_confirmed_on_its_page(clerk, begun, seen):
    path = f"{begun}/4/4-1-3"
    assert fills(clerk, path, **{"same-4-1-3-1": "yes"}).status_code == 303
    found = seen()
    assert found.kept.assessment.reply("4-1-3-1") == LAST["4-1-3-1"]
    assert set(found.last) == {"4-1-3-2", "1-2-1-1"}


def test_what_is_entered_now_stands_over_what_was_said_then(clerk, begun, seen):
    path = f"{begun}/4/4-1-3"
    entered = {"same-4-1-3-1": "yes", "note-4-1-3-1": "サーバーも", "owner-4-1-3-1": "田中"}
    assert fills(clerk, path, **entered).status_code == 303
    made = seen().kept.assessment.reply("4-1-3-1")
    assert made == Reply(Answer.MET, note="サーバーも", owner="田中")
    other = {"same-4-1-3-2": "yes", "a-4-1-3-2": "met"}
    assert fills(clerk, path, **other).status_code == 303
    assert seen().kept.assessment.reply("4-1-3-2").answer is Answer.MET


def test_a_category_is_confirmed_at_once_but_what_is_unticked(clerk, begun, seen):
    path = f"{begun}/4"
    page = clerk.opens(path)
    ticked = form(page)
    assert ticked["criterion"] == ["4-1-3-1", "4-1-3-2"]
    done = clerk.client.post(f"{path}/confirm", data=ticked | {"criterion": ["4-1-3-2"]})
    assert done.status_code == 303, text(done)
    assert seen().kept.assessment.replies == {"4-1-3-2": LAST["4-1-3-2"]}
    assert "4-1-3-1" in form(clerk.opens(path))["criterion"]


def test_a_stale_confirmation_changes_no_answer_of_today(clerk, begun, seen):
    path = f"{begun}/4"
    stale = form(clerk.opens(path))
    fills(clerk, f"{path}/4-1-3", **{"a-4-1-3-1": "unmet"})
    assert clerk.client.post(f"{path}/confirm", data=stale).status_code == 303
    assert seen().kept.assessment.reply("4-1-3-1").answer is Answer.UNMET


def test_the_difference_page_tells_each_turn(clerk, begun, enters, world):
    fills(clerk, f"{begun}/4/4-1-3", **{"a-4-1-3-1": "partly", "a-4-1-3-2": "met"})
    page = text(clerk.opens(f"{begun}/changes"))
    assert "1基準が良くなり、2基準が悪くなりました" in page
    for words in ("新しく問われる", "問われなくなった", "まだ回答中"):
        assert words in page
    assert enters(world.stranger).opens(f"{begun}/changes").status_code == 404


def test_without_an_earlier_one_there_is_no_difference_page(clerk, diagnosed):
    missing = clerk.opens(f"/sme/diagnosis/{diagnosed}/changes")
    assert missing.status_code == 404
    assert "くらべる前回の診断がありません" in text(missing)


def test_a_start_under_another_edition_is_refused_with_its_reason(clerk, everything):
    before = everything()
    refused = fills(clerk, "/sme/diagnosis", star="3", edition="scs/2020-01-01")
    assert refused.status_code == 422
    assert "基準の版「scs/2020-01-01」はありません" in text(refused)
    assert everything() == before
