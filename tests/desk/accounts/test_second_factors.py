"""An authenticator beside the password: set up, shown once a code, renewed, turned off."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from marketplace.desk.accounts import codes, failures, second_factors
from marketplace.desk.accounts.sealing import opened, seal_of, sealed
from marketplace.desk.accounts.second_factors import ConfirmSecond, Proven, ShowSecond
from marketplace.domain.errors import Conflict, Refused, Unavailable
from marketplace.store.accounts import totp

SEAL = seal_of("0123456789abcdef" * 2)
OTHER = seal_of("fedcba9876543210" * 2)
LATER = timedelta(seconds=60)


def set_up(town, person, now=None, *, shown=False):
    """Go through the set-up; gives the secret and the spare codes."""
    now = now or town.now
    setup = second_factors.new_setup(person, now, seal=SEAL)
    order = ConfirmSecond(setup.note, codes.code_at(setup.secret, now), Proven(now, shown))
    made = town.store.run(second_factors.confirm_second, person, order, now, seal=SEAL)
    return setup.secret, made


def shows(town, person, code, now):
    order = ShowSecond(code)
    return town.store.run(second_factors.shows_second, person, order, now, seal=SEAL)


def state(town, person):
    return town.see(second_factors.state_of, person)


@pytest.fixture
def person(town):
    """Give somebody of a company."""
    return town.company.person


def test_nothing_is_on_before_the_first_code(town, person):
    """Neither a picture nor a wrong code turns it on."""
    setup = second_factors.new_setup(person, town.now, seal=SEAL)
    assert setup.address.startswith("otpauth://totp/")
    assert setup.secret in setup.address
    order = ConfirmSecond(setup.note, "000000", Proven(town.now, second=False))
    with pytest.raises(Refused, match="wrong_first_code"):
        town.store.run(second_factors.confirm_second, person, order, town.now, seal=SEAL)
    assert state(town, person).since is None
    assert not town.see(second_factors.asks_code, person.ref)


def test_a_first_code_turns_it_on(town, person):
    """From now on it is asked for, and ten spare codes are there."""
    set_up(town, person)
    found = state(town, person)
    assert (found.since, found.codes_left, found.required) == (town.now, 10, False)
    assert town.see(second_factors.asks_code, person.ref)
    assert not town.see(second_factors.asks_code, town.provider.person.ref)


def test_a_secret_lies_sealed(town, person):
    """What the store holds says nothing, and another key does not open it."""
    secret, _ = set_up(town, person)
    kept = town.see(totp.totp, person.ref)
    assert secret.encode() not in kept.sealed
    assert second_factors.secret_of(kept, SEAL) == secret
    with pytest.raises(Unavailable, match="second_unreadable"):
        second_factors.secret_of(kept, OTHER)


def test_the_first_code_is_used_up(town, person):
    """It was accepted once, at the set-up."""
    secret, _ = set_up(town, person)
    assert not shows(town, person, codes.code_at(secret, town.now), town.now)


def test_a_code_is_accepted_once(town, person):
    """The same code again is as wrong as any other; the next one is right."""
    secret, _ = set_up(town, person)
    at = town.now + LATER
    assert not shows(town, person, "000000", at)
    assert shows(town, person, f" {codes.code_at(secret, at)} ", at)
    assert not shows(town, person, codes.code_at(secret, at), at)
    assert shows(town, person, codes.code_at(secret, at + LATER), at + LATER)


def test_a_code_of_somebody_else_is_wrong(town, person):
    """Each person has a secret of their own, and spare codes of their own."""
    set_up(town, person)
    secret, spare = set_up(town, town.provider.person)
    at = town.now + LATER
    assert not shows(town, person, codes.code_at(secret, at), at)
    assert not shows(town, person, spare[0], at)
    assert shows(town, town.provider.person, spare[0], at)


def test_a_spare_code_is_good_once(town, person):
    """It is counted down; another one is still good."""
    _, spare = set_up(town, person)
    assert shows(town, person, spare[0].lower(), town.now)
    assert not shows(town, person, spare[0], town.now)
    assert state(town, person).codes_left == 9
    assert shows(town, person, spare[1], town.now)


def test_whoever_has_none_shows_nothing(town, person):
    """No code is right for a person without an authenticator."""
    assert not shows(town, person, "000000", town.now)
    assert not shows(town, person, "", town.now)


def test_new_spare_codes_replace_the_old(town, person):
    """What hung on the wall is paper."""
    _, old = set_up(town, person)
    new = town.store.run(second_factors.renew_codes, person, town.now)
    assert not set(old) & set(new)
    assert not shows(town, person, old[0], town.now)
    assert shows(town, person, new[0], town.now)


def test_spare_codes_are_one_persons_and_open(town, person):
    """What may be handed out as a file is what was just made."""
    _, spare = set_up(town, person)
    assert town.see(second_factors.are_open, person, spare)
    assert not town.see(second_factors.are_open, town.provider.person, spare)
    assert not town.see(second_factors.are_open, person, ())
    assert shows(town, person, spare[0], town.now)
    assert not town.see(second_factors.are_open, person, spare)


def test_turning_off_forgets_everything(town, person):
    """Neither a code nor a spare one is asked for or taken."""
    _, spare = set_up(town, person)
    town.store.run(second_factors.turn_off, person, town.now)
    assert state(town, person).since is None
    assert not shows(town, person, spare[0], town.now)
    for act in (second_factors.turn_off, second_factors.renew_codes):
        with pytest.raises(Conflict, match="second_is_off"):
            town.store.run(act, person, town.now)


def test_an_examiner_cannot_turn_it_off(town):
    """Whoever acts for a body that asks for it keeps it."""
    examiner = town.examiner.person
    set_up(town, examiner)
    assert state(town, examiner).required
    with pytest.raises(Refused, match="second_required"):
        town.store.run(second_factors.turn_off, examiner, town.now)
    assert state(town, examiner).since


def test_a_new_device_needs_the_old_one(town):
    """A stolen password does not change the device; whoever showed the old one may."""
    examiner = town.examiner.person
    secret, spare = set_up(town, examiner)
    at = town.now + LATER
    with pytest.raises(Refused, match="show_second_first"):
        set_up(town, examiner, at)
    new, _ = set_up(town, examiner, at, shown=True)
    assert new != secret
    later = at + LATER
    assert not shows(town, examiner, codes.code_at(secret, later), later)
    assert not shows(town, examiner, spare[0], later)
    assert shows(town, examiner, codes.code_at(new, later), later)


def test_a_set_up_is_not_sent_twice(town, person):
    """The same note again changes nothing, and makes no code good twice."""
    setup = second_factors.new_setup(person, town.now, seal=SEAL)
    able = Proven(town.now, second=True)
    order = ConfirmSecond(setup.note, codes.code_at(setup.secret, town.now), able)
    town.store.run(second_factors.confirm_second, person, order, town.now, seal=SEAL)
    with pytest.raises(Conflict, match="second_already_on"):
        town.store.run(second_factors.confirm_second, person, order, town.now, seal=SEAL)
    assert not shows(town, person, order.code, town.now)


def test_a_note_is_one_persons_and_for_an_hour(town, person):
    """Somebody else's, an old one, a forged one: begin again."""
    setup = second_factors.new_setup(person, town.now, seal=SEAL)
    forged = sealed(OTHER, {"person": person.ref, "secret": setup.secret}, town.now)
    late = town.now + timedelta(seconds=second_factors.SETUP_SECONDS + 1)
    for who, note, now in (
        (town.provider.person, setup.note, town.now),
        (person, setup.note, late),
        (person, forged, town.now),
        (person, "x", town.now),
        (person, "あ", town.now),
    ):
        order = ConfirmSecond(note, codes.code_at(setup.secret, now), Proven(now, second=False))
        with pytest.raises(Refused, match="setup_over"):
            town.store.run(second_factors.confirm_second, who, order, now, seal=SEAL)
    again = second_factors.same_setup(person, setup.note, town.now, seal=SEAL)
    assert again == setup


def test_a_seal_is_for_its_installation(town):
    """The same key opens, another does not, and nothing is sealed by the key itself."""
    note = sealed(SEAL, {"person": "x"}, town.now)
    assert opened(seal_of("0123456789abcdef" * 2), note, town.now, seconds=1) == {"person": "x"}
    assert opened(OTHER, note, town.now, seconds=1) is None


def test_a_screen_that_was_left_open_adds_no_key(town, person):
    """Fifteen minutes after signing in, one signs in again; so does a clock that ran back."""
    setup = second_factors.new_setup(person, town.now, seal=SEAL)
    code = codes.code_at(setup.secret, town.now)
    for since in (town.now - second_factors.FRESH, town.now + LATER):
        order = ConfirmSecond(setup.note, code, Proven(since, second=True))
        with pytest.raises(Refused, match="sign_in_again"):
            town.store.run(second_factors.confirm_second, person, order, town.now, seal=SEAL)


def test_guessing_comes_to_a_pause(town, person):
    """After ten wrong codes even the right one is wrong for fifteen minutes, and then right."""
    secret, spare = set_up(town, person)
    at = town.now + LATER
    for _ in range(failures.MOST):
        assert not shows(town, person, "000000", at)
    assert not shows(town, person, codes.code_at(secret, at), at)
    assert not shows(town, person, spare[0], at)
    later = at + failures.PAUSE
    assert shows(town, person, codes.code_at(secret, later), later)
    assert shows(town, person, spare[0], later)


def test_guessing_at_one_person_pauses_nobody_else(town, person):
    """Whoever is guessed at is not the whole market."""
    set_up(town, person)
    _, spare = set_up(town, town.provider.person)
    for _ in range(failures.MOST):
        assert not shows(town, person, "000000", town.now)
    assert shows(town, town.provider.person, spare[0], town.now)


def test_what_is_secret_is_not_written_down(town, person):
    """Neither a set-up nor an order shows its secret in a log."""
    setup = second_factors.new_setup(person, town.now, seal=SEAL)
    order = ConfirmSecond(setup.note, "123456", Proven(town.now, second=False))
    text = f"{setup} {order} {ShowSecond('654321')}"
    assert not any(one in text for one in (setup.secret, setup.note, "123456", "654321"))


def test_one_code_opens_once_however_many_send_it(town, person):
    """Eight windows send the same code at once: one of them is let in."""
    secret, spare = set_up(town, person)
    at = town.now + LATER
    for code in (codes.code_at(secret, at), spare[0]):
        with ThreadPoolExecutor(8) as crowd:
            found = list(crowd.map(lambda one: shows(town, person, one, at), [code] * 8))
        assert found.count(True) == 1
