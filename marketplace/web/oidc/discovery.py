"""「発行者の案内」 Where an issuer answers and by which keys it signs (OpenID Connect Discovery).

Asked for when somebody first needs it, and again after an hour; an issuer that cannot be reached
stops nothing but its own way in.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from marketplace.domain.errors import Unavailable
from marketplace.web.oidc.settings import Issuer

PLACE = "/.well-known/openid-configuration"
SECONDS = 5
LASTS = timedelta(hours=1)
MOST_BYTES = 1_000_000
ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "RS384", "RS512")
"""Signatures by a key that only the issuer has; never ``none``, never a shared secret."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """「発行者の案内」 As it was at an instant."""

    metadata: Mapping[str, Any]
    keys: KeySet
    algorithms: tuple[str, ...]
    read_at: datetime


class Directory:
    """「発行者の控え」 What was last read of each issuer; safe to share between threads."""

    def __init__(self) -> None:
        """Ask nobody yet."""
        self._known: dict[str, Known] = {}
        self._lock = Lock()

    def known(self, issuer: Issuer, now: datetime, *, newest: bool = False) -> Known:
        """What an issuer says of itself; ``newest`` asks again, for a key that we do not know."""
        with self._lock:
            found = self._known.get(issuer.name)
        if found and not newest and found.read_at <= now < found.read_at + LASTS:
            return found
        made = _read(issuer, now)
        with self._lock:
            self._known[issuer.name] = made
        return made


def client(issuer: Issuer, redirect_uri: str, method: str = "client_secret_basic") -> OAuth2Session:
    """A client of an issuer that waits no longer than a person does."""
    return OAuth2Session(
        issuer.client_id,
        issuer.client_secret,
        scope=" ".join(issuer.scopes),
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        token_endpoint_auth_method=method,
        default_timeout=SECONDS,
    )


def outage(issuer: Issuer, why: object) -> Unavailable:
    """What people are told when an issuer does not answer; the log keeps of what kind it was."""
    log.warning("the issuer %s is of no use: %s", issuer.name, type(why).__name__)
    return Unavailable("oidc_unavailable", label=issuer.label)


def _read(issuer: Issuer, now: datetime) -> Known:
    try:
        with client(issuer, "") as session:
            metadata = _json(session, issuer.issuer.rstrip("/") + PLACE)
            _check(issuer, metadata)
            keys = KeySet.import_key_set(_json(session, metadata["jwks_uri"]))
    except (RequestException, JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise outage(issuer, error) from None
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    algorithms = tuple(one for one in ALGORITHMS if one in offered)
    return Known(metadata, keys, algorithms, now)


def _json(session: OAuth2Session, address: str) -> Any:
    answer = session.request("GET", address, withhold_token=True, allow_redirects=False)
    if answer.status_code != 200 or len(answer.content) > MOST_BYTES:  # noqa: PLR2004 - HTTP's OK
        raise ValueError("no document")
    return answer.json()


def _check(issuer: Issuer, metadata: Any) -> None:
    """The issuer speaks for itself, and nobody listens on the way (Discovery, section 4.3)."""
    if metadata["issuer"] != issuer.issuer:
        raise ValueError("another issuer")
    for name in ADDRESSES:
        if not is_safe(metadata[name]):
            raise ValueError("an address in the open")


def is_safe(address: str) -> bool:
    """Whether nobody can listen on the way: https, or this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
