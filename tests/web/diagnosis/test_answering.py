"""A company diagnoses itself through the pages: alone, together, and until it is finished."""

import pytest

from conformance.reference import level
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply
from tests.web.diagnosis.forms import fills, form, text

ITEM = "4/4-1-3"
PAGES = ("", "/profile", "/numbers", "/4", f"/{ITEM}", "/result", "/answers.csv", "/answers.json")


def test_what_can_be_had_today_stands_above_the_start(clerk, kept):
    page = text(clerk.opens("/sme/diagnosis"))
    for words in (
        "まだ取得できません",
        "受付終了・次回未定",
        "SECURITY ACTION",
        "81基準",
        "153基準",
    ):
        assert words in page
    assert f"/sme/diagnosis/{kept().kept.ref}" in page
    begun = clerk.sends("/sme/diagnosis", "/sme/diagnosis", {"star": "4"})
    assert begun.status_code == 303
    assert begun.location.endswith("/profile")


def test_no_star_is_no_start(clerk, everything):
    before = everything()
    refused = clerk.sends("/sme/diagnosis", "/sme/diagnosis", {})
    assert refused.status_code == 422
    assert "どれか一つを選んでください" in text(refused)
    assert everything() == before


def test_pages_of_another_company_do_not_exist(enters, world, diagnosed):
    stranger = enters(world.stranger)
    for path in PAGES:
        assert stranger.opens(f"/sme/diagnosis/{diagnosed}{path}").status_code == 404


@pytest.mark.parametrize("path", ["/9", "/4/9-9-9", "/finish"])
def test_what_the_level_does_not_know_is_not_found(clerk, diagnosed, path):
    assert clerk.opens(f"/sme/diagnosis/{diagnosed}{path}").status_code == 404


def test_looking_writes_nothing_and_says_no_percentage(clerk, diagnosed, everything):
    before = everything()
    for path in PAGES:
        page = text(clerk.opens(f"/sme/diagnosis/{diagnosed}{path}"))
        for never in ("合格", "認定", "認証取得", "%", "％"):
            told = page.partition("<main")[2] or page
            assert never not in told.replace("多要素認証", ""), (path, never)
    assert everything() == before


def test_a_whole_item_is_saved_and_gone_on_from(clerk, kept, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}/{ITEM}"
    entered = {
        "a-4-1-3-1": "partly",
        "note-4-1-3-1": "工場はまだ",
        "evidence-4-1-3-1": "設定の写し",
        "owner-4-1-3-1": "田中",
        "due-4-1-3-1_y": "2027",
        "due-4-1-3-1_m": "１",
        "due-4-1-3-1_d": "31",
        "go": "next",
    }
    done = fills(clerk, path, **entered)
    assert done.location.endswith("/4/4-1-4")
    given = kept().kept.assessment.reply("4-1-3-1")
    assert (given.answer, given.note, given.owner) == (Answer.PARTLY, "工場はまだ", "田中")
    assert str(given.due) == "2027-01-31"
    again = text(clerk.opens(path))
    assert "工場はまだ" in again
    assert "に答えました" in again
    assert fills(clerk, path).status_code == 303
    assert kept().kept.seen("4-1-3-1") == 1


def test_what_is_wrong_is_named_and_nothing_is_lost(clerk, kept, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}/{ITEM}"
    refused = fills(clerk, path, **{"a-4-1-3-1": "met", "due-4-1-3-1_y": "2027"})
    assert refused.status_code == 422
    assert "暦にある日" in text(refused)
    refused = fills(clerk, path, **{"a-4-1-3-2": "not_applicable", "note-4-1-3-1": "書きかけ"})
    assert refused.status_code == 422
    assert "対象外とする理由が書かれていません" in text(refused)
    assert "書きかけ" in text(refused)
    assert kept().total.answered == 0


def test_two_colleagues_on_one_question(clerk, store, *, colleague, kept, now, diagnosed):
    """The form keeps what I entered; sending it again is my choice, and both stay on record."""
    path = f"/sme/diagnosis/{diagnosed}/{ITEM}"
    mine = form(clerk.opens(path)) | {"a-4-1-3-1": "met", "note-4-1-3-1": "全部の PC"}
    told = (ReplyTo("4-1-3-1", Reply(Answer.UNMET, note="工場は素通し"), 0),)
    store.run(reply, colleague, GiveReply("other", diagnosed, told), now)
    shown = clerk.client.post(path, data=mine)
    assert shown.status_code == 409
    for words in ("田中さんの、先に保存された答え", "工場は素通し", "全部の PC"):
        assert words in text(shown)
    assert kept().kept.assessment.reply("4-1-3-1").answer is Answer.UNMET
    clerk.client.post(path, data=form(shown) | {"note-4-1-3-1": "全部の PC"})
    given = kept().kept.given["4-1-3-1"]
    assert (given.reply.answer, given.version) == (Answer.MET, 2)


def test_what_i_did_not_touch_does_not_stand_in_a_colleagues_way(
    clerk, store, *, colleague, kept, now, diagnosed
):
    path = f"/sme/diagnosis/{diagnosed}/{ITEM}"
    mine = form(clerk.opens(path)) | {"a-4-1-3-2": "met"}
    told = (ReplyTo("4-1-3-1", Reply(Answer.UNMET), 0),)
    store.run(reply, colleague, GiveReply("other", diagnosed, told), now)
    assert clerk.client.post(path, data=mine).status_code == 303
    made = kept().kept.assessment
    assert (made.reply("4-1-3-1").answer, made.reply("4-1-3-2").answer) == (
        Answer.UNMET,
        Answer.MET,
    )


def test_the_short_form_answers_items(clerk, kept, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}/1"
    items = [one for one in level("scs/2026-03-27", 3).items if one.category == "1"]
    done = fills(clerk, path, **{f"a-{items[0].id}": "met", "go": "next"})
    assert done.location.endswith("/2")
    found = kept()
    assert found.total.met == len(items[0].criteria)
    assert [one.id for one in found.reached] == [items[0].id]


def test_the_profile_takes_criteria_out_of_the_count(clerk, kept, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}/profile"
    done = fills(
        clerk,
        path,
        unit="全社",
        sites="本社、大阪府\n倉庫",
        left_out="加工機：単独で使う",
        staff="３０",
        sharing="no",
        development="no",
    )
    assert done.status_code == 303, text(done)
    made = kept()
    assert (made.total.asked, made.total.not_applicable) == (78, 3)
    assert made.kept.assessment.profile.staff == 30
    assert [one.prefecture for one in made.kept.assessment.scope.sites] == ["27", None]
    assert fills(clerk, path).status_code == 303
    again = kept().kept.assessment
    assert (again.scope, again.profile) == (
        made.kept.assessment.scope,
        made.kept.assessment.profile,
    )
    refused = fills(clerk, path, sites="本社、大坂", staff="多い")
    assert refused.status_code == 422
    assert "都道府県の名前ではありません" in text(refused)


def test_numbers_make_a_proposal_that_a_person_takes_over(clerk, kept, diagnosed):
    path = f"/sme/diagnosis/{diagnosed}/numbers"
    numbers = {"facts.patch.days": "10", "facts.patch.score_from": "7.0"}
    numbers |= {"facts.mfa.factors": "none", "facts.password.kinds": ["数字", "記号"]}
    numbers |= {"facts.patch.undisclosed": "yes", "facts.patch.other_measure": "no"}
    done = fills(clerk, path, **numbers)
    assert done.status_code == 303, text(done)[text(done).index("errsum") :][:800]
    assert kept().proposals["4-4-4-2"].answer is Answer.MET
    page = text(clerk.opens(f"/sme/diagnosis/{diagnosed}/4/4-4-4"))
    assert "案：達成" in page
    assert kept().total.answered == 0
    assert fills(clerk, path, **{"facts.patch.score_from": "高い"}).status_code == 422


def test_a_finished_diagnosis_stays_as_it_is(clerk, kept, diagnosed, everything):
    path = f"/sme/diagnosis/{diagnosed}"
    before_the_end = form(clerk.opens(f"{path}/{ITEM}")) | {"a-4-1-3-1": "met"}
    done = clerk.sends(f"{path}/result", f"{path}/finish")
    assert done.location.endswith("/result")
    assert "2026年11月25日に終了" in text(clerk.opens(f"{path}/result"))
    assert str(kept().kept.assessment.finished_on) == "2026-11-25"
    before = everything()
    late = clerk.client.post(f"{path}/{ITEM}", data=before_the_end)
    assert late.status_code == 409
    assert "変えられません" in text(late)
    assert everything() == before
    for page in PAGES:
        assert clerk.opens(f"{path}{page}").status_code == 200
