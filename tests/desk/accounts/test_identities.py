"""An issuer's name for a person is theirs once they linked it, never silently."""

from dataclasses import replace

import pytest

from marketplace.desk.accounts import identities
from marketplace.desk.accounts.identities import Shown
from marketplace.desk.accounts.second_factors import Proven
from marketplace.domain.account import Totp
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store.accounts import identities as kept
from marketplace.store.accounts import passwords, totp

SHOWN = Shown("https://id.example.jp", "subject-1", None, "drawn-1")


@pytest.fixture
def person(town):
    """Give somebody of a company."""
    return town.company.person


def links(town, person, shown=SHOWN, *, second=False):
    return town.store.run(identities.link, person, shown, town.now, proven=Proven(town.now, second))


def enters(town, shown):
    return town.store.run(identities.enter, shown, town.now)


def test_a_linked_name_signs_in(town, person):
    """The person who linked it, once a sign-in."""
    links(town, person)
    again = replace(SHOWN, drawn="drawn-2")
    assert enters(town, again) == person
    with pytest.raises(Conflict, match="taken_before"):
        enters(town, again)


def test_an_unknown_name_signs_nobody_in(town, person):
    """Neither another subject, nor the same of another issuer, nor an address that fits."""
    links(town, person)
    for other in (
        replace(SHOWN, subject="subject-2", drawn="2"),
        replace(SHOWN, issuer="https://other.example.jp", drawn="2"),
        replace(SHOWN, subject="subject-2", email=person.email, drawn="2"),
    ):
        with pytest.raises(Refused, match="identity_unknown"):
            enters(town, other)


def test_an_address_is_a_hint_only_where_it_was_checked(town, person):
    """Whoever has the address may be asked for the password; nothing is linked by it."""
    assert town.see(identities.may_be, SHOWN) is None
    hinted = replace(SHOWN, email=person.email.upper())
    assert town.see(identities.may_be, hinted) == person
    assert town.see(identities.may_be, replace(SHOWN, email="nobody@example.jp")) is None
    assert town.see(kept.identities, person.ref) == ()
    links(town, town.provider.person, replace(hinted, drawn="other"))
    assert town.see(identities.may_be, hinted) is None


def test_a_name_is_one_persons(town, person):
    """It is linked once, and a person has one name an issuer."""
    links(town, person)
    for who in (person, town.provider.person):
        with pytest.raises(Conflict, match="identity_taken"):
            links(town, who, replace(SHOWN, drawn="2"))
    with pytest.raises(Conflict, match="identity_one_each"):
        links(town, person, replace(SHOWN, subject="subject-2", drawn="3"))


def test_a_new_way_in_needs_the_second_factor(town, person):
    """A stolen password links nothing to somebody who has one."""
    town.store.run(totp.put_totp, person.ref, Totp(b"sealed", town.now, 0))
    with pytest.raises(Refused, match="show_second_first"):
        links(town, person)
    links(town, person, second=True)


def test_a_name_is_unlinked_by_its_person(town, person):
    """Unless it would be the last way in; somebody else's is not there."""
    links(town, person)
    with pytest.raises(Refused, match="last_way_in"):
        town.store.run(identities.unlink, person, SHOWN.issuer, town.now)
    for who in (person, town.provider.person):
        town.store.run(passwords.put, who.ref, "$argon2id$", town.now)
    with pytest.raises(Missing, match="identity"):
        town.store.run(identities.unlink, town.provider.person, SHOWN.issuer, town.now)
    town.store.run(identities.unlink, person, SHOWN.issuer, town.now)
    assert town.see(kept.identities, person.ref) == ()
