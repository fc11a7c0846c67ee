"""What the company already has: written one at a time, shown with the day on which it ends."""

import pytest

from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply, Safeguard, SafeguardKind
from tests.web.diagnosis.forms import fills, form, text

ENTERED = {
    "name": "出入口の機器の保守",
    "kind": "device",
    "criterion": ["4-5-1-1", "5-1-1-1"],
    "monthly_ex_tax": "１２,０００",
    "ends_on_y": "2027",
    "ends_on_m": "3",
    "ends_on_d": "31",
    "go": "keep",
}


@pytest.fixture
def path(diagnosed):
    """Give the address of the diagnosis."""
    return f"/sme/diagnosis/{diagnosed}"


def own(kept):
    return kept().kept.assessment.profile.safeguards


def test_one_is_written_and_changed_and_taken_off(clerk, kept, path):
    done = fills(clerk, f"{path}/measures/0", **ENTERED)
    assert done.status_code == 303, text(done)
    (made,) = own(kept)
    assert made.monthly_ex_tax == 12_000
    assert (made.kind, made.criteria) == (SafeguardKind.DEVICE, ("4-5-1-1", "5-1-1-1"))
    assert str(made.ends_on) == "2027-03-31"
    page = text(clerk.opens(f"{path}/profile"))
    assert "2027年3月31日" in page
    assert fills(clerk, f"{path}/measures/0", go="keep").status_code == 303
    assert own(kept) == (made,)
    second = {"name": "方針", "kind": "own", "go": "keep"}
    assert fills(clerk, f"{path}/measures/1", **second).status_code == 303
    assert own(kept)[1] == Safeguard("方針", SafeguardKind.OWN)
    assert "不明" in text(clerk.opens(f"{path}/profile"))
    assert fills(clerk, f"{path}/measures/0", go="remove").status_code == 303
    assert [one.name for one in own(kept)] == ["方針"]


def test_saving_the_profile_keeps_the_measures(clerk, kept, path):
    fills(clerk, f"{path}/measures/0", **ENTERED)
    before = own(kept)
    page = clerk.opens(f"{path}/profile")
    assert (
        clerk.client.post(f"{path}/profile", data=form(page) | {"staff": "31"}).status_code == 303
    )
    assert own(kept) == before
    assert kept().kept.assessment.profile.staff == 31


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ({"name": ""}, "対策の名前を書いてください"),
        ({"kind": "x"}, "どれか一つを選んでください"),
        ({"monthly_ex_tax": "高い"}, "整数で入力してください"),
        ({"ends_on_m": "13"}, "暦にある日"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_lost(clerk, kept, path, *, entered, words):
    refused = fills(clerk, f"{path}/measures/0", **ENTERED | entered)
    assert refused.status_code == 422
    assert words in text(refused)
    assert form(refused)["criterion"] == ["4-5-1-1", "5-1-1-1"]
    assert own(kept) == ()


def test_two_colleagues_do_not_overwrite_each_other(clerk, kept, path):
    stale = form(clerk.opens(f"{path}/measures/0"))
    fills(clerk, f"{path}/measures/0", **ENTERED)
    late = clerk.client.post(f"{path}/measures/0", data=stale | ENTERED | {"name": "別のもの"})
    assert late.status_code == 409
    assert "先に保存しました" in text(late)
    assert [one.name for one in own(kept)] == ["出入口の機器の保守"]


@pytest.mark.parametrize("place", ["1", "-1", "x", "99999999999"])
def test_a_place_that_is_none_is_not_found(clerk, path, place):
    assert clerk.opens(f"{path}/measures/{place}").status_code == 404


def test_the_result_says_what_ends_when(clerk, kept, path, *, store, world, now):
    told = (ReplyTo("4-5-1-1", Reply(Answer.MET), 0), ReplyTo("5-1-1-1", Reply(Answer.MET), 0))
    ref = path.rpartition("/")[2]
    store.run(reply, world.company, GiveReply("met", ref, told), now)
    fills(clerk, f"{path}/measures/0", **ENTERED)
    page = text(clerk.opens(f"{path}/result"))
    assert "2027年3月31日に切れる対策" in page
    assert "2基準を満たしています：4-5-1-1、5-1-1-1" in page
    past = {"ends_on_y": "2026", "ends_on_m": "10", "ends_on_d": "31"}
    fills(clerk, f"{path}/measures/0", **past, go="keep")
    assert "もう切れた対策で「達成」と答えている基準" in text(clerk.opens(f"{path}/result"))


def test_measures_of_another_company_do_not_exist(enters, world, path):
    assert enters(world.stranger).opens(f"{path}/measures/0").status_code == 404
