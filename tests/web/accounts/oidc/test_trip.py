"""Signing in by an issuer of elsewhere: there and back once, in one browser, in ten minutes."""

from urllib.parse import parse_qs, urlsplit

import pytest

from marketplace.domain.account import Proof
from marketplace.store.accounts import sessions
from marketplace.web.visit import SIGNED_IN
from tests.web.accounts.entering import text_of
from tests.web.accounts.issuer import SECRET
from tests.web.accounts.oidc.trips import PERSON, START, comes_back, goes, is_nobody, refused
from tests.web.conftest import Visitor


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
