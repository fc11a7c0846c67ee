"""Whoever's ways in change is written about it, by a letter that there is."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from marketplace.desk.accounts import codes, identities, passkeys, second_factors
from marketplace.desk.accounts.identities import Shown
from marketplace.desk.accounts.letters import LETTER, letter_of
from marketplace.desk.accounts.passkeys import AddPasskey, Site
from marketplace.desk.accounts.restoring import ResetSecond, reset_second
from marketplace.desk.accounts.sealing import seal_of
from marketplace.desk.accounts.second_factors import ConfirmSecond, Proven
from marketplace.domain.account import Passkey, Totp
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Role
from marketplace.mail.account_letters import ACCOUNT_LETTERS, account_letter
from marketplace.store import members
from marketplace.store.accounts import passkeys as keys
from marketplace.store.accounts import passwords, totp
from marketplace.store.rows import OutboxRow
from tests.desk.accounts.device import Device

KEY = "pk_aaaaaaaaaaaaaaaa"
SEAL, SITE, DRAWN = seal_of("x" * 32), Site("localhost", "http://localhost"), "A" * 43
ID = Shown("https://id.example.jp", "s", None, "drawn")


def kinds(town):
    """Give the codes of the letters that were left to be sent."""
    with town.store.read() as book:
        rows = book.session.scalars(select(OutboxRow).where(OutboxRow.kind == LETTER))
        payloads = [row.payload for row in rows.all()]
    return [code for code in ACCOUNT_LETTERS if any(f'"{code}"' in one for one in payloads)]


@pytest.fixture
def person(town):
    """Give somebody with an authenticator, a key and a password."""
    found = town.company.person
    with town.store.act() as book:
        totp.put_totp(book, found.ref, Totp(b"sealed", town.now, 0))
        keys.add_passkey(book, found.ref, Passkey(KEY, b"id", b"key", 0, "机のPC", town.now))
        passwords.put(book, found.ref, "$argon2id$", town.now)
    return found


def test_a_code_less_is_told(town, person):
    """New spare codes, and none any more."""
    town.store.run(second_factors.renew_codes, person, town.now)
    assert kinds(town) == ["codes_renewed"]
    town.store.run(second_factors.turn_off, person, town.now)
    assert kinds(town) == ["second_off", "codes_renewed"]


def test_a_new_way_in_is_told(town):
    """A device for codes, and a key."""
    person = town.provider.person
    setup = second_factors.new_setup(person, town.now, seal=SEAL)
    proven, code = Proven(town.now, second=True), codes.code_at(setup.secret, town.now)
    order = ConfirmSecond(setup.note, code, proven)
    town.store.run(second_factors.confirm_second, person, order, town.now, seal=SEAL)
    assert kinds(town) == ["second_on"]
    options = town.see(passkeys.adding, person, DRAWN, site=SITE)
    order = AddPasskey("鍵", Device().adds(options), DRAWN, proven)
    town.store.run(passkeys.add_passkey, person, order, town.now, site=SITE)
    assert kinds(town) == ["second_on", "passkey_added"]


def test_the_help_of_the_operator_is_told(town, person):
    """So that nobody's device is taken away unseen."""
    with town.store.act() as book:
        members.set_role(book, town.operator, town.operator.person.ref, Role.ADMIN)
    chief = replace(town.operator, role=Role.ADMIN)
    town.do(reset_second, chief, ResetSecond("t", person.ref))
    assert kinds(town) == ["second_reset"]


def test_a_key_and_an_identity_are_told(town, person):
    """When they come and when they go."""
    proven = Proven(town.now, second=True)
    town.store.run(passkeys.remove_passkey, person, KEY, town.now, shown=True)
    town.store.run(identities.link, person, ID, town.now, proven=proven)
    town.store.run(identities.unlink, person, ID.issuer, town.now)
    assert kinds(town) == ["passkey_removed", "identity_linked", "identity_unlinked"]


def test_a_refusal_tells_nobody(town, person):
    """What did not happen is not written about."""
    with pytest.raises(Missing, match="passkey"):
        town.store.run(passkeys.remove_passkey, town.provider.person, KEY, town.now, shown=True)
    assert kinds(town) == []


@pytest.mark.parametrize("code", ["second_on", "second_reset", "passkey_added", "passkey_removed"])
def test_a_letter_reads_well(town, person, code):
    """To the person, by name, with what to do when it was somebody else."""
    payload = {"code": code, "person": person.ref}
    found = town.see(letter_of, payload, town.now)
    mail = account_letter(
        found.email, found.name, found.code, {"reset": "https://m.example.jp/reset"}, fictional=True
    )
    assert mail.to == person.email
    assert "心当たりがないときは" in mail.text
