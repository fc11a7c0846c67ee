"""「封」 Secrets that have to be read again lie sealed; the key is derived, never stored."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LABEL = b"otasuke: the secret of an authenticator"
"""A key for one purpose: what is sealed here is opened nowhere else."""

KEY_BYTES = 32


def seal_of(secret_key: str) -> Fernet:
    """The seal of an installation, from its secret key (RFC 5869)."""
    made = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=LABEL)
    return Fernet(urlsafe_b64encode(made.derive(secret_key.encode())))


def sealed(seal: Fernet, plain: Mapping[str, str], now: datetime) -> str:
    """A sealed note that a page may carry through a browser and back."""
    text = json.dumps(plain, sort_keys=True).encode()
    return seal.encrypt_at_time(text, int(now.timestamp())).decode()


def opened(seal: Fernet, note: str, now: datetime, *, seconds: int) -> dict[str, Any] | None:
    """What a note says; None when it is not ours or too old."""
    try:
        text = seal.decrypt_at_time(note.encode(), seconds, int(now.timestamp()))
    except InvalidToken:
        return None
    found: dict[str, Any] = json.loads(text)
    return found
