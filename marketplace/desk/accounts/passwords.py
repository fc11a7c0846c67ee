"""「パスワード」 What may be one, and how it is kept: argon2id, and only a few at once.

Length and a list of what everybody tries, no rules of composition (NIST SP 800-63B-4, 3.1.1.2;
OWASP ASVS 5.0, 6.2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from marketplace.domain.errors import Refused, Unavailable

LEAST, MOST = 12, 128
"""Characters. The upper end keeps a request from costing more than a hash should."""

AT_ONCE = 2
WAIT_SECONDS = 10
"""A hash takes 46 MiB and a tenth of a second; whoever waits longer for a turn is told so."""

HASHER = PasswordHasher(time_cost=2, memory_cost=47104, parallelism=1, type=Type.ID)
"""46 MiB, two passes: more than OWASP's least (46 MiB, one pass), about 100 ms on two cores."""

COMMON = Path(__file__).with_name("common_passwords.txt")

PERIOD = 6
"""sakurasakura is six letters long, whatever its length."""

_LOOKS = str.maketrans("0134578@$!", "oleastbasi")
"""Which letters people write as which digits and signs."""

_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Hashed:
    """「預かるパスワード」 A password that was allowed, as it is kept; made by ``hashed`` only."""

    text: str = field(repr=False)


def hashed(password: object, *, about: tuple[str, ...] = ()) -> Hashed:
    """Check a new password and hash it; ``about`` is what others know of the person."""
    return Hashed(_hash(allowed(password, about)))


def matches(text: str | None, password: object) -> bool:
    """Whether a password is the one that is kept; without one it takes as long to say no."""
    given = _plain(password) if isinstance(password, str) else ""
    usable = 0 < len(given) <= MOST
    with _turn():
        return _verify(text or _nobodys(), given if usable else "?") and usable and text is not None


def is_dated(text: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(text)


def rehashed(password: str) -> Hashed:
    """The same password under today's parameters; it was allowed when it was set."""
    return Hashed(_hash(_plain(password)))


def allowed(password: object, about: tuple[str, ...]) -> str:
    """What may be a password, in the spelling that is hashed."""
    text = _plain(password) if isinstance(password, str) else ""
    if len(text) < LEAST:
        raise Refused("password_too_short", least=LEAST, field="password")
    if len(text) > MOST:
        raise Refused("password_too_long", most=MOST, field="password")
    if is_common(text):
        raise Refused("password_common", field="password")
    if any(folded_of(text) == folded_of(known) for known in about if known):
        raise Refused("password_about", field="password")
    return text


def is_common(password: str) -> bool:
    """Whether it is on the shipped list, dressed up or not, or a length that is none."""
    folded = folded_of(password)
    plain = (folded, folded.translate(_LOOKS))
    spellings = {*plain, *map(_bare, plain), *map(_letters, plain), _bare(folded).translate(_LOOKS)}
    return _is_regular(folded) or any(_is_known(one) for one in spellings)


def folded_of(text: str) -> str:
    """As it is looked up: width, case and blanks make no other password of it."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def common() -> frozenset[str]:
    """「よく使われる語」 The shipped list, folded; lines that begin with # are notes."""
    lines = COMMON.read_text("utf-8").splitlines()
    return frozenset(folded_of(line) for line in lines if line and not line.startswith("#"))


def _is_known(text: str) -> bool:
    """One word of the list, or two one after the other."""
    known = common()
    halves = ((text[:n], text[n:]) for n in range(1, len(text)))
    return text in known or any(one in known and other in known for one, other in halves)


def _bare(folded: str) -> str:
    """Without the digits and signs that people put before and after a word."""
    inner = [place for place, ch in enumerate(folded) if ch.isalpha()]
    return folded[inner[0] : inner[-1] + 1] if inner else folded


def _letters(folded: str) -> str:
    """Its letters alone, where there is little else."""
    letters = "".join(ch for ch in folded if ch.isalpha())
    return letters if len(letters) * 2 >= len(folded) else folded


def _is_regular(folded: str) -> bool:
    """The same few characters again and again, or characters in a row."""
    again = any(folded == (folded[:n] * len(folded))[: len(folded)] for n in range(1, PERIOD + 1))
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    return again or (len(steps) == 1 and steps <= {1, -1})


def _plain(password: str) -> str:
    """One spelling for every keyboard (RFC 8265, OpaqueString: NFC; nothing is cut off)."""
    return unicodedata.normalize("NFC", password)


def _hash(text: str) -> str:
    with _turn():
        return HASHER.hash(text)


def _verify(text: str, password: str) -> bool:
    try:
        return HASHER.verify(text, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    """A hash that nobody's password has, for addresses that nobody has."""
    return HASHER.hash("nobody")


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise Unavailable("signing_in_busy")
    try:
        yield
    finally:
        _turns.release()
