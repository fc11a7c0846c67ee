"""Signing up, a new password and a new address through the pages."""

import pytest

from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.organisation import OrgKind
from marketplace.store.accounts import passwords, people
from tests.web.letters import address_link, reset_link, sign_up_link

PASSWORD, OTHER = "tsuki-to-jitensha-42", "aoi-hako-no-naka-7"
NUMBER = "7000012050002"
YOU = {"person_name": "新井 花", "password": PASSWORD}
FIRM = {"org_name": "新しい製作所（架空）", "reading": "アタラシイ", "address": "東京都千代田区"}
WHOLE = YOU | FIRM | {"corporate_number": NUMBER}
PROVIDES = WHOLE | {"code": "atarashi", "invoice_number": f"T{NUMBER}"}


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("kind", "form", "home"),
    [
        ("sme", YOU | FIRM, "/sme/"),
        ("provider", PROVIDES, "/provider/"),
        ("buyer", WHOLE, "/buyer/"),
    ],
)
def test_a_new_user_reaches_the_first_page(visitor, config, kind, form, home):
    """From the link of the letter to a home page, signed in."""
    page = f"/signup/{sign_up_link(config, kind=OrgKind(kind))}"
    assert "new@example.jp を確かめました" in text_of(visitor.opens(page))
    answer = visitor.sends(page, page, form)
    assert (answer.status_code, answer.location) == (303, home)
    shown = visitor.opens(home)
    assert shown.status_code == 200
    assert "新しい製作所（架空）" in text_of(shown)


def test_the_account_that_was_made_signs_in(app, visitor, config, enters):
    page = f"/signup/{sign_up_link(config)}"
    visitor.sends(page, page, YOU | FIRM)
    visitor.sends("/sme/", "/signout")
    form = {"email": "new@example.jp", "password": PASSWORD}
    assert visitor.sends("/signin", "/signin", form).location == "/sme/"


def test_asking_answers_the_same_whoever_has_the_address(visitor, world):
    answers = []
    for email in (world.company.person.email, "nobody@example.jp"):
        for page, more in (("/signup", {"kind": "sme"}), ("/reset", {})):
            answer = visitor.sends(page, page, {"email": email} | more)
            answers.append((answer.status_code, answer.location, answer.get_data()))
    assert len(set(answers)) == 1
    assert "手紙を送りました" in text_of(visitor.opens(answers[0][1]))


def test_every_field_at_fault_is_named_together(visitor, config, everything):
    """422 with each sentence at its field; what was entered stays, the password does not."""
    page = f"/signup/{sign_up_link(config, kind=OrgKind.PROVIDER)}"
    before = everything()
    bad = {
        "person_name": "",
        "password": "short-secret",
        "org_name": "新しい製作所",
        "reading": "漢字",
        "address": "",
        "corporate_number": "7000012050003",
        "code": "X!",
        "invoice_number": "T1",
    } | {"password": "mijikai"}
    answer = visitor.sends(page, page, bad)
    shown = text_of(answer)
    assert answer.status_code == 422
    wrong = {name for name in bad if f'id="err-{name}"' in shown}
    assert wrong == set(bad) - {"org_name"}
    assert 'value="新しい製作所"' in shown
    assert "mijikai" not in shown
    assert "法人番号が正しくありません（桁数か、検査数字が合いません）" in shown
    assert everything() == before


def test_a_common_password_is_refused(visitor, config):
    page = f"/signup/{sign_up_link(config)}"
    answer = visitor.sends(page, page, YOU | FIRM | {"password": "sakura20261125"})
    assert answer.status_code == 422
    assert "多くの人が使っている" in text_of(answer)


@pytest.mark.parametrize("place", ["signup", "reset", "address"])
@pytest.mark.parametrize("text", ["x", "tk_aaaaaaaaaaaaaaaa.x", "tk_aaaaaaaaaaaaaaaa", "あ.い"])
def test_a_wrong_link_is_not_found(visitor, place, text):
    answer = visitor.opens(f"/{place}/{text}")
    assert answer.status_code == 404
    assert "このリンクは使えません" in text_of(answer)
    assert visitor.sends("/signin", f"/{place}/{text}", WHOLE).status_code == 404


def test_a_link_of_one_page_opens_no_other(visitor, config, world):
    links = {
        "signup": sign_up_link(config),
        "reset": reset_link(config, world.company),
        "address": address_link(config, world.company),
    }
    for place, text in links.items():
        for other in links:
            wanted = 200 if other == place else 404
            assert visitor.opens(f"/{other}/{text}").status_code == wanted, (place, other)


def test_a_used_link_says_so(visitor, config):
    page = f"/signup/{sign_up_link(config)}"
    visitor.sends(page, page, YOU | FIRM)
    visitor.sends("/sme/", "/signout")
    answer = visitor.opens(page)
    assert answer.status_code == 422
    assert "このリンクは、もう使われています" in text_of(answer)


def test_opening_a_link_uses_nothing(visitor, config, world, everything):
    """Programs that look at mail open links, too."""
    pages = (
        f"/signup/{sign_up_link(config)}",
        f"/reset/{reset_link(config, world.company)}",
        f"/address/{address_link(config, world.company)}",
    )
    before = everything()
    for page in pages:
        for _ in range(2):
            assert visitor.opens(page).status_code == 200
    assert everything() == before


def test_a_forgotten_password_is_set_anew(visitor, store, config, world, enters):
    """Every session ends, nobody is signed in by the link, and the new one signs in."""
    elsewhere = enters(world.company)
    page = f"/reset/{reset_link(config, world.company)}"
    refused = visitor.sends(page, page, {"password": world.company.person.email})
    assert refused.status_code == 422
    answer = visitor.sends(page, page, {"password": OTHER})
    assert answer.location == f"/signin?email={world.company.person.email}"
    assert elsewhere.opens("/sme/").location.startswith("/signin")
    assert visitor.opens("/sme/").location.startswith("/signin")
    form = {"email": world.company.person.email, "password": OTHER}
    assert visitor.sends("/signin", "/signin", form).location == "/sme/"


def test_an_address_changes_by_its_link(visitor, store, config, world):
    page = f"/address/{address_link(config, world.company)}"
    assert "moved@example.jp に変えますか" in text_of(visitor.opens(page))
    answer = visitor.sends(page, page)
    assert answer.location == "/signin?email=moved@example.jp"
    with store.read() as book:
        assert people.person(book, world.company.person.ref).email == "moved@example.jp"


@pytest.fixture
def own(store, enters, world, now):
    """Give somebody with a password, signed in."""
    store.run(passwords.put, world.company.person.ref, hashed(PASSWORD).text, now)
    return enters(world.company)


def test_ones_own_name_address_and_password(own, enters, world):
    elsewhere = enters(world.company)
    assert own.sends("/account/name", "/account/name", {"person_name": "別の名"}).status_code == 303
    assert "別の名 さんのアカウント" in text_of(own.opens("/account/"))
    sent = own.sends("/account/address", "/account/address", {"email": "b@example.jp"})
    assert sent.location == "/account/"
    assert "b@example.jp に手紙を送りました" in text_of(own.opens("/account/"))
    form = {"old": PASSWORD, "password": OTHER}
    assert own.sends("/account/password", "/account/password", form).location == "/account/"
    assert own.opens("/account/").status_code == 200
    assert elsewhere.opens("/account/").location.startswith("/signin")


@pytest.mark.parametrize(
    ("page", "form", "words"),
    [
        ("name", {"person_name": ""}, "書かれていない欄"),
        ("address", {"email": "x"}, "メールアドレスの形"),
        ("address", {"email": "company@example.jp"}, "いまと同じ"),
        ("password", {"old": "wrong", "password": OTHER}, "いまのパスワードが違います"),
        ("password", {"old": PASSWORD, "password": "short"}, "パスワードが短すぎます"),
    ],
)
def test_what_cannot_be_changed_so_is_shown_again(own, everything, page, form, words):
    answer = own.sends(f"/account/{page}", f"/account/{page}", form)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert OTHER not in text_of(answer)
    assert PASSWORD not in text_of(answer)
