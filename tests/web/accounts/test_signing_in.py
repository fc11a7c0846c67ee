"""Signing in and out through the pages: the way back, the cookie, and what is not told."""

from datetime import timedelta

import pytest

from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.organisation import Role
from marketplace.store import organisations
from marketplace.store.accounts import passwords, sessions
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.sessions import signed
from tests.web.conftest import HIDDEN, Visitor

PASSWORD = "tsuki-to-jitensha-42"


@pytest.fixture(scope="session")
def text():
    """Give what is kept of the password, hashed once."""
    return hashed(PASSWORD).text


@pytest.fixture
def company(store, world, text, now):
    """Give a company's person with a password."""
    store.run(passwords.put, world.company.person.ref, text, now)
    return world.company


@pytest.fixture
def clock(now):
    """Give a clock that can be moved."""
    return [now]


@pytest.fixture
def moving(store, config, clock):
    """Give a visitor of a market whose clock moves."""
    app = create_app(WebConfig(store, config.secret_key, demo=True, clock=lambda: clock[0]))
    app.testing = True
    return Visitor(app.test_client())


def enters_by(visitor, actor, password=PASSWORD, page="/signin"):
    return visitor.sends(page, "/signin", {"email": actor.person.email, "password": password})


def text_of(answer):
    return answer.get_data(as_text=True)


def test_the_right_password_leads_home(visitor, company):
    answer = enters_by(visitor, company)
    assert (answer.status_code, answer.location) == (303, "/sme/")
    page = text_of(visitor.opens("/sme/"))
    assert company.org.name in page
    assert company.person.name in page


def test_it_leads_back_to_where_one_was_going(visitor, company):
    wanted = visitor.opens("/sme/quotes?x=1").location
    assert wanted == "/signin?next=/sme/quotes?x%3D1"
    hidden = {"next": "/sme/quotes?x=1"}
    form = {"email": company.person.email, "password": PASSWORD}
    assert 'name="next" value="/sme/quotes?x=1"' in text_of(visitor.opens(wanted))
    assert visitor.sends(wanted, "/signin", form | hidden).location == "/sme/quotes?x=1"


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "evil",
        "javascript:alert(1)",
        "http:/x",
        "/provider/",
        "/signin",
        "/signout",
        "/demo/people",
        "",
    ],
)
def test_it_leads_nowhere_else(visitor, company, back):
    form = {"email": company.person.email, "password": PASSWORD, "next": back}
    assert visitor.sends("/signin", "/signin", form).location == "/sme/"


def test_whoever_is_in_already_is_led_on(enters, world):
    answer = enters(world.company).opens("/signin?next=/sme/quotes")
    assert (answer.status_code, answer.location) == (303, "/sme/quotes")


def test_a_refusal_is_the_same_whoever_is_asked_for(visitor, company, world):
    """422 with the same page for a wrong password and for an address that nobody has."""
    pages = []
    for email in (company.person.email, "nobody@example.jp", world.buyer.person.email):
        answer = visitor.sends("/signin", "/signin", {"email": email, "password": "wrong-wrong"})
        assert answer.status_code == 422
        page = text_of(answer)
        assert "メールアドレスかパスワードが違います" in page
        assert "wrong-wrong" not in page
        pages.append(masked(page, email))
    assert pages[0] == pages[1] == pages[2]


def masked(page, email):
    """The page without what differs each time: the address that was entered, and the tokens."""
    lines = page.replace(email, "…").splitlines()
    return [line for line in lines if "token" not in line and "nonce" not in line]


def test_a_cookie_from_before_the_sign_in_is_worth_nothing(visitor, company):
    """A new session, a new token for forms: nobody rides on a cookie that they planted."""
    visitor.opens("/signin")
    with visitor.client.session_transaction() as session:
        before = dict(session)
    enters_by(visitor, company)
    with visitor.client.session_transaction() as session:
        assert "csrf_token" in before
        assert session.get("csrf_token") != before["csrf_token"]
        assert set(session) <= {"signed_in", "csrf_token"}


def test_signing_out_ends_the_session_itself(app, visitor, company):
    """A copy of the cookie is worth nothing afterwards."""
    enters_by(visitor, company)
    copy = visitor.client.get_cookie("otasuke").value
    assert visitor.sends("/sme/", "/signout").status_code == 303
    assert visitor.opens("/sme/").status_code == 303
    thief = Visitor(app.test_client())
    thief.client.set_cookie("otasuke", copy)
    assert thief.opens("/sme/").location.startswith("/signin")


def test_an_idle_session_is_over_and_a_used_one_is_not(moving, company, clock):
    """Sixty minutes without a page; each page counts."""
    enters_by(moving, company)
    for _ in range(3):
        clock[0] += timedelta(minutes=59)
        assert moving.opens("/sme/").status_code == 200
    clock[0] += timedelta(minutes=60)
    assert moving.opens("/sme/").location.startswith("/signin")


def test_no_session_outlasts_half_a_day(moving, company, clock):
    enters_by(moving, company)
    for _ in range(15):
        clock[0] += timedelta(minutes=47)
        assert moving.opens("/sme/").status_code == 200
    clock[0] += timedelta(minutes=20)
    assert moving.opens("/sme/").location.startswith("/signin")


def test_opening_pages_writes_no_row(visitor, company, everything):
    enters_by(visitor, company)
    before = everything()
    for path in ("/sme/", "/account/", "/account/sessions", "/account/organisations"):
        assert visitor.opens(path).status_code == 200
    assert everything() == before


@pytest.mark.parametrize(
    "claim", ["x", 1, None, [], ["a"], ["a", "b"], [1, 2], ["a", 1, 2], {"a": 1}, ["a", True]]
)
def test_a_cookie_that_claims_nonsense_is_nobodys(app, claim):
    visitor = Visitor(app.test_client())
    visitor.client.set_cookie("otasuke", signed(app, {"signed_in": claim}))
    assert visitor.opens("/sme/").location.startswith("/signin")
    visitor.client.set_cookie("otasuke", signed(app, {"half": claim}))
    assert visitor.opens("/signin/second").status_code == 303


def test_a_cookie_of_another_key_is_nobodys(app, store, config, world, enters):
    cookie = enters(world.company).client.get_cookie("otasuke").value
    other = create_app(WebConfig(store, "f" * 32, demo=True, clock=config.clock))
    visitor = Visitor(other.test_client())
    visitor.client.set_cookie("otasuke", cookie)
    assert visitor.opens("/sme/").location.startswith("/signin")


def test_without_a_demo_it_works_the_same(store, company, config):
    """By https, for an organisation of any kind."""
    app = create_app(WebConfig(store, config.secret_key, demo=False, clock=config.clock))
    app.testing = True
    client = app.test_client()
    page = client.get("/signin", base_url="https://localhost")
    visitor = Visitor(client)
    hidden = {"email": company.person.email, "password": PASSWORD}
    tokens = dict(HIDDEN.findall(text_of(page)))
    answer = client.post(
        "/signin",
        data=tokens | hidden,
        base_url="https://localhost",
        headers={"Referer": "https://localhost/signin"},
    )
    assert (answer.status_code, answer.location) == (303, "/sme/")
    assert visitor.client.get("/sme/", base_url="https://localhost").status_code == 200


def test_whoever_belongs_to_several_chooses_and_sees_for_whom(visitor, store, company, world):
    """The choice comes first, stands in the head, and is changed by a form."""
    ref = company.person.ref
    store.run(organisations.add_membership, ref, world.provider.org.ref, Role.MEMBER)
    answer = enters_by(visitor, company)
    assert answer.location == "/account/organisations?next=/"
    page = visitor.opens(answer.location)
    chosen = {"org": world.provider.org.ref}
    answer = visitor.sends_on(page, "/account/organisations", chosen)
    assert answer.location == "/provider/"
    head = text_of(visitor.opens("/provider/")).partition("<main")[0]
    assert f"<b>{world.provider.org.name}</b>" in head
    back = {"org": company.org.ref, "next": "/sme/quotes"}
    assert visitor.sends("/provider/", "/account/organisations", back).location == "/sme/quotes"
    assert visitor.opens("/provider/").status_code == 403


def test_an_organisation_of_others_is_not_chosen(enters, world, everything):
    company = enters(world.company)
    before = everything()
    for org in (world.provider.org.ref, "", "x", "og_aaaaaaaaaaaaaaaa"):
        answer = company.sends("/account/organisations", "/account/organisations", {"org": org})
        assert answer.status_code == 404
    assert everything() == before


def test_a_certifier_without_a_second_factor_gets_no_further(enters, world):
    """Neither the body's pages nor the organisation's: the way leads to the second factor."""
    examiner = enters(world.certifier)
    assert examiner.opens("/certifier/").status_code == 200
    examiner.becomes(world.certifier, second=False)
    for path in ("/certifier/", "/organisation/"):
        assert examiner.opens(path).location.startswith("/account/second?next=")
    assert examiner.sends("/account/", "/certifier/measures").status_code in {403, 404, 405}
    assert examiner.opens("/account/").status_code == 200


def test_sessions_are_listed_and_ended(app, enters, world, store, now):
    """The one of this browser is marked; another one is over at once."""
    here, there = enters(world.company), enters(world.company)
    page = text_of(here.opens("/account/sessions"))
    assert "2か所でサインインしています" in page
    assert page.count("いまの画面") == 1
    with store.read() as book:
        found = sessions.open_of(book, world.company.person.ref, now)
    mine = here.client.get_cookie("otasuke").value
    token = app.session_interface.get_signing_serializer(app).loads(mine)["signed_in"][0]
    with store.read() as book:
        this = sessions.by_token(book, token)
    (other,) = [one.ref for one in found if one.ref != this.ref]
    answer = here.sends("/account/sessions", "/account/sessions/end", {"ref": other})
    assert answer.status_code == 303
    assert there.opens("/account/").location.startswith("/signin")
    assert here.opens("/account/").status_code == 200


def test_all_others_are_ended(enters, world):
    here, *others = (enters(world.company) for _ in range(3))
    stranger = enters(world.stranger)
    here.sends("/account/sessions", "/account/sessions/end-others")
    assert [one.opens("/account/").status_code for one in (here, *others)] == [200, 303, 303]
    assert stranger.opens("/account/").status_code == 200


def test_sessions_of_others_are_not_there(enters, world, store, now):
    enters(world.stranger)
    with store.read() as book:
        (other,) = sessions.open_of(book, world.stranger.person.ref, now)
    mine = enters(world.company)
    for ref in (other.ref, "", "x"):
        answer = mine.sends("/account/sessions", "/account/sessions/end", {"ref": ref})
        assert answer.status_code == 404
