"""「指図の検査」 What an order brings is checked as if it came from a forged form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from marketplace.domain.errors import Missing, Refused
from marketplace.domain.price import Size

MOST_COUNTED = 1_000_000
"""More PCs, servers or networks than any customer of this market has."""

MOST_MONTHS = 120
"""Ten years; the manifest format allows no longer minimum term either."""

MOST_REASON = 2_000
"""Characters of a reason: two pages are more than a person writes here."""

MOST_NAME = 200
"""Characters of the name of a file."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Days outside are taken for typing errors, and calendar sums stay possible."""

MOST_EMAIL, MOST_LOCAL, MOST_LABEL = 254, 64, 63
"""Characters of an address, of what stands before its @, and of a part of its domain (RFC 5321)."""

MOST_CODE = 64

_PROVIDER_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
"""As manifests spell it (``marketplace/codec/fields.py``)."""

_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-][a-z0-9.!#$%&'*+/=?^_`{|}~-]*@"
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?\Z"
)
"""What mail servers of today accept without quotes; quoted local parts nobody has."""

_TOKEN = re.compile(r"[!-~]{1,64}\Z")
_REF = re.compile(r"[a-z]{2,4}_[a-z2-7]{16}\Z")
_NOT_WRITTEN = ("Cc", "Cs", "Co", "Cn")


def token(value: object) -> str:
    """The idempotency token of an order."""
    if not isinstance(value, str) or not _TOKEN.match(value):
        raise Refused("bad_token")
    return value


def ref(value: object, noun: str) -> str:
    """A public reference; what is spelt otherwise names nothing."""
    if not isinstance(value, str) or not _REF.match(value):
        raise Missing(noun, ref=value)
    return value


def file_name(value: object) -> str:
    """The name of a file that was handed in; it may be empty."""
    if not isinstance(value, str) or len(value) > MOST_NAME or not value.isprintable():
        raise Refused("bad_file_name", most=MOST_NAME)
    return value


def reason(value: object) -> str:
    """A reason in words, its lines ending the same way everywhere."""
    text = "\n".join(value.splitlines()).strip() if isinstance(value, str) else ""
    if not text:
        raise Refused("reason_needed")
    if len(text) > MOST_REASON:
        raise Refused("reason_too_long", most=MOST_REASON)
    if any(unicodedata.category(ch) in _NOT_WRITTEN and ch not in "\n\t" for ch in text):
        raise Refused("reason_unreadable")
    return unicodedata.normalize("NFC", text)


def words(value: object, field: str, most: int) -> str:
    """A few words on one line, spelt the same way everywhere."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text:
        raise Refused("words_needed", field=field)
    if len(text) > most:
        raise Refused("words_too_long", field=field, most=most)
    if any(unicodedata.category(ch) in _NOT_WRITTEN for ch in text):
        raise Refused("words_unreadable", field=field)
    return unicodedata.normalize("NFC", text)


def email(value: object) -> str:
    """An address for mail, in the one spelling that is kept: half width, small letters."""
    text = spelt_email(value)
    local, _, domain = text.rpartition("@")
    if len(text) > MOST_EMAIL or len(local) > MOST_LOCAL or not _EMAIL.match(text):
        raise Refused("bad_email", field="email")
    if ".." in local or any(len(label) > MOST_LABEL for label in domain.split(".")):
        raise Refused("bad_email", field="email")
    return text


def spelt_email(value: object) -> str:
    """An address as it would be kept, whether it is one or not."""
    return unicodedata.normalize("NFKC", value).strip().lower() if isinstance(value, str) else ""


def provider_code(value: object) -> str:
    """The code by which a provider is named in its manifests."""
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    if len(text) > MOST_CODE or not _PROVIDER_CODE.match(text):
        raise Refused("bad_provider_code", field="code")
    return text


def day(value: object, field: str) -> date:
    """A calendar day, not an instant."""
    if type(value) is not date or not FIRST_DAY <= value <= LAST_DAY:
        raise Refused("date_out_of_range", field=field, first=FIRST_DAY, last=LAST_DAY)
    return value


def months(value: object) -> int:
    """For how many months something is asked for."""
    if not _whole(value, 1, MOST_MONTHS):
        raise Refused("months_out_of_range", least=1, most=MOST_MONTHS)
    return int(value)  # type: ignore[call-overload, no-any-return]  # _whole has looked


def size(value: object) -> Size:
    """The size of a company: whole numbers, and something to protect."""
    if not isinstance(value, Size):
        raise Refused("size_out_of_range", field="size", most=MOST_COUNTED)
    for field in ("pcs", "servers", "networks"):
        if not _whole(getattr(value, field), 0, MOST_COUNTED):
            raise Refused("size_out_of_range", field=field, most=MOST_COUNTED)
    if not value.terminals + value.networks:
        raise Refused("nothing_to_protect")
    return value


def yen(value: object, field: str, most: int) -> int:
    """An amount of money that was received: at least one yen."""
    if not _whole(value, 1, most):
        raise Refused("amount_out_of_range", field=field, most=most)
    return int(value)  # type: ignore[call-overload, no-any-return]  # _whole has looked


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
