"""Passwords, tickets, failures and the people whose they are."""

from datetime import timedelta

import pytest

from marketplace.domain.account import Errand
from marketplace.domain.errors import Conflict, Missing
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import organisations
from marketplace.store.accounts import attempts, passwords, people, tickets
from tests.store.proving import ticket

MINUTE = timedelta(minutes=1)


def test_a_password_is_put_in_the_place_of_another(scene):
    ref = scene.world.company.person.ref
    assert scene.read(passwords.kept, ref) is None
    for text, at in (("one", scene.now), ("two", scene.now + MINUTE)):
        scene.act(passwords.put, ref, text, at)
        assert scene.read(passwords.kept, ref) == passwords.Kept(text, at)
    assert scene.read(passwords.kept, scene.world.stranger.person.ref) is None


def test_a_newer_hash_takes_the_place_of_the_one_that_was_compared_only(scene):
    ref = scene.world.company.person.ref
    scene.act(passwords.put, ref, "one", scene.now)
    scene.act(passwords.rehash, ref, "other", "two")
    assert scene.read(passwords.kept, ref).hash == "one"
    scene.act(passwords.rehash, ref, "one", "two")
    assert scene.read(passwords.kept, ref) == passwords.Kept("two", scene.now)


def test_who_shares_a_hash_was_given_it(scene):
    company, stranger, buyer = scene.world.company, scene.world.stranger, scene.world.buyer
    for actor, text in ((company, "same"), (stranger, "same"), (buyer, "own")):
        scene.act(passwords.put, actor.person.ref, text, scene.now)
    assert scene.read(passwords.shared) == {company.person.ref, stranger.person.ref}


def test_a_ticket_comes_back_as_it_was_issued(scene):
    org, person = scene.world.company.org.ref, scene.world.company.person.ref
    made = (
        ticket(Errand.SIGN_UP, scene.now, "tk_1", kind=OrgKind.BUYER),
        ticket(Errand.INVITE, scene.now, "tk_2", org=org, role=Role.VIEWER),
        ticket(Errand.ADDRESS, scene.now, "tk_3", person=person),
    )
    for one in made:
        scene.act(tickets.issue, one)
        assert scene.read(tickets.ticket, one.ref) == one
    with pytest.raises(Missing, match="ticket"):
        scene.read(tickets.ticket, "tk_4")


def test_a_ticket_is_used(scene):
    scene.act(tickets.issue, ticket(Errand.RESET, scene.now, "tk_1"))
    scene.act(tickets.use, "tk_1", scene.now)
    assert scene.read(tickets.ticket, "tk_1").used_at == scene.now
    with pytest.raises(Missing, match="ticket"):
        scene.act(tickets.use, "tk_2", scene.now)


def test_tickets_of_an_errand_and_an_address_are_counted_and_spent(scene):
    for number, (errand, email) in enumerate(
        [(Errand.RESET, "a@x.jp"), (Errand.RESET, "a@x.jp"), (Errand.RESET, "b@x.jp")]
    ):
        scene.act(tickets.issue, ticket(errand, scene.now + MINUTE * number, f"tk_{number}", email))
    asked = (Errand.RESET, "a@x.jp")
    assert scene.read(tickets.count_since, *asked, scene.now - MINUTE) == 2
    assert scene.read(tickets.count_since, *asked, scene.now) == 1
    assert scene.read(tickets.count_since, Errand.SIGN_UP, "a@x.jp", scene.now - MINUTE) == 0
    scene.act(tickets.spend_all, *asked, scene.now)
    used = [scene.read(tickets.ticket, f"tk_{number}").used_at for number in range(3)]
    assert used == [scene.now, scene.now, None]


def test_the_open_invitations_of_an_organisation(scene):
    org, other = scene.world.company.org.ref, scene.world.stranger.org.ref
    for ref, where in (("tk_1", org), ("tk_2", org), ("tk_3", other)):
        made = ticket(Errand.INVITE, scene.now, ref, org=where, role=Role.MEMBER)
        scene.act(tickets.issue, made)
    scene.act(tickets.use, "tk_1", scene.now)
    assert [one.ref for one in scene.read(tickets.open_of, org, scene.now)] == ["tk_2"]
    assert scene.read(tickets.open_of, org, scene.now + timedelta(days=7)) == ()


def test_failures_are_counted_forgotten_and_pruned(scene):
    for minutes in range(3):
        scene.act(attempts.note, "email:a", scene.now + MINUTE * minutes)
    scene.act(attempts.note, "email:b", scene.now)
    newest = scene.now + 2 * MINUTE
    assert scene.read(attempts.last, "email:a", 2) == (newest, scene.now + MINUTE)
    assert scene.act(attempts.prune, scene.now + MINUTE) == 2
    assert len(scene.read(attempts.last, "email:a", 9)) == 2
    scene.act(attempts.forget, "email:a")
    assert scene.read(attempts.last, "email:a", 9) == ()


def test_old_tickets_are_pruned(scene):
    scene.act(tickets.issue, ticket(Errand.RESET, scene.now, "tk_1"))
    assert scene.act(tickets.prune, scene.now + timedelta(hours=1)) == 0
    assert scene.act(tickets.prune, scene.now + timedelta(hours=1, seconds=1)) == 1


def test_a_person_is_found_renamed_and_moved(scene):
    person, other = scene.world.company.person, scene.world.stranger.person
    assert scene.read(people.person, person.ref) == person
    assert scene.read(people.person_by_email, person.email) == person
    scene.act(people.rename, person.ref, "新しい名前")
    scene.act(people.move, person.ref, "new@example.jp")
    found = scene.read(people.person_by_email, "new@example.jp")
    assert (found.ref, found.name) == (person.ref, "新しい名前")
    assert scene.read(people.person_by_email, person.email) is None
    with pytest.raises(Conflict, match="already_exists"):
        scene.act(people.move, person.ref, other.email)
    with pytest.raises(Missing, match="person"):
        scene.read(people.person, "ps_nobody")


def test_everybody_a_person_acts_as_by_kind_and_reading(scene):
    company, provider = scene.world.company, scene.world.provider
    ref = company.person.ref
    assert scene.read(people.acting_as, ref) == (company,)
    scene.act(organisations.add_membership, ref, provider.org.ref, Role.VIEWER)
    scene.act(organisations.add_membership, ref, scene.world.stranger.org.ref)
    orgs = [one.org for one in scene.read(people.acting_as, ref)]
    assert orgs == [scene.world.stranger.org, company.org, provider.org]
    assert scene.read(people.acting_as, "ps_nobody") == ()
