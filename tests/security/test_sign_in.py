"""Signing in as somebody else would: guessing, asking around, replaying, forging, waiting."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.desk.accounts import failures, passwords, sessions
from marketplace.desk.accounts.passwords import hashed
from marketplace.store.accounts import passwords as kept
from tests.sessions import signed
from tests.web.conftest import KEY, Visitor

PASSWORD = "つながりのない四つの言葉"
WRONG = "つながりのある四つの言葉"
NOBODY = "nobody@example.jp"
CHANGING = re.compile(r'nonce="[^"]+"|name="(?:csrf_token|token)" value="[^"]+"')
GUARDED = "/sme/"


@pytest.fixture
def database():
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def person(store, world, now):
    """Give the company's person, who has a password."""
    found = world.company.person
    store.run(kept.put, found.ref, hashed(PASSWORD).text, now)
    return found


def text_of(answer):
    return answer.get_data(as_text=True)


def tries(visitor, email, password=WRONG, page="/signin", **headers):
    """Sign in through the form."""
    return visitor.sends(page, "/signin", {"email": email, "password": password}, **headers)


def same(answer, email):
    """Give what a page says, but for what differs in every answer and for what was entered."""
    said = CHANGING.sub("", text_of(answer)).replace(email, "@")
    return answer.status_code, answer.headers.get("Location", "").replace(email, "@"), said


@pytest.mark.parametrize("page", ["/signin", "/reset", "/signup"])
def test_nobody_learns_who_has_an_account(visitor, person, page):
    """A known address and an unknown one are answered with the very same words."""
    said = []
    for email in (person.email, NOBODY):
        form = {"email": email, "password": WRONG, "kind": "sme"}
        answer = visitor.sends(page, page, form)
        said.append(same(answer, email))
    assert said[0] == said[1]
    assert said[0][0] in {303, 422}


@pytest.mark.parametrize("email", ["company@example.jp", NOBODY, "", "no address"])
def test_nobody_learns_it_from_the_time(visitor, person, monkeypatch, email):
    """A password is compared once, whether there is one or not."""
    compared, before = [], passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *a: compared.append(1) or before(*a))
    assert tries(visitor, email).status_code == 422
    assert len(compared) == 1


@pytest.mark.parametrize("known", [True, False])
def test_guessing_comes_to_a_pause(visitor, person, clock, known):
    """After ten failures even the right password opens nothing; the same for an unknown address."""
    email = person.email if known else NOBODY
    said = {same(tries(visitor, email), email) for _ in range(failures.MOST)}
    said.add(same(tries(visitor, email, PASSWORD), email))
    assert len(said) == 1
    clock(minutes=14, seconds=59)
    assert tries(visitor, email, PASSWORD).status_code == 422
    clock(seconds=1)
    assert tries(visitor, email, PASSWORD).status_code == (303 if known else 422)


def test_failures_that_lie_far_apart_are_none(visitor, person, clock):
    """Somebody who types badly is not locked out."""
    for _ in range(failures.MOST + 2):
        assert tries(visitor, person.email).status_code == 422
        clock(minutes=2)
    assert tries(visitor, person.email, PASSWORD).status_code == 303


def test_a_storm_of_sign_ins_is_slowed(visitor, person, inside):
    """Whoever asks too often is told when to come back; others are not."""
    answers = [tries(visitor, f"n{n}@example.jp") for n in range(31)]
    assert {answer.status_code for answer in answers[:-1]} == {422}
    slowed = answers[-1]
    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["Retry-After"]) <= 60
    assert "一分ほどおいて" in text_of(slowed)
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    other = Visitor(visitor.client.application.test_client())
    other.client.environ_base.update(elsewhere)
    assert tries(other, person.email, PASSWORD).status_code == 303


@pytest.mark.parametrize("page", ["/signup", "/reset"])
def test_letters_are_not_asked_for_without_end(visitor, page):
    """Nobody's box is filled from here."""
    form = {"email": "n@example.jp", "kind": "sme"}
    found = [visitor.sends(page, page, form).status_code for _ in range(11)]
    assert found == [303] * 10 + [429]


def test_a_cookie_from_before_is_worth_nothing_after(visitor, person):
    """What was planted into a browser does not become somebody's session."""
    with visitor.client.session_transaction() as session:
        session["planted"] = "x"
        session["csrf_token"] = "y"
    answer = tries(visitor, person.email, PASSWORD)
    assert answer.status_code == 303
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != "y"


def test_every_sign_in_has_its_own_token_and_ends_the_one_before(app, visitor, person):
    """The same browser again: the cookie of before opens nothing any more."""
    tries(visitor, person.email, PASSWORD)
    before = visitor.client.get_cookie("otasuke").value
    assert visitor.opens(GUARDED).status_code == 200
    with visitor.client.session_transaction() as session:
        first = session["signed_in"][0]
    tries(visitor, person.email, PASSWORD, page="/account/")
    with visitor.client.session_transaction() as session:
        assert session["signed_in"][0] != first
    assert replayed(app, before).status_code == 303


def replayed(app, cookie):
    """Open a guarded page with a cookie that somebody kept."""
    client = app.test_client()
    client.set_cookie("otasuke", cookie)
    return client.get(GUARDED)


def test_a_session_that_ended_is_not_taken_up_again(app, visitor, person):
    """Signing out ends it in the store; a kept cookie opens nothing."""
    tries(visitor, person.email, PASSWORD)
    cookie = visitor.client.get_cookie("otasuke").value
    assert replayed(app, cookie).status_code == 200
    assert visitor.sends("/account/", "/signout").status_code == 303
    assert replayed(app, cookie).status_code == 303


def test_a_new_password_ends_the_other_sessions(app, visitor, person):
    """Whoever had got in is out; the browser in which it was changed stays."""
    intruder = Visitor(app.test_client())
    for one in (intruder, visitor):
        assert tries(one, person.email, PASSWORD).status_code == 303
    page = "/account/password"
    form = {"old": PASSWORD, "now": PASSWORD, "current": PASSWORD, "password": WRONG, "new": WRONG}
    answer = visitor.sends(page, page, form)
    assert answer.status_code == 303, text_of(answer)
    assert visitor.opens(GUARDED).status_code == 200
    assert intruder.opens(GUARDED).status_code == 303


@pytest.mark.parametrize(
    ("name", "path", "life"),
    [("company", GUARDED, sessions.LIFE), ("certifier", "/certifier/", sessions.WATCHED_LIFE)],
)
def test_a_session_ends_by_the_clock(enters, world, clock, *, name, path, life):
    """After an hour unused, and at last however much it is used."""
    idle, busy = enters(getattr(world, name)), enters(getattr(world, name))
    clock(minutes=59)
    assert busy.opens(path).status_code == 200
    clock(minutes=1)
    assert idle.opens(path).status_code == 303
    for _ in range(int(life / timedelta(minutes=30)) - 3):
        assert busy.opens(path).status_code == 200
        clock(minutes=30)
    assert busy.opens(path).status_code == 200
    clock(minutes=30)
    assert busy.opens(path).status_code == 303


def test_a_cookie_that_we_did_not_sign_is_nobodys(app, enters, world):
    """Another key, another letter, no signature at all."""
    visitor = enters(world.company)
    cookie = visitor.client.get_cookie("otasuke").value
    with visitor.client.session_transaction() as session:
        content = dict(session)
    other = Flask("other")
    other.secret_key = KEY[::-1]
    body, stamp, signature = cookie.rsplit(".", 2)
    forged = (
        signed(other, content),
        f"{body}.{stamp}.{signature[::-1]}",
        f"{body}.{stamp}",
        body,
        "." * 3,
        "x" * 4000,
    )
    assert replayed(app, cookie).status_code == 200
    assert [replayed(app, one).status_code for one in forged] == [303] * len(forged)


def test_a_demo_opens_no_door_to_others(store, world, config, enters, app):
    """Its password list is its own page; outside of a demo that page does not exist."""
    from dataclasses import replace  # noqa: PLC0415 - here alone

    from marketplace.web.app import create_app  # noqa: PLC0415 - here alone

    real = create_app(replace(config, demo=False)).test_client()
    for path in ("/demo/people", "/demo/day", "/demo/checkout", "/styleguide"):
        assert real.get(path, base_url="https://localhost").status_code == 404, path
