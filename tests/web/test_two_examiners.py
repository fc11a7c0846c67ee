"""A 不適合 under 手引き may be ruled otherwise, by two examiners of one mind, through the pages."""

import pytest

from marketplace.desk.submission import Submit, submit

ANSWER = {"form": "rule", "clause": "OTK-03-1", "reason": "離島の例外を、手引きで確かめました。"}


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def page(store, world, manifest, *, confirmed, settles, now):
    """Give the review of a service without technicians, everything else settled."""
    raw = manifest(dispatch={"available": False}).encode()
    (made,) = store.run(submit, world.provider, Submit("submit", raw, "m.yaml"), now)
    settles(made.ref)
    return f"/certifier/submissions/{made.ref}"


def rules(visitor, page, verdict):
    answer = visitor.sends(f"{page}?clause=OTK-03-1", f"{page}/rule", ANSWER | {"verdict": verdict})
    assert answer.status_code == 303, text_of(answer)
    return text_of(visitor.opens(f"{page}?clause=OTK-03-1"))


def test_one_examiner_alone_changes_nothing(enters, world, page):
    """She is told that a second one has to agree."""
    shown = rules(enters(world.certifier), page, "conforms")
    assert "もう一人の確認待ち" in shown
    assert "あなたが「適合」と判断しました" in shown
    assert "未決が 1件" in shown
    assert "まだ発行できません" in shown


def test_the_second_sees_the_first_and_may_agree(enters, world, second, page):
    """With her reason; then it is settled by both."""
    rules(enters(world.certifier), page, "conforms")
    other = enters(second)
    before = text_of(other.opens(f"{page}?clause=OTK-03-1"))
    assert "シンサキカンの人さんが「適合」と判断しました" in before
    assert ANSWER["reason"] in before
    after = rules(other, page, "conforms")
    assert "もう一人の確認待ち" not in after
    assert "未決はありません" in after
    assert "適合（人が確認）" in after


def test_the_second_may_differ(enters, world, second, page):
    """Then it stays 不適合."""
    rules(enters(world.certifier), page, "conforms")
    shown = rules(enters(second), page, "fails")
    assert "未決が 1件" in shown
    assert "あなたが「不適合」と判断しました" in shown


def test_what_waits_for_the_original_leads_there(store, enters, world, second, manifest, *, now):
    """A clause that nobody has compared is no examiner's to decide by judgement."""
    raw = manifest().encode()
    (made,) = store.run(submit, world.provider, Submit("submit", raw, "m.yaml"), now)
    address = f"/certifier/submissions/{made.ref}?clause=OTK-05-4"
    shown = text_of(enters(world.certifier).opens(address))
    assert "この条項は、原文照合がまだです" in shown
    assert "/certifier/confirmations?clause=OTK-05-4" in shown
    assert "あなたの判断を書く" not in shown
