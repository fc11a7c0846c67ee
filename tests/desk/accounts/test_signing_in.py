"""Signing in: the right password, the pause after wrong ones, and nothing told of who is here."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher, Type

from marketplace.desk.accounts import failures, signing_in
from marketplace.desk.accounts.codes import new_secret
from marketplace.desk.accounts.sealing import seal_of
from marketplace.desk.accounts.second_factors import put_secret
from marketplace.desk.accounts.signing_in import SignIn
from marketplace.domain.errors import Refused
from marketplace.store.accounts import passwords
from tests.desk.accounts.links_of import PASSWORD, kept

MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(town):
    """Give somebody with a password."""
    town.store.run(passwords.put, town.company.person.ref, kept().text, town.now)
    return town.company.person


@pytest.fixture
def quick(monkeypatch):
    """Compare at once: what is tried is not the arithmetic."""
    monkeypatch.setattr("marketplace.desk.accounts.passwords.matches", lambda _, p: p == PASSWORD)


def signs_in(town, email, password=PASSWORD, after=timedelta()):
    return signing_in.sign_in(town.store, SignIn(email, password), town.now + after)


def wrong(town, email, password=None, after=timedelta()):
    with pytest.raises(Refused) as refused:
        signs_in(town, email, password or "wrong", after)
    return refused.value.code, refused.value.values


def test_the_right_password_recognises_its_person(town, person):
    found = signs_in(town, person.email)
    assert (found.person, found.second) == (person, False)
    wide = person.email.upper().translate({ord("@"): "＠"})
    assert signs_in(town, f" {wide} ").person == person


def test_whoever_has_an_authenticator_is_asked_for_it(town, person):
    seal = seal_of("0123456789abcdef" * 2)
    town.store.run(put_secret, person, new_secret(), town.now, seal=seal)
    assert signs_in(town, person.email).second


def test_every_refusal_is_the_same(town, person, quick):
    """A wrong password, an address of nobody, one without a password, and what is no address."""
    emails = (person.email, "nobody@example.jp", town.provider.person.email, "", "x" * 999)
    assert {str(wrong(town, email)) for email in emails} == {
        "('wrong_sign_in', {'field': 'password'})"
    }


@pytest.mark.parametrize("email", ["company", "nobody@example.jp"])
def test_ten_failures_pause_an_address_for_a_quarter_of_an_hour(town, person, quick, email):
    """Also one that nobody has; the right password is refused meanwhile, in the same words."""
    email = person.email if email == "company" else email
    for second in range(failures.MOST):
        wrong(town, email, after=timedelta(seconds=second))
    last = timedelta(seconds=failures.MOST - 1)
    assert wrong(town, email, PASSWORD, last + MINUTE) == wrong(town, email, after=last + MINUTE)
    still = last + failures.PAUSE - timedelta(seconds=1)
    assert wrong(town, email, PASSWORD, still)[0] == "wrong_sign_in"
    over = last + failures.PAUSE
    if email == person.email:
        assert signs_in(town, email, after=over).person == person


def test_nine_failures_pause_nobody_and_a_success_forgets_them(town, person, quick):
    for _ in range(failures.MOST - 1):
        wrong(town, person.email)
    assert signs_in(town, person.email).person == person
    for _ in range(failures.MOST - 1):
        wrong(town, person.email)
    assert signs_in(town, person.email).person == person


def test_failures_far_apart_pause_nobody(town, person, quick):
    for number in range(failures.MOST + 2):
        wrong(town, person.email, after=2 * MINUTE * number)
    assert signs_in(town, person.email, after=2 * MINUTE * failures.MOST + 4 * MINUTE)


def test_one_address_pauses_no_other(town, person, quick):
    for _ in range(failures.MOST):
        wrong(town, "nobody@example.jp")
    assert signs_in(town, person.email).person == person


def test_a_dated_hash_is_renewed_by_a_sign_in(town, person):
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1, type=Type.ID).hash(PASSWORD)
    town.store.run(passwords.put, person.ref, old, town.now)
    assert signs_in(town, person.email).person == person
    found = town.see(passwords.kept, person.ref)
    assert found.hash != old
    assert found.hash.startswith("$argon2id$v=19$m=47104,t=2")
    assert found.changed_at == town.now


def test_no_password_is_kept_or_shown(town, person, quick):
    secret = "himitsu-no-kotoba-999"
    wrong(town, person.email, secret)
    assert secret not in repr(town.everything())
    assert secret not in repr(SignIn(person.email, secret))
