"""「署名つきの封筒」 DSSE v1: the bytes that are signed are the bytes that are read.

https://github.com/secure-systems-lab/dsse — the pre-authentication encoding binds the type of the
payload to its bytes, so that no JSON is parsed before its signature was checked.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from conformance.attest.keys import PublicKey, SigningKey
from marketplace.domain.canonical import canonical


class NotGenuine(Exception):
    """「真正でない」 Not an envelope of ours, or not signed by a key that was published."""


@dataclass(frozen=True, slots=True)
class Opened:
    """「開いた封筒」 The payload, and the key that signed it."""

    payload: bytes
    key: PublicKey


def seal(payload: bytes, kind: str, key: SigningKey) -> bytes:
    """Put a payload of a kind into a signed envelope, in canonical JSON."""
    signature = b64encode(key.sign(_authenticated(kind, payload))).decode()
    return canonical(
        {
            "payloadType": kind,
            "payload": b64encode(payload).decode(),
            "signatures": [{"keyid": key.public.kid, "sig": signature}],
        }
    )


def opened(envelope: bytes, kind: str, keys: Iterable[PublicKey]) -> Opened:
    """The payload, if a published key signed exactly these bytes; ``NotGenuine`` otherwise."""
    payload, signature, kid = _parts(envelope, kind)
    named = {key.kid: key for key in keys}
    if kid not in named:
        raise NotGenuine("署名した鍵が、公開した鍵の一覧にありません。")
    if not named[kid].made(signature, _authenticated(kind, payload)):
        raise NotGenuine("署名が、内容と合いません。")
    return Opened(payload, named[kid])


def _authenticated(kind: str, payload: bytes) -> bytes:
    """PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body."""
    spelt = kind.encode()
    return b"DSSEv1 %d %b %d %b" % (len(spelt), spelt, len(payload), payload)


def _parts(envelope: bytes, kind: str) -> tuple[bytes, bytes, str]:
    """Payload, signature and the name of the key; an envelope has one spelling and no more."""
    try:
        read = json.loads(envelope)
        (signed,) = read["signatures"]
        parts = (_bytes(read["payload"]), _bytes(signed["sig"]), str(signed["keyid"]))
        spelling = canonical(read)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise NotGenuine("署名つきの文書（DSSE）ではありません。") from None
    if envelope.strip() != spelling or set(read) != {"payloadType", "payload", "signatures"}:
        raise NotGenuine("署名つきの文書に、書き足しがあります。")
    if read["payloadType"] != kind or set(signed) != {"keyid", "sig"}:
        raise NotGenuine("文書の種類が違います。")
    return parts


def _bytes(text: str) -> bytes:
    found = b64decode(text, validate=True)
    if b64encode(found).decode() != text:
        raise ValueError(text)
    return found
