"""「確認コードと予備コード」 The arithmetic of both: nothing here is stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterator
from datetime import datetime

import pyotp

STEP_SECONDS = 30
DRIFT = (-1, 0, 1)
"""Steps that a clock may be off by; RFC 6238, section 5.2 recommends one."""

DIGITS = 6
CODES = 10
GROUPS, GROUP = 7, 4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters that are taken for digits: 28 of these are 140 random bits."""

_LIKE = str.maketrans("OIL", "011")


def new_secret() -> str:
    """A secret for an authenticator: 160 bits, as RFC 4226 recommends."""
    return pyotp.random_base32()


def address_of(secret: str, account: str, issuer: str) -> str:
    """What an authenticator reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def code_at(secret: str, now: datetime) -> str:
    """The code that an authenticator shows at an instant."""
    return pyotp.TOTP(secret).generate_otp(_step(now))


def seconds_left(now: datetime) -> int:
    """How long the code of an instant stays on the screen."""
    return STEP_SECONDS - int(now.timestamp()) % STEP_SECONDS


def accepted_step(secret: str, code: str, now: datetime, *, after: int) -> int | None:
    """The step of a right code; none where it is wrong or was accepted before."""
    totp, here = pyotp.TOTP(secret), _step(now)
    steps = [here + drift for drift in DRIFT if here + drift > after]
    right = [step for step in steps if _same(totp.generate_otp(step), code)]
    return right[-1] if right else None


def new_codes() -> tuple[str, ...]:
    """Spare codes as they are printed: each XXXX-XXXX-…, good once."""
    return tuple("-".join(_groups()) for _ in range(CODES))


def digest_of(code: str) -> str:
    """What is kept of a spare code; it has 140 random bits, so nothing slower is needed."""
    return hashlib.sha256(plain(code).translate(_LIKE).encode()).hexdigest()


def plain(code: str) -> str:
    """A code as it was meant: half-width capitals without blanks and strokes."""
    wide = unicodedata.normalize("NFKC", code).upper()
    return "".join(ch for ch in wide if ch.isascii() and ch.isalnum())


def is_of_authenticator(code: str) -> bool:
    """Whether this looks like what an authenticator shows."""
    return len(code) == DIGITS and code.isdigit()


def _step(now: datetime) -> int:
    return int(now.timestamp()) // STEP_SECONDS


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _groups() -> Iterator[str]:
    for _ in range(GROUPS):
        yield "".join(secrets.choice(ALPHABET) for _ in range(GROUP))
