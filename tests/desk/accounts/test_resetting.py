"""A new password by the link of a letter: everything that was open before is closed."""

import pytest

from marketplace.desk.accounts import failures, resetting, signing_in
from marketplace.desk.accounts.resetting import Reset
from marketplace.desk.accounts.sessions import Begin, begin, standing
from marketplace.domain.account import Errand, Proof
from marketplace.domain.errors import Missing, Refused
from marketplace.store.accounts import attempts, passwords, people
from tests.desk.accounts.links_of import OTHER, issued, kept


@pytest.fixture
def person(town):
    """Give somebody with a password."""
    town.store.run(passwords.put, town.company.person.ref, kept().text, town.now)
    return town.company.person


def resets(town, link):
    return town.store.run(resetting.reset, Reset(link, kept(OTHER)), town.now)


def test_the_password_changes_and_every_session_ends(town, person):
    began = town.store.run(
        begin, Begin(person.ref, Proof.PASSWORD, second=False, agent=""), town.now
    )
    assert resets(town, issued(town, Errand.RESET, person.email)) == person
    assert town.see(passwords.kept, person.ref).hash == kept(OTHER).text
    assert town.see(standing, began.token, town.now) is None


def test_every_link_to_the_address_is_spent(town, person):
    first, second = (issued(town, Errand.RESET, person.email) for _ in range(2))
    resets(town, second)
    for link in (first, second):
        with pytest.raises(Refused, match="link_used"):
            resets(town, link)


def test_the_pause_ends(town, person):
    subject = signing_in.tried(person.email)
    for _ in range(failures.MOST):
        town.store.run(attempts.note, subject, town.now)
    assert town.see(failures.is_paused, subject, town.now)
    resets(town, issued(town, Errand.RESET, person.email))
    assert not town.see(failures.is_paused, subject, town.now)


def test_a_link_to_an_address_that_nobody_has_opens_nothing(town, person):
    link = issued(town, Errand.RESET, "nobody@example.jp")
    with pytest.raises(Missing, match="ticket"):
        resets(town, link)
    moved = issued(town, Errand.RESET, person.email)
    town.store.run(people.move, person.ref, "moved@example.jp")
    with pytest.raises(Missing, match="ticket"):
        resets(town, moved)


def test_a_link_for_something_else_resets_nothing(town, person):
    link = issued(town, Errand.ADDRESS, person.email, person=person.ref)
    with pytest.raises(Missing, match="ticket"):
        resets(town, link)
    assert town.see(passwords.kept, person.ref).hash == kept().text
