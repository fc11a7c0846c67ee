"""Whoever has lost the device and the spare codes is helped by the operator, and by nobody else."""

from dataclasses import replace

import pytest

from marketplace.desk.accounts import second_factors
from marketplace.desk.accounts.restoring import ResetSecond, reset_second
from marketplace.desk.accounts.sessions import Begin, begin, sessions_of
from marketplace.domain.account import Passkey, Proof, Totp
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import Role
from marketplace.store import members
from marketplace.store.accounts import passkeys, passwords, totp


@pytest.fixture
def chief(town):
    """Give an ADMIN of the operator."""
    with town.store.act() as book:
        members.set_role(book, town.operator, town.operator.person.ref, Role.ADMIN)
    return replace(town.operator, role=Role.ADMIN)


@pytest.fixture
def examiner(town):
    """Give an examiner with an authenticator, a key and a password, who is signed in."""
    person = town.examiner.person
    with town.store.act() as book:
        totp.put_totp(book, person.ref, Totp(b"sealed", town.now, 0))
        totp.put_codes(book, person.ref, ("a" * 64,))
        made = Passkey("pk_aaaaaaaaaaaaaaaa", b"id", b"key", 0, "机のPC", town.now)
        passkeys.add_passkey(book, person.ref, made)
        passwords.put(book, person.ref, "$argon2id$", town.now)
    return person


def test_everything_but_the_password_is_gone(town, chief, examiner):
    """No code, no key, no session; what is left is the password, and the duty to set up anew."""
    order = Begin(examiner.ref, Proof.PASSKEY, second=True, agent="x")
    signed = town.store.run(begin, order, town.now).signed
    done = ResetSecond("t", examiner.ref)
    assert town.do(reset_second, chief, done) == examiner
    state = town.see(second_factors.state_of, examiner)
    assert (state.since, state.codes_left, state.passkeys) == (None, 0, 0)
    assert state.required
    assert town.see(totp.open_codes, examiner.ref) == frozenset()
    assert town.see(sessions_of, signed, town.now) == ()
    assert town.see(passwords.kept, examiner.ref)
    assert town.do(reset_second, chief, done) == examiner


def test_who_has_none_loses_none(town, chief):
    """There is nothing to take away."""
    order = ResetSecond("t", town.company.person.ref)
    assert town.refuses(Conflict, reset_second, chief, order)[0] == "second_is_off"


def test_nobody_helps_themselves(town, chief):
    """A stolen screen of an operator does not take the operator's own away."""
    order = ResetSecond("t", chief.person.ref)
    assert town.refuses(Refused, reset_second, chief, order)[0] == "another_operator"
