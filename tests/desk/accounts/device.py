"""A device that keeps passkeys, in software: it answers as a browser hands its answer on."""

import hashlib
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(raw):
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Device:
    """One key of one person; ``checks`` says that it looks at who holds it."""

    origin: str = "http://localhost"
    checks: bool = True
    count: int = 0
    credential_id: bytes = b"\x01" * 16
    handle: bytes = b""
    key: object = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def adds(self, options, **changes):
        """Answer to a question for a new key."""
        asked = json.loads(options)
        self.handle = unb64(asked["user"]["id"])
        data = self._data(asked["rp"]["id"], ATTESTED) + self._attested()
        attestation = {"fmt": "none", "attStmt": {}, "authData": data}
        client = self._client("webauthn.create", asked, changes)
        more = {"attestationObject": b64(cbor2.dumps(attestation)), "clientDataJSON": b64(client)}
        return self._answer(more)

    def enters(self, options, **changes):
        """Answer to a question for a key that is there."""
        asked = json.loads(options)
        self.count += 1
        data = self._data(changes.pop("rp_id", asked["rpId"]))
        handle = changes.pop("handle", self.handle)
        client = self._client("webauthn.get", asked, changes)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        more = {
            "authenticatorData": b64(data),
            "clientDataJSON": b64(client),
            "signature": b64(signed),
            "userHandle": b64(handle),
        }
        return self._answer(more)

    def _answer(self, response):
        name = b64(self.credential_id)
        plain = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(plain)

    def _client(self, kind, asked, changes):
        plain = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(plain | {"crossOrigin": False} | changes).encode()

    def _data(self, rp_id, more=0):
        flags = PRESENT | (VERIFIED if self.checks else 0) | more
        return hashlib.sha256(rp_id.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _attested(self):
        point = self.key.public_key().public_numbers()
        place = {-2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        public = cbor2.dumps({1: 2, 3: -7, -1: 1} | place)
        return bytes(16) + struct.pack(">H", len(self.credential_id)) + self.credential_id + public
