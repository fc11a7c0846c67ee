"""What a body decides through its pages, and what everybody reads of it."""

import pytest

from marketplace.store.rows import EditionEventRow
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig

EDITIONS = "/certifier/editions"
DAY = {"y": "2026", "m": "12", "d": "16"}
PUT = {
    "form": "e2",
    "edition": "otasuke-sc/draft",
    "state": "consultation",
    "reason": "広く意見を聞くため。",
} | {f"at_{part}": value for part, value in DAY.items()}


def text_of(answer):
    return answer.get_data(as_text=True)


def since(kind, **changes):
    today = {"since_y": "2026", "since_m": "11", "since_d": "25"}
    return {"form": kind, "kind": kind, "reason": "証跡の更新がないため。"} | today | changes


@pytest.fixture
def first(enters, world):
    """Give the first examiner."""
    return enters(world.certifier)


@pytest.fixture
def other(enters, second):
    """Give the second examiner."""
    return enters(second)


def test_two_examiners_move_an_edition(first, other, visitor):
    """The first proposes, the second agrees with one button, and everybody reads the event."""
    assert first.sends(EDITIONS, EDITIONS, PUT).status_code == 303
    mine = text_of(first.opens(EDITIONS))
    assert "2026年12月16日から「意見募集」" in mine
    assert "もう一人の審査員が同意すると、決まります" in mine
    assert "この案に同意して決める" not in mine
    assert "意見募集" not in text_of(visitor.opens("/editions/otasuke-sc/draft"))
    assert "この案に同意して決める" in text_of(other.opens(EDITIONS))
    agreed = {name: PUT[name] for name in ("edition", "state", "reason")} | {"at": "2026-12-16"}
    assert other.sends(EDITIONS, EDITIONS, agreed).status_code == 303
    assert "決まりました" in text_of(other.opens(EDITIONS))
    page = text_of(visitor.opens("/editions/otasuke-sc/draft"))
    assert "広く意見を聞くため。" in page
    assert "2026年12月16日から「意見募集」</b>と決まっています" in page
    told = visitor.opens("/api/v1/editions/otasuke-sc/draft").get_json()
    assert (told["state"], told["events"][-1]["state"]) == ("draft", "consultation")


def test_an_edition_that_rests_on_assumptions_is_not_put_in_force(first, store):
    """The page names the clauses before anybody tries, and the form says why not."""
    assert "原文照合がまだの仮の条項が 29あります" in text_of(first.opens(EDITIONS))
    answer = first.sends(EDITIONS, EDITIONS, PUT | {"state": "in_force"})
    assert answer.status_code == 422
    assert "原文と照らしていない仮の条項" in text_of(answer)
    assert "広く意見を聞くため。" in text_of(answer)
    with store.read() as book:
        assert book.session.query(EditionEventRow).count() == 0


def test_a_proposal_is_taken_back(first, other):
    """By a colleague too; then the form is there again."""
    first.sends(EDITIONS, EDITIONS, PUT)
    form = {"edition": PUT["edition"]}
    assert other.sends(EDITIONS, f"{EDITIONS}/withdraw", form).status_code == 303
    assert "版を動かす案は、出ていません" in text_of(first.opens(EDITIONS))


def test_a_form_without_a_state_or_a_day_names_both(first):
    """Kindly, and at once."""
    answer = first.sends(EDITIONS, EDITIONS, {"form": "e2", "edition": PUT["edition"]})
    assert answer.status_code == 422
    assert "どれか一つを選んでください" in text_of(answer)
    assert "西暦の年・月・日" in text_of(answer)
    spoilt = PUT | {"at": "いつか", "at_d": "40"}
    assert first.sends(EDITIONS, EDITIONS, spoilt).status_code == 422


def test_a_certificate_is_suspended_reinstated_and_revoked(first, enters, world, visitor, scene):
    """Everybody reads it on the certificate's page, the provider on its own."""
    page, here = (
        f"/certificates/{scene.certificate}",
        f"/certifier/certificates/{scene.certificate}",
    )
    assert first.sends(here, here, since("suspend")).status_code == 303
    shown = text_of(visitor.opens(page))
    assert "2026年11月25日から、効力が停止されています。" in shown
    assert "証跡の更新がないため。" in shown
    assert visitor.opens(f"/services/{scene.certificate}").status_code == 404
    assert "効力の停止中" in text_of(enters(world.provider).opens("/provider/certificates"))
    told = visitor.opens(f"/api/v1/certificates/{scene.certificate}").get_json()
    assert (told["standing"], told["standing_since"]) == ("suspend", "2026-11-25")
    assert (told["valid_today"], told["listed_today"]) == (False, False)
    assert first.sends(here, here, since("reinstate")).status_code == 303
    assert "有効です。" in text_of(visitor.opens(page))
    assert visitor.opens(f"/services/{scene.certificate}").status_code == 200
    assert first.sends(here, here, since("revoke")).status_code == 303
    assert "取り消されています。" in text_of(visitor.opens(page))
    assert "次に決められることはありません" in text_of(first.opens(here))


def test_what_cannot_be_decided_is_said_in_the_form(first, scene, everything):
    """Nothing is written, and what was entered stays."""
    here, before = f"/certifier/certificates/{scene.certificate}", everything()
    for form in (since("reinstate"), since("suspend", since_d="24"), since("suspend", reason="")):
        answer = first.sends(here, here, form)
        assert answer.status_code == 422
    assert "2026年11月25日" in text_of(first.sends(here, here, since("suspend", since_d="24")))
    assert everything() == before


def test_the_difference_of_two_editions_is_a_page(visitor):
    """Old and new side by side, and the other way round."""
    page = text_of(visitor.opens("/editions/otasuke/2.0/diff/otasuke-sc/draft"))
    assert "<ins>" in page
    assert "<del>" in page
    assert "公式の新旧対照表ではありません" in page
    same = text_of(visitor.opens("/editions/otasuke/2.0/diff/otasuke/2.0"))
    assert "違う条項はありません" in same
    assert visitor.opens("/editions/otasuke/2.0/diff/otasuke/9.9").status_code == 404
    assert "/editions/otasuke/2.0/diff/otasuke-sc/draft" in text_of(
        visitor.opens("/editions/otasuke-sc/draft")
    )


def test_the_published_files_are_given_out_and_nothing_else(visitor, config):
    """The private halves beside them have no address."""
    (config.keys / "secret.pem").write_text("secret", "utf-8")
    for name in ("jwks", "status"):
        answer = visitor.opens(f"/.well-known/otasuke-{name}.json")
        assert (answer.status_code, answer.get_data()) == (200, b"{}")
    assert visitor.opens("/.well-known/otasuke-secret.pem").status_code == 404


def test_what_is_not_published_is_missing_and_the_page_says_so(config, scene):
    """Without keys nobody is sent to a file that is not there."""
    app = create_app(WebConfig(config.store, config.secret_key, demo=True, clock=config.clock))
    client = app.test_client()
    assert client.get("/.well-known/otasuke-jwks.json").status_code == 404
    page = text_of(client.get(f"/certificates/{scene.certificate}"))
    assert "公開した鍵は、まだありません" in page
    assert "otasuke verify" in page
