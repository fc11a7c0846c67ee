"""What an issuer of elsewhere signs, and what is taken of it: one that lies opens nothing."""

import logging

import pytest

from tests.web.accounts import issuer as running
from tests.web.accounts.issuer import CLIENT, FORGED
from tests.web.accounts.oidc.trips import PERSON, comes_back, is_nobody, refused


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
