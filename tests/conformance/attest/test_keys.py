"""Keys are published under their own names, and nothing else passes for one."""

import json
from dataclasses import replace
from datetime import date

import pytest

from conformance.attest.keys import jwks, new_key, read_jwks, signing_key
from marketplace.domain.errors import BadInput

DAY = date(2026, 11, 25)
KEY = new_key(date(2026, 1, 1))


def test_keys_are_published_and_read_back():
    key = new_key(DAY)
    published = (replace(KEY.public, until=DAY), key.public)
    assert read_jwks(jwks(published)) == published
    assert signing_key(key.pem, published) == key
    assert "PRIVATE" not in repr(key)
    assert b"PRIVATE" not in jwks(published)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b'{"keys":[{}]}', b'{"keys":[{"kty":"RSA","crv":"Ed25519"}]}', b"\xff"],
)
def test_what_is_no_list_of_keys_is_bad_input(raw):
    with pytest.raises(BadInput):
        read_jwks(raw)


def test_a_key_under_another_name_is_bad_input():
    made = KEY.public.jwk | {"kid": "x"}
    with pytest.raises(BadInput):
        read_jwks(json.dumps({"keys": [made]}).encode())


@pytest.mark.parametrize("pem", [b"", b"-----BEGIN PRIVATE KEY-----", b"x"])
def test_what_is_no_key_is_bad_input(pem):
    with pytest.raises(BadInput):
        signing_key(pem, (KEY.public,))


def test_a_key_that_was_not_published_is_refused():
    with pytest.raises(BadInput):
        signing_key(new_key(DAY).pem, (KEY.public,))
