"""Which issuers are asked, and what happens when one is away, slow, or not what it says."""

from dataclasses import replace

import pytest

from marketplace.web.app import create_app
from marketplace.web.oidc import discovery
from tests.web.accounts.entering import text_of
from tests.web.accounts.issuer import SECRET
from tests.web.accounts.oidc.trips import PERSON, START, comes_back, goes, refused
from tests.web.conftest import Visitor


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


def test_without_issuers_there_is_no_way(config, world):
    """The page of the account says so, and nothing is offered."""
    visitor = Visitor(create_app(config).test_client()).becomes(world.company)
    assert "使える外部のIDは、いまありません" in text_of(visitor.opens("/account/identities"))
    assert visitor.opens(START).status_code == 404


def test_a_secret_is_not_written_down(by):
    """Neither in a log nor in an error."""
    assert SECRET not in repr(by)
