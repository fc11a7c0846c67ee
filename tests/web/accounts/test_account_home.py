"""The page about oneself: each way in, how it stands, and what to do about it."""

import re
from dataclasses import replace
from datetime import timedelta

from marketplace.domain.account import Identity, Passkey, Totp
from marketplace.store.accounts import identities, passkeys, passwords, totp
from marketplace.web.app import create_app
from marketplace.web.oidc.settings import Issuer
from tests.web.conftest import Visitor


def seen(visitor):
    """Give the page without its marks."""
    text = visitor.opens("/account/").get_data(as_text=True)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_nothing_is_there_yet(enters, world):
    """Each says what there is not, and leads to where it is made."""
    text = seen(enters(world.company))
    for words in ("決めていません", "使っていません", "ありません", "1か所"):
        assert words in text
    assert "外部のID" not in text
    assert "必ず要ります" not in text


def test_everything_is_there(config, store, world, now):
    """How old the password is, how many codes are left, which keys, whose word, how often in."""
    person = world.company.person
    issuer = Issuer("town", "まちのID", "https://id.example.jp", "c", "s")
    with store.act() as book:
        passwords.put(book, person.ref, "$argon2id$", now - timedelta(days=40))
        totp.put_totp(book, person.ref, Totp(b"sealed", now, 0))
        totp.put_codes(book, person.ref, ("a" * 64, "b" * 64))
        made = Passkey("pk_aaaaaaaaaaaaaaaa", b"id", b"key", 0, "机のPC", now)
        passkeys.add_passkey(book, person.ref, made)
        identities.add_identity(book, person.ref, Identity(issuer.issuer, "s", now))
    app = create_app(replace(config, oidc=(issuer,)))
    for _ in range(2):
        visitor = Visitor(app.test_client()).becomes(world.company)
    text = seen(visitor)
    for words in ("40日前", "あと2個", "1個：机のPC", "まちのID", "2か所"):
        assert words in text


def test_an_examiner_is_told_what_is_needed(enters, world, store, now):
    """Until there is one; the page of the account opens without it."""
    visitor = enters(world.certifier).becomes(world.certifier, second=False)
    assert "必ず要ります" in seen(visitor)
    store.run(totp.put_totp, world.certifier.person.ref, Totp(b"sealed", now, 0))
    assert "必ず要ります" not in seen(visitor)


def test_the_sign_in_offers_the_other_ways(config):
    """A key, and each issuer by its name, coming back to where one was going."""
    issuer = Issuer("town", "まちのID", "https://id.example.jp", "c", "s")
    client = create_app(replace(config, oidc=(issuer,))).test_client()
    text = client.get("/signin?next=/sme/quotes").get_data(as_text=True)
    assert 'href="/signin/passkey?next=/sme/quotes"' in text
    assert 'href="/signin/oidc/town?next=/sme/quotes"' in text
    assert "まちのIDで入る" in text
