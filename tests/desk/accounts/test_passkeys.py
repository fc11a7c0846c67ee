"""Passkeys: added by who is signed in, used by whoever holds the device, refused when twisted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from marketplace.desk.accounts import passkeys
from marketplace.desk.accounts.passkeys import AddPasskey, Site, UsePasskey
from marketplace.desk.accounts.sealing import seal_of
from marketplace.desk.accounts.second_factors import Proven
from marketplace.domain.account import Totp
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store.accounts import passkeys as kept
from marketplace.store.accounts import totp
from tests.desk.accounts.device import Device, b64

SITE = Site("localhost", "http://localhost")
SEAL = seal_of("0123456789abcdef" * 2)
FIRST, SECOND, THIRD = ("A" * 43, "B" * 43, "C" * 43)

EMPTY = '{"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}'


@pytest.fixture
def person(town):
    """Give somebody of a company."""
    return town.company.person


@pytest.fixture
def device():
    """Give a device that has no key yet."""
    return Device()


def adds(town, person, device, drawn=FIRST, *, shown=False, name="会社のスマートフォン", **but):
    """Add the key of a device."""
    options = town.see(passkeys.adding, person, drawn, site=SITE)
    order = AddPasskey(name, device.adds(options, **but), drawn, Proven(town.now, shown))
    return town.store.run(passkeys.add_passkey, person, order, town.now, site=SITE)


def enters(town, device, drawn=SECOND, **but):
    """Sign in by the key of a device."""
    answer = device.enters(passkeys.asking(drawn, site=SITE), **but)
    return uses(town, answer, drawn)


def uses(town, answer, challenge):
    order = UsePasskey(answer, challenge)
    return town.store.run(passkeys.use_passkey, order, town.now, site=SITE)


def test_a_key_signs_its_person_in(town, person, device):
    """Added, it is in the list; used, it says when and how often."""
    made = adds(town, person, device)
    assert made.name == "会社のスマートフォン"
    assert enters(town, device) == person
    (found,) = town.see(kept.passkeys, person.ref)
    assert (found.ref, found.used_at, found.sign_count) == (made.ref, town.now, 1)
    assert town.see(kept.passkeys, town.provider.person.ref) == ()


def test_a_device_is_asked_to_check_its_user(town, person):
    """A key that can be found without a name, on a device that looks at who holds it."""
    options = town.see(passkeys.adding, person, FIRST, site=SITE)
    assert '"residentKey": "required"' in options
    assert '"userVerification": "required"' in options
    assert '"userVerification": "required"' in passkeys.asking(FIRST, site=SITE)
    assert person.ref not in options.replace(person.email, "")


def test_a_device_that_did_not_check_is_refused(town, person, device):
    """Neither at the start nor later: the key would be one factor only."""
    device.checks = False
    with pytest.raises(Refused, match="passkey_wrong"):
        adds(town, person, device)
    device.checks = True
    adds(town, person, device)
    device.checks = False
    with pytest.raises(Refused, match="passkey_wrong"):
        enters(town, device)


@pytest.mark.parametrize(
    "twist",
    [
        {"challenge": "Z" * 43},
        {"origin": "http://localhost.evil.example"},
        {"origin": "https://localhost"},
        {"type": "webauthn.get"},
    ],
)
def test_a_twisted_addition_is_refused(town, person, device, twist):
    """Another challenge, another origin, another ceremony."""
    with pytest.raises(Refused, match="passkey_wrong"):
        adds(town, person, device, **twist)
    assert town.see(kept.passkeys, person.ref) == ()


@pytest.mark.parametrize(
    "twist",
    [
        {"challenge": "Z" * 43},
        {"origin": "http://127.0.0.1"},
        {"type": "webauthn.create"},
        {"rp_id": "evil.example"},
        {"handle": b""},
        {"handle": b"ps_somebodyelseaaaa"},
    ],
)
def test_a_twisted_sign_in_is_refused(town, person, device, twist):
    """Another challenge, origin, ceremony, site, or person."""
    adds(town, person, device)
    with pytest.raises(Refused, match="passkey_wrong"):
        enters(town, device, **twist)
    assert town.see(kept.passkeys, person.ref)[0].used_at is None


def test_an_answer_is_taken_once(town, person, device):
    """The same answer again is a replay, also of a device that does not count."""
    adds(town, person, device)
    device.count = -1
    answer = device.enters(passkeys.asking(SECOND, site=SITE))
    assert uses(town, answer, SECOND) == person
    with pytest.raises(Conflict, match="taken_before"):
        uses(town, answer, SECOND)
    with pytest.raises(Refused, match="passkey_wrong"):
        uses(town, answer, THIRD)


def test_a_count_that_went_back_is_of_a_copy(town, person, device):
    """Two devices with one key give themselves away."""
    adds(town, person, device)
    copy = replace(device)
    assert enters(town, device) == person
    with pytest.raises(Refused, match="passkey_wrong"):
        enters(town, copy, THIRD)


def test_a_signature_of_another_key_is_refused(town, person, device):
    """Naming somebody's credential is not holding it."""
    adds(town, person, device)
    thief = Device(credential_id=device.credential_id, handle=device.handle)
    with pytest.raises(Refused, match="passkey_wrong"):
        enters(town, thief)


def test_an_unknown_key_is_unknown(town, device):
    """A key that was removed, or never added, signs nobody in."""
    device.handle = b"x"
    with pytest.raises(Refused, match="passkey_unknown"):
        enters(town, device)


@pytest.mark.parametrize(
    "answer",
    ["", "x", "[]", "1", "{}", '{"id": 1}', '{"id": "あ"}', '{"id": "A"}', "[" * 30_000, "\x00"],
)
def test_an_answer_that_no_device_made_is_refused(town, person, answer):
    """Whatever is sent, it is a refusal, never a fault."""
    with pytest.raises(Refused, match="passkey_"):
        uses(town, answer, SECOND)
    order = AddPasskey("x", answer, FIRST, Proven(town.now, second=False))
    with pytest.raises(Refused, match="passkey_wrong"):
        town.store.run(passkeys.add_passkey, person, order, town.now, site=SITE)


@pytest.mark.parametrize(
    "answer",
    [
        '{{"id": "{id}", "rawId": "{id}", "type": "public-key", "response": 1}}',
        '{{"id": "{id}", "rawId": "{id}", "type": "public-key", "response": {{}}}}',
        '{{"id": "{id}", "rawId": "{id}", "type": "public-key", "response": {{"signature": "A"}}}}',
        '{{"id": "{id}", "rawId": "AAAA", "type": "public-key", "response": {response}}}',
        '{{"id": "{id}", "rawId": "{id}", "type": "x", "response": {{"clientDataJSON": "AA"}}}}',
    ],
)
def test_a_mangled_answer_of_a_known_key_is_refused(town, person, device, answer):
    """The key is known, and what is said of it is not."""
    adds(town, person, device)
    with pytest.raises(Refused, match="passkey_wrong"):
        uses(town, answer.format(id=b64(device.credential_id), response=EMPTY), SECOND)


def test_several_keys_have_names(town, person, device):
    """Each is called as its person wrote, and one device is added once."""
    adds(town, person, device, name=" 机の　PC ")
    with pytest.raises(Refused, match="words_needed"):
        adds(town, person, Device(credential_id=b"2" * 16), SECOND, shown=True, name=" ")
    adds(town, person, Device(credential_id=b"2" * 16), SECOND, shown=True, name="鍵")
    assert [one.name for one in town.see(kept.passkeys, person.ref)] == ["机の PC", "鍵"]
    with pytest.raises(Conflict, match="passkey_known"):
        adds(town, town.provider.person, device, THIRD)


def test_there_is_a_most(town, person):
    """Ten are more than a person has devices."""
    for number in range(passkeys.MOST_KEYS):
        one = Device(credential_id=bytes([number]) * 16)
        adds(town, person, one, chr(65 + number) * 43, shown=True)
    with pytest.raises(Refused, match="too_many_passkeys"):
        adds(town, person, Device(credential_id=b"x" * 16), "Z" * 43, shown=True)


def test_a_further_key_needs_one_that_is_there(town, person, device):
    """A stolen password adds no key to somebody who has one."""
    adds(town, person, device)
    with pytest.raises(Refused, match="show_second_first"):
        adds(town, person, Device(credential_id=b"2" * 16), SECOND)


def test_a_key_is_removed_by_its_person_only(town, person, device):
    """Somebody else's does not exist; a removed one signs nobody in."""
    made = adds(town, person, device)
    for who, ref in (
        (town.provider.person, made.ref),
        (person, "pk_aaaaaaaaaaaaaaaa"),
        (person, 3),
    ):
        with pytest.raises(Missing, match="passkey"):
            town.store.run(passkeys.remove_passkey, who, ref, town.now, shown=True)
    town.store.run(passkeys.remove_passkey, person, made.ref, town.now, shown=False)
    with pytest.raises(Refused, match="passkey_unknown"):
        enters(town, device)


def test_an_examiner_keeps_a_second_factor(town, device):
    """The last key stays while there is no authenticator, and goes when there is one."""
    examiner = town.examiner.person
    made = adds(town, examiner, device)
    with pytest.raises(Refused, match="show_second_first"):
        town.store.run(passkeys.remove_passkey, examiner, made.ref, town.now, shown=False)
    with pytest.raises(Refused, match="last_second_factor"):
        town.store.run(passkeys.remove_passkey, examiner, made.ref, town.now, shown=True)
    assert town.see(kept.passkeys, examiner.ref)
    town.store.run(totp.put_totp, examiner.ref, Totp(SEAL.encrypt(b"A" * 32), town.now, 0))
    town.store.run(passkeys.remove_passkey, examiner, made.ref, town.now, shown=True)
    assert town.see(kept.passkeys, examiner.ref) == ()


def test_a_screen_that_was_left_open_adds_no_key(town, person, device):
    """Whoever signed in long ago signs in again first."""
    options = town.see(passkeys.adding, person, FIRST, site=SITE)
    proven = Proven(town.now - timedelta(minutes=15), second=True)
    order = AddPasskey("x", device.adds(options), FIRST, proven)
    with pytest.raises(Refused, match="sign_in_again"):
        town.store.run(passkeys.add_passkey, person, order, town.now, site=SITE)
