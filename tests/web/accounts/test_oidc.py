"""Signing in by an issuer of elsewhere, against one that runs here and lies when it is told to."""

import logging
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.account import Identity, Proof, Totp
from marketplace.store.accounts import identities, passwords, sessions, totp
from marketplace.web.app import create_app
from marketplace.web.oidc import discovery
from marketplace.web.oidc.settings import Issuer
from marketplace.web.visit import SIGNED_IN
from tests.web.accounts import issuer as running
from tests.web.accounts.issuer import CLIENT, FORGED, SECRET, Provider, address_of
from tests.web.conftest import Visitor

PASSWORD = "つながりのない四つの言葉"
START, PERSON = "/signin/oidc/town", "/signin/oidc/town/person"


@pytest.fixture
def database():
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def provider(now):
    """Give the issuer, running."""
    yield from running.serving(Provider(int(now.timestamp())))


@pytest.fixture
def by(provider):
    """Give the settings for it."""
    return Issuer("town", "まちのID", provider.address, CLIENT, SECRET, second_amr=("mfa",))


@pytest.fixture
def app(config, by):
    """Give the application of a demo that takes its word."""
    made = create_app(replace(config, oidc=(by,)))
    made.testing = True
    return made


@pytest.fixture
def linked(store, world, provider, now):
    """Let the person of the company have linked the issuer's name."""
    made = Identity(provider.address, "subject-1", now)
    store.run(identities.add_identity, world.company.person.ref, made)


def text_of(answer):
    return answer.get_data(as_text=True)


def goes(visitor, provider, path=START, **claims):
    """Go to the issuer and consent there; gives the address that one is sent back to."""
    answer = visitor.opens(path)
    assert answer.status_code == 303, text_of(answer)
    return address_of(*provider.consents(answer.location, **claims))


def comes_back(visitor, provider, path=START, **claims):
    return visitor.opens(goes(visitor, provider, path, **claims))


def refused(answer, words, status=422):
    assert answer.status_code == status, (answer.status_code, text_of(answer))
    assert words in text_of(answer)


def is_nobody(visitor):
    return visitor.opens("/account/").status_code == 303


def test_what_is_sent_along(visitor, provider):
    """A state, a nonce and a challenge by S256, new each time; the secret is not there."""
    seen = []
    for _ in range(2):
        address = visitor.opens(START).location
        sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{provider.address}/authorize?")
        assert (sent["code_challenge_method"], sent["response_type"]) == ("S256", "code")
        assert sent["redirect_uri"] == "http://localhost/signin/oidc/town/back"
        assert sent["scope"] == "openid email"
        assert SECRET not in address
        seen += [sent["state"], sent["nonce"], sent["code_challenge"]]
    assert len(set(seen)) == 6


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_who_linked_it_enters(visitor, provider, store, world, *, linked, algorithm):
    """The page says as whom; the button opens the door, and the session says by what."""
    provider.algorithm = algorithm
    answer = comes_back(visitor, provider, f"{START}?next=/sme/quotes")
    assert answer.location == PERSON
    assert world.company.person.email in text_of(visitor.opens(PERSON))
    answer = visitor.sends(PERSON, PERSON)
    assert (answer.status_code, answer.location) == (303, "/sme/quotes")
    with visitor.client.session_transaction() as session, store.read() as book:
        signed = sessions.by_token(book, session[SIGNED_IN][0])
    assert (signed.proof, signed.second) == (Proof.OIDC, False)


def test_coming_back_writes_nothing(visitor, provider, linked, everything):
    """Only the button does."""
    before = everything()
    comes_back(visitor, provider)
    visitor.opens(PERSON)
    assert everything() == before
    visitor.sends(PERSON, PERSON)
    assert everything() != before


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"aud": None},
        {"iss": "https://another.example.jp"},
        {"iss": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"iat": None},
        {"nbf": 4_000_000_000},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 201},
        {"at_hash": "wrong"},
        {"amr": "mfa"},
        {"exp": "soon"},
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(visitor, provider, linked, *, claims, caplog):
    """Each of these is refused, and the log says why without saying what."""
    provider.claims = claims
    with caplog.at_level(logging.WARNING):
        refused(comes_back(visitor, provider), "確かめられない")
    assert is_nobody(visitor)
    assert "is not taken" in caplog.text
    assert "eyJ" not in caplog.text
    refused(visitor.opens(PERSON), "このブラウザーで始めた確認ではない")


@pytest.mark.parametrize(
    "twist",
    [
        {"signs_with": FORGED},
        {"header": {"alg": "none"}},
        {"header": {"alg": "HS256"}, "signs_with": running.shared_secret()},
        {"token": {"id_token": None}},
        {"token": {"id_token": "x.y.z"}},
        {"token": {"id_token": 7}},
        {"published": ("ES256",)},
    ],
)
def test_a_token_that_the_issuer_did_not_sign_opens_nothing(visitor, provider, linked, *, twist):
    """Another key, no signature, the shared secret, no token, an unknown key."""
    for name, value in twist.items():
        setattr(provider, name, value)
    refused(comes_back(visitor, provider), "確かめられない")
    assert is_nobody(visitor)


def test_a_new_key_of_the_issuer_is_asked_for_once(visitor, provider, linked, app):
    """Whoever changes keys is not locked out for an hour."""
    provider.published = ("RS256",)
    assert comes_back(visitor, provider).location == PERSON
    provider.published, provider.algorithm = ("RS256", "ES256"), "ES256"
    before = provider.asked.count("/jwks")
    assert comes_back(visitor, provider).location == PERSON
    assert provider.asked.count("/jwks") == before + 1


def test_another_state_is_refused(visitor, provider, linked, app):
    """Whoever did not begin here, begins here."""
    back = goes(visitor, provider)
    stranger = Visitor(app.test_client())
    refused(stranger.opens(back), "このブラウザーで始めた確認ではない")
    goes(stranger, provider)
    refused(stranger.opens(back), "このブラウザーで始めた確認ではない")
    assert not any(path == "/token" for path in provider.asked)
    assert is_nobody(stranger)


def test_a_code_is_exchanged_once(visitor, provider, linked, app):
    """The way back a second time, also with the cookie put back as it was."""
    back = goes(visitor, provider)
    cookie = visitor.client.get_cookie("otasuke").value
    assert visitor.opens(back).location == PERSON
    refused(visitor.opens(back), "このブラウザーで始めた確認ではない")
    thief = Visitor(app.test_client())
    thief.client.set_cookie("otasuke", cookie)
    refused(thief.opens(back), "まちのIDが、この確認を受け付けませんでした")
    assert is_nobody(thief)


def test_what_came_back_opens_once(visitor, provider, linked, app):
    """The cookie put back after the sign-in opens nothing a second time."""
    comes_back(visitor, provider)
    cookie = visitor.client.get_cookie("otasuke").value
    assert visitor.sends(PERSON, PERSON).status_code == 303
    thief = Visitor(app.test_client())
    thief.client.set_cookie("otasuke", cookie)
    refused(thief.sends(PERSON, PERSON), "もう使われています", 409)
    assert is_nobody(thief)


def test_a_trip_takes_ten_minutes_at_most(visitor, provider, linked, *, app, now):
    """Away, or looking at where it led."""
    config = app.extensions["market"]
    back = goes(visitor, provider)
    object.__setattr__(config, "clock", lambda: now.replace(minute=10))
    refused(visitor.opens(back), "時間がたちすぎました")
    object.__setattr__(config, "clock", lambda: now)
    comes_back(visitor, provider)
    object.__setattr__(config, "clock", lambda: now.replace(minute=10))
    refused(visitor.opens(PERSON), "時間がたちすぎました")


def test_another_verifier_is_refused_by_the_issuer(visitor, provider, linked):
    """The code alone, seen on the way, is worth nothing (PKCE)."""
    back = goes(visitor, provider)
    with visitor.client.session_transaction() as session:
        session["oidc_away"][3] = "x" * 64
        session.modified = True
    refused(visitor.opens(back), "受け付けませんでした")


@pytest.mark.parametrize("claim", [[], ["town"], "x", [1] * 6, ["town", "s", "n", "v", "/", "0"]])
def test_a_cookie_that_remembers_nothing_sensible(visitor, provider, claim):
    """Whatever it holds, it is a refusal."""
    with visitor.client.session_transaction() as session:
        session["oidc_away"] = session["oidc_back"] = claim
    refused(visitor.opens(PERSON), "このブラウザーで始めた確認ではない")
    refused(visitor.opens(f"{START}/back?code=x&state=s"), "このブラウザーで始めた確認ではない")


def test_whoever_declines_is_told_so(visitor, provider):
    """The issuer says so with the state that we sent."""
    state = parse_qs(urlsplit(visitor.opens(START).location).query)["state"][0]
    answer = visitor.opens(f"{START}/back?error=access_denied&state={state}")
    refused(answer, "取りやめになりました")


def test_an_answer_of_another_issuer_is_refused(visitor, provider, linked):
    """An issuer that names itself in the answer has to be the one that was asked (RFC 9207)."""
    provider.metadata = {"authorization_response_iss_parameter_supported": True}
    refused(comes_back(visitor, provider), "このブラウザーで始めた確認ではない")
    back = goes(visitor, provider)
    refused(visitor.opens(f"{back}&iss=https://evil.example"), "このブラウザーで始めた確認ではない")
    back = goes(visitor, provider)
    assert visitor.opens(f"{back}&iss={provider.address}").location == PERSON


def test_an_unknown_issuer_is_not_found(visitor, provider):
    """Only the operator's choice."""
    refused(visitor.opens("/signin/oidc/other"), "そのIDでは、ここには入れません", 404)
    refused(visitor.opens("/signin/oidc/other/person"), "このブラウザー")
    assert provider.asked == []


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://another.example.jp"},
        {"token_endpoint": "http://in-the-open.example.jp/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_an_issuer_that_cannot_be_trusted_is_unavailable(visitor, provider, metadata):
    """One that speaks for another, or in the open, is as good as none."""
    provider.metadata = metadata
    refused(visitor.opens(START), "まちのIDに、いま届きません", 503)


def test_an_outage_stops_nothing_else(visitor, provider, linked):
    """A clear sentence, and the password's page as ever; once it is back, so is the way."""
    provider.status = 502
    refused(visitor.opens(START), "まちのIDに、いま届きません", 503)
    assert visitor.opens("/signin").status_code == 200
    provider.status = 200
    back = goes(visitor, provider)
    provider.status = 502
    refused(visitor.opens(back), "まちのIDに、いま届きません", 503)
    provider.status = 200
    assert comes_back(visitor, provider).location == PERSON


def test_an_issuer_that_dawdles_is_not_waited_for(visitor, provider, monkeypatch):
    """A person waits five seconds, a test less."""
    monkeypatch.setattr(discovery, "SECONDS", 0.05)
    provider.pause = 0.3
    refused(visitor.opens(START), "いま届きません", 503)


def test_nobody_listens_where_nobody_is(app, visitor, provider):
    """A refused connection is an outage like another."""
    config = app.extensions["market"]
    gone = replace(config.oidc[0], issuer="http://127.0.0.1:9")
    object.__setattr__(config, "oidc", (gone,))
    refused(visitor.opens(START), "いま届きません", 503)


def test_what_is_known_of_an_issuer_is_kept_for_an_hour(visitor, provider, *, app, now):
    """Not asked for at every sign-in, and asked again in time."""
    visitor.opens(START)
    visitor.opens(START)
    assert len(provider.asked) == 2
    object.__setattr__(app.extensions["market"], "clock", lambda: now.replace(hour=2))
    visitor.opens(START)
    assert len(provider.asked) == 4


def test_a_name_that_nobody_linked_enters_nowhere(visitor, provider, world):
    """Without an address that was checked, the page says how it can be linked."""
    comes_back(visitor, provider, email=world.company.person.email)
    refused(visitor.opens(PERSON), "まだどの人とも結ばれていません", 200)
    refused(visitor.sends(PERSON, PERSON, {"password": PASSWORD}), "まだどの人とも結ばれて")


@pytest.mark.parametrize("checked", [False, "true", 1, None])
def test_an_address_that_was_not_checked_is_no_hint(visitor, provider, world, checked):
    """Only true is true."""
    email = world.company.person.email
    comes_back(visitor, provider, email=email, email_verified=checked)
    assert email not in text_of(visitor.opens(PERSON))


@pytest.fixture
def hinted(visitor, provider, store, world, now):
    """Let somebody with a password come back under an address that the issuer checked."""
    person = world.company.person
    store.run(passwords.put, person.ref, hashed(PASSWORD).text, now)
    comes_back(visitor, provider, email=person.email, email_verified=True)
    return person


def test_an_address_that_was_checked_asks_for_the_password(visitor, provider, hinted, store):
    """Once; a wrong one links nothing, the right one does, and the next time it enters."""
    refused(visitor.opens(PERSON), "一度だけ、ここのパスワードを入力すると結びます", 200)
    for wrong in ({"password": "wrong"}, {}):
        refused(visitor.sends(PERSON, PERSON, wrong), "パスワードが違います")
    with store.read() as book:
        assert identities.identities(book, hinted.ref) == ()
    assert visitor.sends(PERSON, PERSON, {"password": PASSWORD}).status_code == 303
    with store.read() as book:
        (made,) = identities.identities(book, hinted.ref)
    assert (made.issuer, made.subject) == (provider.address, "subject-1")
    assert visitor.opens("/sme/").status_code == 200


def test_whoever_has_a_second_factor_links_inside(visitor, provider, hinted, *, store, now):
    """A password alone does not make a key for somebody who has two."""
    store.run(totp.put_totp, hinted.ref, Totp(b"sealed", now, 0))
    refused(visitor.sends(PERSON, PERSON, {"password": PASSWORD}), "ここでは結べません")
    with store.read() as book:
        assert identities.identities(book, hinted.ref) == ()


def test_a_second_factor_is_still_asked_for(visitor, provider, linked, *, store, world, now):
    """The issuer's word is one factor, unless it says otherwise in the words we wait for."""
    store.run(totp.put_totp, world.company.person.ref, Totp(b"sealed", now, 0))
    comes_back(visitor, provider, amr=["pwd"])
    assert visitor.sends(PERSON, PERSON).location.startswith("/signin/second")
    assert is_nobody(visitor)
    comes_back(visitor, provider, amr=["pwd", "mfa"])
    assert visitor.sends(PERSON, PERSON).location == "/sme/"


def test_an_examiner_needs_two(visitor, provider, store, world, now):
    """By the issuer's word for one factor no page of the body opens, by that for two all do."""
    made = Identity(provider.address, "subject-1", now)
    store.run(identities.add_identity, world.certifier.person.ref, made)
    comes_back(visitor, provider)
    assert visitor.sends(PERSON, PERSON).location.startswith("/account/second")
    assert visitor.opens("/certifier/").status_code == 303
    visitor.sends("/account/", "/signout")
    comes_back(visitor, provider, amr=["mfa"])
    visitor.sends(PERSON, PERSON)
    assert visitor.opens("/certifier/").status_code == 200


def test_a_name_is_linked_while_signed_in(enters, visitor, world, provider):
    """From the account: there, back, a look, and the button; and it can be taken away."""
    mine = enters(world.company)
    assert "結んでいません" in text_of(mine.opens("/account/identities"))
    answer = comes_back(mine, provider)
    assert answer.location == "/account/identities/town"
    assert provider.address in text_of(mine.opens(answer.location))
    assert mine.sends(answer.location, answer.location).status_code == 303
    comes_back(visitor, provider)
    assert visitor.sends(PERSON, PERSON).status_code == 303
    sent = {"issuer": provider.address}
    page = "/account/identities"
    refused(mine.sends(page, f"{page}/remove", sent), "最後のIDは外せません")


def test_a_name_of_somebody_else_is_not_taken_over(enters, world, provider, linked, store):
    """Linked to one person, it is not linked to another."""
    other = enters(world.provider)
    answer = comes_back(other, provider)
    refused(other.sends(answer.location, answer.location), "もう結ばれています", 409)


def test_a_name_is_taken_away_by_its_person(enters, world, provider, linked, *, store, now):
    """Somebody else's is not there; one's own opens nothing any more."""
    for who in (world.company, world.provider):
        store.run(passwords.put, who.person.ref, hashed(PASSWORD).text, now)
    sent, page = {"issuer": provider.address}, "/account/identities"
    refused(enters(world.provider).sends(page, f"{page}/remove", sent), "結ばれていません", 404)
    assert enters(world.company).sends(page, f"{page}/remove", sent).status_code == 303
    with store.read() as book:
        assert identities.identities(book, world.company.person.ref) == ()


def test_without_issuers_there_is_no_way(config, world):
    """The page of the account says so, and nothing is offered."""
    visitor = Visitor(create_app(config).test_client()).becomes(world.company)
    assert "使える外部のIDは、いまありません" in text_of(visitor.opens("/account/identities"))
    assert visitor.opens(START).status_code == 404


def test_a_secret_is_not_written_down(by):
    """Neither in a log nor in an error."""
    assert SECRET not in repr(by)
