"""Who goes is forgotten, what the law keeps stays, and the journal's chain is whole."""

from dataclasses import replace

import pytest

from marketplace.desk.accounts.sessions import Begin, begin
from marketplace.desk.erasing import CloseAccount, RemovePerson, close_account, remove_person
from marketplace.desk.members import Invite, invite
from marketplace.domain.account import Proof
from marketplace.domain.errors import Refused
from marketplace.domain.member import ERASED_NAME
from marketplace.domain.organisation import Role
from marketplace.store import contracts, members, sealing
from marketplace.store.accounts import passwords, people
from marketplace.store.journal import entries

SECRETS = ("password", "totp", "recovery_code", "passkey", "identity", "session", "ticket")


@pytest.fixture
def chief(town):
    """Give the ADMIN of the operator."""
    return admin(town, town.operator)


def admin(town, actor):
    with town.store.act() as book:
        members.set_role(book, actor, actor.person.ref, Role.ADMIN)
    return replace(actor, role=Role.ADMIN)


def sealed(town):
    """Seal what there is and verify the chain."""
    while town.store.run(sealing.seal, town.now):
        pass
    return town.see(sealing.verify, {})


def closes(town, actor):
    return town.store.run(close_account, CloseAccount(actor.person.ref, agreed=True), town.now)


def settled(town, actor):
    """Give a person a way to sign in, a session, and a letter on the way."""
    with town.store.act() as book:
        passwords.put(book, actor.person.ref, "hash", town.now)
        begin(book, Begin(actor.person.ref, Proof.PASSWORD, second=False, agent=""), town.now)


def test_who_closes_the_account_is_forgotten(town):
    """Name, address and every way in; what was signed keeps the signer's name."""
    contract, boss = town.accepted(), admin(town, town.company)
    town.newcomer("colleague", boss.org)
    with town.store.act() as book:
        members.set_role(book, boss, town.see(members.members, boss)[1].person.ref, Role.ADMIN)
    settled(town, boss)
    gone = closes(town, boss)
    assert (gone.ref, gone.name) == (boss.person.ref, ERASED_NAME)
    rows = town.everything()
    assert {table: len(rows[table]) for table in SECRETS} == dict.fromkeys(SECRETS, 0)
    assert town.see(people.person_by_email, boss.person.email) is None
    assert town.see(people.acting_as, boss.person.ref) == ()
    kept = town.see(contracts.contract, town.provider, contract.ref)
    assert kept == contract
    assert kept.application.signature.person == "company"


def test_the_chain_stays_whole(town, chief):
    """Bodies and salts that name the person are gone; every digest stands."""
    boss = admin(town, town.company)
    invitee = town.newcomer("invitee", town.rival.org)
    town.do(invite, boss, Invite("t", invitee.person.email, Role.MEMBER))
    before = sealed(town)
    assert (before.broken, before.redacted) == (None, 0)
    town.do(remove_person, chief, RemovePerson("u", invitee.person.ref))
    after = sealed(town)
    assert (after.broken, after.redacted) == (None, 1)
    assert after.head.seq == before.head.seq + 1
    (entry,) = town.see(entries, boss, 1)
    assert (entry.act, entry.body, entry.salt) == ("invite", None, None)


def test_nothing_names_who_was_removed(town, chief):
    """In no table stands the name or the address any more."""
    plain = town.newcomer("vanishing", town.neighbour.org)
    settled(town, plain)
    boss = admin(town, town.company)
    town.do(invite, boss, Invite("t", plain.person.email, Role.VIEWER))
    assert plain.person.email in str(town.everything())
    town.do(remove_person, chief, RemovePerson("u", plain.person.ref))
    left = str(town.everything())
    assert plain.person.email not in left
    assert "vanishing" not in left
    assert town.see(members.colleague, town.neighbour, plain.person.ref).name == ERASED_NAME


def test_others_are_not_left_without_an_admin(town):
    """Who is needed is told where; who was alone may go."""
    boss = admin(town, town.company)
    order = CloseAccount(boss.person.ref, agreed=True)
    town.newcomer("colleague", boss.org)
    before = town.everything()
    with pytest.raises(Refused) as refused:
        town.store.run(close_account, order, town.now)
    assert (refused.value.code, refused.value.values) == (
        "last_admin_of",
        {"organisations": (boss.org.name,)},
    )
    assert town.everything() == before
    alone = admin(town, town.neighbour)
    assert closes(town, alone).name == ERASED_NAME


def test_a_body_of_the_journal_that_names_nobody_stays(town, chief):
    """A short name is not looked for in every word."""
    short = town.newcomer("a", town.company.org)
    town.applied(actor=town.company)
    bodies = [one.body for one in town.see(entries, town.company, 9)]
    town.do(remove_person, chief, RemovePerson("u", short.person.ref))
    assert [one.body for one in town.see(entries, town.company, 9)] == bodies


@pytest.mark.parametrize("agreed", [False, None, "yes", 1])
def test_nobody_closes_an_account_by_accident(town, agreed):
    """It is said outright."""
    with pytest.raises(Refused, match="closing_not_agreed"):
        town.store.run(close_account, CloseAccount(town.buyer.person.ref, agreed), town.now)
    assert town.see(people.person, town.buyer.person.ref) == town.buyer.person


def test_the_operator_does_not_remove_itself(town, chief):
    """One's own account is closed by oneself."""
    order = RemovePerson("t", chief.person.ref)
    assert town.refuses(Refused, remove_person, chief, order)[0] == "close_instead"


def test_the_last_act_stands_in_the_journal(town):
    """Of every organisation that the person leaves; no name stands beside it."""
    plain = town.newcomer("colleague", town.company.org)
    closes(town, plain)
    (entry,) = town.see(entries, town.company, 1)
    assert (entry.act, entry.person, entry.person_ref) == (
        "close_account",
        ERASED_NAME,
        plain.person.ref,
    )
