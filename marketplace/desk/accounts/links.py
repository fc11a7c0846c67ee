"""「確認メールのリンク」 The text of a link: a ticket's reference and a signature, never stored.

Whoever reads the store finds references without their signatures, and signs nothing.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from marketplace.desk import order as given
from marketplace.domain.account import Errand, Ticket
from marketplace.domain.errors import Missing, Refused
from marketplace.store import Book
from marketplace.store.accounts import tickets

LABEL = b"otasuke: the link of a letter"
"""A key for one purpose: nothing else is signed with it."""

KEY_BYTES = 32


PATHS: dict[Errand, str] = {
    Errand.SIGN_UP: "/signup/",
    Errand.INVITE: "/invite/",
    Errand.RESET: "/reset/",
    Errand.ADDRESS: "/address/",
}
"""Where each link leads on the site: letters are written where there is no page to ask."""


@dataclass(frozen=True, slots=True)
class Link:
    """「リンク」 What somebody clicked, and the key by which it is known to be ours."""

    text: str
    key: bytes = field(repr=False)


def key_of(secret_key: str) -> bytes:
    """The key of an installation's links, from its secret key (RFC 5869)."""
    made = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=LABEL)
    return made.derive(secret_key.encode())


def link_text(ref: str, errand: Errand, key: bytes) -> str:
    """What stands at the end of a link's address."""
    return f"{ref}.{_signature(ref, errand, key)}"


def opened(book: Book, link: Link, errand: Errand, now: datetime) -> Ticket:
    """The ticket of a link that may still be used.

    What was not made here is ``Missing``; what is used or over is refused, with the way to a new
    one.
    """
    ref, _, signature = link.text.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(ref, errand, link.key).encode()):
        raise Missing("ticket")
    found = tickets.ticket(book, given.ref(ref, "ticket"))
    if found.errand is not errand:
        raise Missing("ticket")
    if found.used_at is not None:
        raise Refused("link_used", errand=errand)
    if not found.is_open(now):
        raise Refused("link_over", errand=errand)
    return found


def _signature(ref: str, errand: Errand, key: bytes) -> str:
    made = hmac.new(key, f"{ref}|{errand.value}".encode(), sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")
