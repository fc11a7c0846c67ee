"""One's own name, address and password, and nobody else's."""

import pytest

from marketplace.desk.accounts import changing, failures
from marketplace.desk.accounts.changing import ChangePassword
from marketplace.desk.accounts.resetting import asked_reset
from marketplace.desk.accounts.sessions import Begin, begin, standing
from marketplace.domain.account import Errand, Proof
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store.accounts import passwords, people
from tests.desk.accounts.links_of import OTHER, PASSWORD, issued, kept


@pytest.fixture
def signed(town):
    """Give a session of somebody with a password."""
    ref = town.company.person.ref
    town.store.run(passwords.put, ref, kept().text, town.now)
    return begins(town).signed


def begins(town):
    order = Begin(town.company.person.ref, Proof.PASSWORD, second=False, agent="")
    return town.store.run(begin, order, town.now)


def changes(town, signed, old, new):
    changing.change_password(town.store, signed, ChangePassword(old, new), town.now)


def test_a_name_is_changed(town, signed):
    town.store.run(changing.rename, signed, " 山田  花子 ", town.now)
    assert town.see(people.person, signed.person).name == "山田 花子"
    for name in ("", " ", "あ" * 101, "a\x00b", None):
        with pytest.raises(Refused):
            town.store.run(changing.rename, signed, name, town.now)


def test_an_address_changes_when_the_new_one_answers(town, signed):
    old = town.company.person.email
    wanted = town.store.run(changing.ask_address, signed, "New@Example.jp", town.now)
    assert (wanted, town.see(people.person, signed.person).email) == ("new@example.jp", old)
    link = issued(town, Errand.ADDRESS, wanted, person=signed.person)
    reset = issued(town, Errand.RESET, old)
    moved = town.store.run(changing.confirm_address, link, town.now)
    assert (moved.ref, moved.email) == (signed.person, "new@example.jp")
    with pytest.raises(Refused, match="link_used"):
        town.store.run(changing.confirm_address, link, town.now)
    assert town.see(people.person_by_email, old) is None
    with pytest.raises(Refused, match="link_used"):
        town.see(asked_reset, reset, town.now)


def test_asking_does_not_tell_whose_an_address_is(town, signed):
    """Only when the owner of the address answers it is refused."""
    taken = town.provider.person.email
    assert town.store.run(changing.ask_address, signed, taken, town.now) == taken
    link = issued(town, Errand.ADDRESS, taken, person=signed.person)
    with pytest.raises(Conflict, match="address_taken"):
        town.store.run(changing.confirm_address, link, town.now)


def test_the_same_address_is_no_change(town, signed):
    with pytest.raises(Refused, match="same_address"):
        town.store.run(changing.ask_address, signed, town.company.person.email.upper(), town.now)


def test_a_link_without_a_person_moves_nobody(town, signed):
    with pytest.raises(Missing, match="ticket"):
        town.store.run(
            changing.confirm_address, issued(town, Errand.ADDRESS, "x@example.jp"), town.now
        )


def test_a_password_changes_and_other_sessions_end(town, signed):
    other, mine = begins(town), begins(town)
    changes(town, mine.signed, PASSWORD, OTHER)
    assert passwords_of(town, signed).startswith("$argon2id$")
    assert passwords_of(town, signed) != kept().text
    assert town.see(standing, other.token, town.now) is None
    assert town.see(standing, mine.token, town.now) is not None


def passwords_of(town, signed):
    return town.see(passwords.kept, signed.person).hash


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wrong", OTHER, "password_not_yours"),
        (PASSWORD, "short", "password_too_short"),
        (PASSWORD, "password1234", "password_common"),
    ],
)
def test_a_wrong_old_or_a_bad_new_one_changes_nothing(town, signed, old, new, code):
    with pytest.raises(Refused, match=code):
        changes(town, signed, old, new)
    assert passwords_of(town, signed) == kept().text


def test_guessing_the_old_one_is_paused(town, signed, monkeypatch):
    monkeypatch.setattr("marketplace.desk.accounts.passwords.matches", lambda _, p: p == PASSWORD)
    for _ in range(failures.MOST):
        with pytest.raises(Refused, match="password_not_yours"):
            changes(town, signed, "wrong", OTHER)
    with pytest.raises(Refused, match="password_not_yours"):
        changes(town, signed, PASSWORD, OTHER)


def test_who_has_no_password_is_led_to_the_letter(town):
    with pytest.raises(Refused, match="no_password"):
        changes(town, begins(town).signed, PASSWORD, OTHER)
