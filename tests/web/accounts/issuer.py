"""An OpenID Connect issuer on this machine: it signs for real, and lies when it is told to."""

import base64
import hashlib
import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

CLIENT, SECRET = "market", "a-secret-of-the-client"
KEYS = {
    "RS256": RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}),
    "ES256": ECKey.generate_key("P-256", {"kid": "second", "use": "sig"}),
}
FORGED = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})


@dataclass
class Provider:
    """The issuer: what it says of itself, what it remembers, and what it twists."""

    now: int
    algorithm: str = "RS256"
    published: tuple = ("RS256", "ES256")
    metadata: dict = field(default_factory=dict)
    claims: dict = field(default_factory=dict)
    signs_with: object = None
    header: dict = field(default_factory=dict)
    token: dict = field(default_factory=dict)
    status: int = 200
    pause: float = 0
    granted: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    address: str = ""

    def consents(self, url, **claims):
        """Do what a person does at the issuer; gives what the browser is sent back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = token_urlsafe(16)
        self.granted[code] = asked | {"claims": claims}
        return asked["redirect_uri"], {"code": code, "state": asked["state"]}

    def about(self):
        """What it says of itself."""
        base = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
        }
        return base | self.metadata

    def jwks(self):
        """Give the public keys."""
        return {"keys": [KEYS[name].as_dict(private=False) for name in self.published]}

    def exchange(self, form, authorization):
        """Give a token for a code: once, to the client, with the right verifier."""
        granted = self.granted.pop(form.get("code", ""), None)
        basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if granted is None or authorization != basic or not _fits(granted, form):
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.address,
            "sub": "subject-1",
            "aud": CLIENT,
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": granted["nonce"],
        }
        claims |= granted["claims"] | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        made = {"access_token": "at", "token_type": "Bearer", "id_token": self._signed(claims)}
        return 200, {name: v for name, v in (made | self.token).items() if v is not None}

    def _signed(self, claims):
        if self.header.get("alg") == "none":
            parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims))
            return ".".join(base64.urlsafe_b64encode(p).rstrip(b"=").decode() for p in parts) + "."
        key = self.signs_with or KEYS[self.algorithm]
        header = {"alg": self.algorithm, "kid": key.kid} | self.header
        return jwt.encode(header, claims, key, algorithms=[header["alg"]])


def shared_secret():
    """Give the client's secret as a signing key: whoever has it could sign by it."""
    return OctKey.import_key(SECRET.encode(), {"kid": "first"})


def _fits(granted, form):
    made = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(made).rstrip(b"=").decode()
    return (
        granted["code_challenge"] == challenge
        and granted["code_challenge_method"] == "S256"
        and form.get("redirect_uri") == granted["redirect_uri"]
    )


class Answering(BaseHTTPRequestHandler):
    """What the issuer is asked over the wire, and what it says."""

    def do_GET(self):
        provider = self.server.provider
        provider.asked.append(self.path)
        known = {"/.well-known/openid-configuration": provider.about, "/jwks": provider.jwks}
        self.answers(provider.status, known[self.path]())

    def do_POST(self):
        provider = self.server.provider
        provider.asked.append(self.path)
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        status, body = provider.exchange(form, self.headers.get("Authorization"))
        self.answers(status if provider.status == 200 else provider.status, body)

    def answers(self, status, body):
        time.sleep(self.server.provider.pause)
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        with suppress(BrokenPipeError):
            self.wfile.write(raw)

    def log_message(self, *_):
        pass


class Listening(ThreadingHTTPServer):
    """The issuer on a free port of this machine."""

    def __init__(self, provider):
        super().__init__(("127.0.0.1", 0), Answering)
        self.provider = provider


def serving(provider):
    """Run the issuer on a port of this machine, until the end of the test."""
    server = Listening(provider)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join(10)


def address_of(url, answer):
    """Give the path that the browser is sent back to."""
    return f"{urlsplit(url).path}?{urlencode(answer)}"
