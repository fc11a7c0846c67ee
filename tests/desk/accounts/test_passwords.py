"""What may be a password, how it is kept, and that only a few are compared at once."""

import threading
import time

import pytest
from argon2 import PasswordHasher, Type

from marketplace.desk.accounts import passwords
from marketplace.domain.errors import Refused, Unavailable
from tests.desk.accounts.links_of import PASSWORD, kept


def refused(password, about=()):
    with pytest.raises(Refused) as error:
        passwords.allowed(password, about)
    return error.value.code


@pytest.mark.parametrize("password", [PASSWORD, "a" * 6 + "zq8vkw", "みかん箱と青い自転車のかぎ"])
def test_length_is_all_that_is_asked(password):
    assert passwords.allowed(password, ()) == password


def test_no_rule_of_composition():
    assert passwords.allowed("yoru no basu ni noru kujira", ()) == "yoru no basu ni noru kujira"


@pytest.mark.parametrize("password", ["", "short", "x" * 11, None, 3])
def test_a_short_one_is_refused(password):
    assert refused(password) == "password_too_short"


def test_the_ends_of_the_length():
    least, most = "qzkvwjxhtbnm", "qz" + "kvwjxhtbnmrq" * 10 + "abcdzk"
    assert (len(least), len(most)) == (passwords.LEAST, passwords.MOST)
    assert passwords.allowed(least, ())
    assert passwords.allowed(most, ())
    assert refused(least[:-1]) == "password_too_short"
    assert refused(most + "x") == "password_too_long"


COMMON = [
    "password1234",
    "P@ssw0rd2026!!",
    "ＰＡＳＳＷＯＲＤ１２３４",
    "sakura20261125",
    "sakurasakura",
    "Tanaka-Tarou1",
    "yamadataro1990",
    "kaisha_kanri99",
    "あいうえおかきくけこ12",
    "パスワード12345678",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "qwertyuiop123",
    "123456789012",
    "abcdefghijklm",
    "111111111111",
    "121212121212",
    "correct horse battery staple",
    "iloveyou-iloveyou",
    "otasuke-ichiba-no-mihon",
]


@pytest.mark.parametrize("password", COMMON)
def test_what_everybody_tries_is_refused(password):
    assert refused(password) == "password_common"


def test_what_others_know_of_the_person_is_refused():
    about = ("Hanako.Qzwk@example.jp", "")
    assert refused("hanako.qzwk@EXAMPLE.jp", about) == "password_about"
    assert passwords.allowed("hanako.qzwk@example.jp-x", about)


def test_the_list_is_our_own_and_says_so():
    text = passwords.COMMON.read_text("utf-8")
    assert "自分で書いたもの" in text
    words = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len({passwords.folded_of(word) for word in words}) > 400


def test_what_is_kept_is_argon2id_and_no_password():
    text = kept().text
    assert text.startswith("$argon2id$v=19$m=47104,t=2,p=1$")
    assert PASSWORD not in text
    assert PASSWORD not in repr(kept())
    assert len(text) <= 200


def test_the_right_one_matches_and_nothing_else():
    text = kept().text
    assert passwords.matches(text, PASSWORD)
    for wrong in (PASSWORD.upper(), PASSWORD + " ", "", None, "x" * 200):
        assert not passwords.matches(text, wrong)
    assert not passwords.matches("$argon2id$broken", PASSWORD)


def test_the_same_letters_in_another_spelling_are_the_same():
    composed, taken_apart = "ガラスの月と青い自転車のかぎ", "カ\u3099ラスの月と青い自転車のかぎ"
    assert passwords.matches(passwords.hashed(composed).text, taken_apart)


def test_without_a_password_it_takes_as_long_to_say_no():
    passwords.matches(None, PASSWORD)
    known = min(timed(lambda: passwords.matches(kept().text, "wrong")) for _ in range(3))
    nobody = min(timed(lambda: passwords.matches(None, PASSWORD)) for _ in range(3))
    assert nobody > known / 3
    assert passwords.matches(None, "nobody") is False


def timed(act):
    start = time.thread_time()
    act()
    return time.thread_time() - start


def test_a_hash_of_other_parameters_is_dated():
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1, type=Type.ID).hash(PASSWORD)
    assert passwords.is_dated(old)
    assert not passwords.is_dated(kept().text)
    assert passwords.matches(old, PASSWORD)
    assert not passwords.is_dated(passwords.rehashed(PASSWORD).text)


def test_only_two_are_compared_at_once(monkeypatch):
    inside, most, lock = set(), [], threading.Lock()

    def slowly(_text, _password):
        me = threading.get_ident()
        with lock:
            inside.add(me)
            most.append(len(inside))
        time.sleep(0.02)
        with lock:
            inside.discard(me)
        return False

    monkeypatch.setattr(passwords, "_verify", slowly)
    threads = [threading.Thread(target=passwords.matches, args=("x", "y")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (max(most), len(most)) == (passwords.AT_ONCE, 8)


def test_whoever_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)
    with passwords._turn(), passwords._turn(), pytest.raises(Unavailable, match="signing_in_busy"):
        passwords.matches("x", "y")
    assert passwords.matches(kept().text, PASSWORD)
