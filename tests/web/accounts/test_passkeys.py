"""Adding the key of a device, signing in by it, and every way in which that fails."""

import json

import pytest

from marketplace.desk.accounts.passkeys import Site
from marketplace.store.accounts import passkeys
from marketplace.web import proofs
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.desk.accounts.device import Device
from tests.web.conftest import HIDDEN, KEY, Visitor


@pytest.fixture
def device():
    """Give a device that has no key yet."""
    return Device()


def text_of(answer):
    return answer.get_data(as_text=True)


def asks(visitor, page, address):
    """Do what the script of the page does first."""
    answer = visitor.sends(page, address, Accept="application/json")
    assert answer.status_code == 200, text_of(answer)
    return text_of(answer)


def adds(visitor, device, name="会社のスマートフォン"):
    options = asks(visitor, "/account/passkeys", "/account/passkeys/options")
    entered = {"name": name, "answer": device.adds(options), "form": "add"}
    return visitor.sends("/account/passkeys", "/account/passkeys", entered)


def enters_by(visitor, device, **twist):
    options = asks(visitor, "/signin/passkey", "/signin/passkey/options")
    entered = {"answer": device.enters(options, **twist)}
    return visitor.sends("/signin/passkey", "/signin/passkey", entered)


def test_a_key_is_added_and_signs_in(enters, visitor, world, device):
    """From the list to the first page of the company, without a password."""
    assert adds(enters(world.company), device).status_code == 303
    answer = enters_by(visitor, device)
    assert answer.status_code == 303, text_of(answer)
    assert visitor.opens("/sme/").status_code == 200
    shown = text_of(visitor.opens("/account/passkeys"))
    assert "会社のスマートフォン" in shown
    assert "まだ使っていません" not in shown


def test_a_key_is_both_factors(enters, visitor, world, device):
    """An examiner who signs in by it is asked for nothing more."""
    examiner = enters(world.certifier).becomes(world.certifier, second=False)
    assert examiner.opens("/certifier/").status_code == 303
    assert adds(examiner, device).status_code == 303
    assert examiner.opens("/certifier/").status_code == 200
    enters_by(visitor, device)
    assert visitor.opens("/certifier/").status_code == 200


def test_the_question_is_this_browsers(enters, visitor, world, app, device):
    """An answer to somebody else's question, or to none, is refused."""
    adds(enters(world.company), device)
    options = asks(visitor, "/signin/passkey", "/signin/passkey/options")
    entered = {"answer": device.enters(options)}
    other = Visitor(app.test_client())
    answer = other.sends("/signin/passkey", "/signin/passkey", entered)
    assert answer.status_code == 422
    assert "時間がかかりすぎました" in text_of(answer)
    asks(other, "/signin/passkey", "/signin/passkey/options")
    answer = other.sends("/signin/passkey", "/signin/passkey", entered)
    assert answer.status_code == 422
    assert "パスキーを確かめられませんでした" in text_of(answer)


def test_an_answer_opens_once(enters, visitor, world, app, device):
    """Also when the cookie is put back as it was."""
    adds(enters(world.company), device)
    device.count = -1
    options = asks(visitor, "/signin/passkey", "/signin/passkey/options")
    cookie = visitor.client.get_cookie("otasuke").value
    entered = {"answer": device.enters(options)}
    assert visitor.sends("/signin/passkey", "/signin/passkey", entered).status_code == 303
    thief = Visitor(app.test_client())
    thief.client.set_cookie("otasuke", cookie)
    shown = thief.opens("/signin/passkey")
    answer = thief.sends_on(shown, "/signin/passkey", entered)
    assert answer.status_code == 409
    assert thief.opens("/sme/").location.startswith("/signin")


@pytest.mark.parametrize("twist", [{"origin": "http://127.0.0.1"}, {"rp_id": "evil.example"}])
def test_a_page_of_another_site_opens_nothing(enters, visitor, world, device, twist):
    """What was signed for another address is not for us."""
    adds(enters(world.company), device)
    assert enters_by(visitor, device, **twist).status_code == 422
    assert visitor.opens("/sme/").status_code == 303


def test_a_question_is_open_for_five_minutes(enters, visitor, world, config, device):
    """Whoever comes back after lunch asks again."""
    adds(enters(world.company), device)
    options = asks(visitor, "/signin/passkey", "/signin/passkey/options")
    entered, shown = {"answer": device.enters(options)}, visitor.opens("/signin/passkey")
    first = config.clock()
    object.__setattr__(config, "clock", lambda: first.replace(minute=6))
    answer = visitor.sends_on(shown, "/signin/passkey", entered)
    assert answer.status_code == 422
    assert "時間がかかりすぎました" in text_of(answer)


def test_a_key_needs_a_name(enters, world, store, device):
    """The form comes back, and nothing is kept."""
    visitor = enters(world.company)
    answer = adds(visitor, device, name=" ")
    assert answer.status_code == 422
    with store.read() as book:
        assert passkeys.passkeys(book, world.company.person.ref) == ()


def test_a_key_is_removed_by_its_person(enters, visitor, world, store, device):
    """Somebody else's is not found; one's own opens nothing any more."""
    mine = enters(world.company)
    adds(mine, device)
    with store.read() as book:
        (found,) = passkeys.passkeys(book, world.company.person.ref)
    sent = {"ref": found.ref}
    for who in (world.provider, world.stranger):
        answer = enters(who).sends("/account/passkeys", "/account/passkeys/remove", sent)
        assert answer.status_code == 404
    assert mine.sends("/account/passkeys", "/account/passkeys/remove", sent).status_code == 303
    answer = enters_by(visitor, device)
    assert answer.status_code == 422
    assert "登録されていません" in text_of(answer)


def test_an_examiner_keeps_the_last_one(enters, world, store, device):
    """While there is no authenticator; the page says so, and so does the refusal."""
    examiner = enters(world.certifier)
    adds(examiner, device)
    with store.read() as book:
        (found,) = passkeys.passkeys(book, world.certifier.person.ref)
    sent = {"ref": found.ref}
    answer = examiner.sends("/account/passkeys", "/account/passkeys/remove", sent)
    assert answer.status_code == 422
    assert "最後のパスキーは外せません" in text_of(answer)


def test_the_questions_write_nothing(enters, visitor, world, everything):
    """Only the cookie knows that something was asked."""
    mine = enters(world.company)
    before = everything()
    asks(visitor, "/signin/passkey", "/signin/passkey/options")
    asks(mine, "/account/passkeys", "/account/passkeys/options")
    assert everything() == before


def test_the_pages_say_what_they_need(enters, visitor, world):
    """A script of our own, named by this answer's nonce, and the password beside it."""
    for page in (
        visitor.opens("/signin/passkey"),
        enters(world.company).opens("/account/passkeys"),
    ):
        text = text_of(page)
        assert "この方法には JavaScript が要ります" in text
        assert 'data-passkey="' in text
        assert "/static/passkey." in text
    assert "パスワードで入る" in text_of(visitor.opens("/signin/passkey"))


@pytest.fixture
def at(store, now):
    """Give a visitor of a site under an address."""

    def open_site(public_url, *, demo=False):
        config = WebConfig(store, KEY, demo, lambda: now, public_url=public_url)
        return create_app(config).test_client()

    return open_site


@pytest.mark.parametrize(
    ("public_url", "offered"),
    [
        ("https://market.example.jp", True),
        ("https://market.example.jp:443", True),
        ("https://192.0.2.1", False),
        ("https://[2001:db8::1]", False),
        ("http://market.example.jp", False),
        ("", False),
    ],
)
def test_keys_are_offered_where_a_name_is(at, world, public_url, offered):
    """By https under a name; elsewhere the page says so, and the form is refused."""
    base = public_url or "http://localhost"
    client = at(public_url)
    answer = client.get("/signin/passkey", base_url=base)
    assert ("数字だけのアドレスには作れません" in text_of(answer)) is not offered
    assert ("data-passkey=" in text_of(answer)) is offered


def test_a_demo_offers_them_under_the_name_of_this_machine(at, world):
    """Opened by number it says which name to type."""
    client = at("", demo=True)
    assert "data-passkey=" in text_of(client.get("/signin/passkey", base_url="http://localhost:80"))
    number = text_of(client.get("/signin/passkey", base_url="http://127.0.0.1:8000"))
    assert "127.0.0.1 を localhost に変えて" in number
    assert "data-passkey=" not in number


def test_a_question_where_no_key_can_be_is_refused(visitor, world):
    """As JSON, for the script, in words for people."""
    base = "http://127.0.0.1"
    page = text_of(visitor.client.get("/signin", base_url=base))
    answer = visitor.client.post(
        "/signin/passkey/options",
        base_url=base,
        data=dict(HIDDEN.findall(page)),
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 422
    assert "このアドレスでは、パスキーを使えません" in json.loads(text_of(answer))["message"]


def test_a_screen_left_open_offers_no_addition(enters, world, config):
    """It says why, and has the button for signing out; the list stays."""
    visitor, first = enters(world.company), config.clock()
    object.__setattr__(config, "clock", lambda: first.replace(minute=16))
    page = text_of(visitor.opens("/account/passkeys"))
    assert "サインインから時間がたっている" in page
    assert "data-passkey=" not in page
    assert 'action="/signout"' in page


def test_an_address_is_spelt_as_browsers_spell_it(at, world):
    """The usual port is not part of an origin; another one is."""
    for public_url, origin in (
        ("https://Market.example.jp:443", "https://market.example.jp"),
        ("https://market.example.jp:8443", "https://market.example.jp:8443"),
    ):
        client = at(public_url)
        with client.application.test_request_context(base_url=public_url):
            assert proofs.site() == Site("market.example.jp", origin)
