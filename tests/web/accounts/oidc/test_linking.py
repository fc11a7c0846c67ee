"""Whose name it is that an issuer gives: linked by the person alone, and one factor of two."""

import pytest

from marketplace.domain.account import Identity, Totp
from marketplace.store.accounts import identities, totp
from tests.web.accounts.entering import PASSWORD, text_of
from tests.web.accounts.oidc.trips import PERSON, comes_back, is_nobody, refused


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
def hinted(visitor, provider, world, knows):
    """Let somebody with a password come back under an address that the issuer checked."""
    person = knows(world.company.person)
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


def test_a_name_is_taken_away_by_its_person(enters, world, provider, linked, *, store, knows):
    """Somebody else's is not there; one's own opens nothing any more."""
    for who in (world.company, world.provider):
        knows(who.person)
    sent, page = {"issuer": provider.address}, "/account/identities"
    refused(enters(world.provider).sends(page, f"{page}/remove", sent), "結ばれていません", 404)
    assert enters(world.company).sends(page, f"{page}/remove", sent).status_code == 303
    with store.read() as book:
        assert identities.identities(book, world.company.person.ref) == ()
