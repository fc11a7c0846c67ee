"""Pages in the middle of a way in, which no address alone opens, are without barriers too."""

from dataclasses import replace

import pytest

from marketplace.desk.accounts import codes
from marketplace.domain.account import Identity, Passkey, Proof
from marketplace.store.accounts import identities, passkeys
from marketplace.web.app import create_app
from marketplace.web.entry.halfway import HALF
from marketplace.web.oidc.settings import Issuer
from marketplace.web.oidc.trip import BACK
from tests.web.conftest import Visitor
from tests.web.faces.test_axe import looked_at

pytestmark = pytest.mark.browser

TOWN = Issuer("town", "まちのID", "https://id.example.jp", "market", "a-secret")
PERSON = "/signin/oidc/town/person"


@pytest.fixture
def app(config):
    """Give the application of a demo that takes the word of an issuer."""
    return create_app(replace(config, oidc=(TOWN,)))


@pytest.fixture
def since(now):
    """Give the second in which everything began."""
    return int(now.timestamp())


def remembers(visitor, **cookie):
    """Let the cookie of a visitor hold something more."""
    with visitor.client.session_transaction() as session:
        session.update(cookie)
    return visitor


def is_clear(sat, name):
    """No barrier and nothing outside, at both widths."""
    for width in (1280, 320):
        sat.widens(width)
        assert sat.overflow() <= 0, (name, width)
        looked_at(sat, (name, width))
        sat.keeps(f"way-in-{name}-{width}")


def test_the_second_page_of_signing_in(visitor, world, since, screen):
    """As it opens, and after a wrong code."""
    half = [world.company.person.ref, Proof.PASSWORD.value, since]
    sat = screen(remembers(visitor, **{HALF: half}))
    assert sat.opens("/signin/second") == 200
    is_clear(sat, "second")
    sat.page.get_by_role("button", name="確認する").click()
    sat.loads_axe()
    is_clear(sat, "second-refused")


def test_the_spare_codes(enters, world, screen, now):
    """The picture, and the ten codes that follow it."""
    sat = screen(enters(world.company))
    sat.opens("/account/second")
    secret = sat.page.locator(".secret code").inner_text().replace(" ", "")
    sat.page.get_by_role("textbox", name="確認コード").fill(codes.code_at(secret, now))
    sat.page.get_by_role("button", name="登録する").click()
    sat.loads_axe()
    is_clear(sat, "codes")
    sat.opens("/account/second?device=new")
    is_clear(sat, "new-device")


def test_back_from_an_issuer(app, store, world, screen, *, now, since):
    """As somebody who linked it, as somebody whose address fits, as nobody."""
    linked = Identity(TOWN.issuer, "linked", now)
    store.run(identities.add_identity, world.company.person.ref, linked)
    for subject, email in (("linked", ""), ("new", world.provider.person.email), ("new", "")):
        back = ["town", subject, email, False, "state", "/", since]
        sat = screen(remembers(Visitor(app.test_client()), **{BACK: back}))
        assert sat.opens(PERSON) == 200
        is_clear(sat, f"person-{subject}-{'hinted' if email else 'bare'}")


def test_linking_from_the_account(enters, world, screen, since):
    """The look before the button."""
    back = ["town", "new", "", False, "state", "/", since]
    sat = screen(remembers(enters(world.company), **{BACK: back}))
    assert sat.opens("/account/identities/town") == 200
    is_clear(sat, "identity")


def test_lists_that_are_not_empty(enters, world, screen, store, now):
    """Keys and identities with something in them."""
    person = world.company.person
    made = Passkey("pk_aaaaaaaaaaaaaaaa", b"id", b"key", 0, "会社のスマートフォン", now, now)
    store.run(passkeys.add_passkey, person.ref, made)
    for issuer in (TOWN.issuer, "https://gone.example.jp"):
        store.run(identities.add_identity, person.ref, Identity(issuer, "s", now))
    sat = screen(enters(world.company))
    for page in ("passkeys", "identities", ""):
        assert sat.opens(f"/account/{page}") == 200
        is_clear(sat, page or "account")
