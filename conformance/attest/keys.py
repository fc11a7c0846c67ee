"""「署名の鍵」 Ed25519 keys: each with the days on which it may sign, published as a JWKS.

A key is named by its RFC 7638 thumbprint. A new key is added before the old one ends; what an old
key signed while it was valid stays genuine.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from marketplace.domain.canonical import canonical
from marketplace.domain.errors import BadInput, Fault

FROM, UNTIL = "otasuke_from", "otasuke_until"
"""Members of our own in a JWK: the first and the last day on which the key signs."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """「検証の鍵」 ``until`` None: still signing."""

    raw: bytes
    since: date
    until: date | None = None

    @property
    def kid(self) -> str:
        """The RFC 7638 thumbprint."""
        return _b64(sha256(canonical(self._required)).digest())

    @property
    def jwk(self) -> dict[str, str]:
        """As a JWK with the fully specified algorithm of RFC 9864."""
        last = {} if self.until is None else {UNTIL: self.until.isoformat()}
        own = {"kid": self.kid, "alg": "Ed25519", "use": "sig", FROM: self.since.isoformat()}
        return self._required | own | last

    @property
    def _required(self) -> dict[str, str]:
        return {"crv": "Ed25519", "kty": "OKP", "x": _b64(self.raw)}

    def signs_on(self, day: date) -> bool:
        """Whether the key may sign on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def made(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the signature of the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """「署名の鍵」 The private half; it is never printed."""

    pem: bytes
    public: PublicKey

    def __repr__(self) -> str:
        return f"SigningKey({self.public.kid})"

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes."""
        return _private(self.pem).sign(message)


def new_key(since: date) -> SigningKey:
    """A fresh random key that signs from a day on."""
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SigningKey(pem, PublicKey(_raw(made), since))


def signing_key(pem: bytes, published: Iterable[PublicKey]) -> SigningKey:
    """The private half of a published key; ``BadInput`` where nothing published belongs to it."""
    raw = _raw(_private(pem))
    for public in published:
        if public.raw == raw:
            return SigningKey(pem, public)
    remedy = "鍵と同じフォルダーの jwks.json を確かめてください。"
    raise BadInput((Fault("署名の鍵", "公開した鍵の一覧（JWKS）に、この鍵がありません。", remedy),))


def jwks(keys: Iterable[PublicKey]) -> bytes:
    """The published keys as a JWK Set."""
    return json.dumps({"keys": [key.jwk for key in keys]}, indent=1).encode() + b"\n"


def read_jwks(text: bytes) -> tuple[PublicKey, ...]:
    """Read a JWK Set; keys of other kinds, or spelt otherwise, are ``BadInput``."""
    try:
        keys = tuple(_read(one) for one in json.loads(text)["keys"])
    except (AttributeError, LookupError, TypeError, ValueError):
        remedy = "審査登録機関が公表した jwks.json を、そのまま渡してください。"
        raise BadInput((Fault("鍵の一覧", "読み取れません。", remedy),)) from None
    return keys


def _read(jwk: dict[str, Any]) -> PublicKey:
    if (jwk["kty"], jwk["crv"]) != ("OKP", "Ed25519"):
        raise ValueError(jwk["kty"])
    last = jwk.get(UNTIL)
    until = None if last is None else date.fromisoformat(last)
    found = PublicKey(_unb64(jwk["x"]), date.fromisoformat(jwk[FROM]), until)
    if found.kid != jwk["kid"]:
        raise ValueError(found.kid)
    return found


def _private(pem: bytes) -> Ed25519PrivateKey:
    try:
        found = serialization.load_pem_private_key(pem, None)
    except (TypeError, ValueError):
        found = None
    if not isinstance(found, Ed25519PrivateKey):
        remedy = "otasuke keys new で作ったファイルを渡してください。"
        raise BadInput((Fault("署名の鍵", "Ed25519 の鍵（PEM）ではありません。", remedy),))
    return found


def _raw(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unb64(text: str) -> bytes:
    found = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _b64(found) != text:
        raise ValueError(text)
    return found
