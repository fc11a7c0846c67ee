"""「やりとり」 Lead a person to an issuer, and read what it says when they come back.

Authorization code with PKCE (RFC 7636, S256), a state for the browser and a nonce for the token.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from requests import RequestException

from marketplace.domain.errors import Refused
from marketplace.web.oidc import discovery
from marketplace.web.oidc.discovery import Directory, Known
from marketplace.web.oidc.settings import Issuer

LEEWAY = 60
"""Seconds that the clocks of two machines may differ."""

MOST_SUBJECT = 200
MOST_EMAIL = 254
SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Started:
    """「行ってくるとき」 What only this browser knows until it comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Named:
    """「発行者の言葉」 Whom an issuer means; ``email`` only where it says that it checked it."""

    issuer: str
    subject: str
    email: str | None
    second: bool


@dataclass(frozen=True, slots=True)
class Way:
    """「道」 An issuer, where people come back to, and what we keep of issuers."""

    issuer: Issuer
    redirect_uri: str
    directory: Directory


def lead(way: Way, now: datetime) -> tuple[str, Started]:
    """Where to send the browser, and what to remember for it."""
    known = way.directory.known(way.issuer, now)
    started = Started(token_urlsafe(32), token_urlsafe(32), token_urlsafe(48))
    with discovery.client(way.issuer, way.redirect_uri) as client:
        address, _ = client.create_authorization_url(
            known.metadata["authorization_endpoint"],
            state=started.state,
            code_verifier=started.verifier,
            nonce=started.nonce,
        )
    return address, started


def come_back(way: Way, started: Started, said: Mapping[str, str], now: datetime) -> Named:
    """Whom the issuer means, once everything that it sent has been checked."""
    if not hmac.compare_digest(said.get("state", "").encode(), started.state.encode()):
        raise Refused("oidc_state")
    known = way.directory.known(way.issuer, now)
    _check_sender(way.issuer, known, said)
    if said.get("error"):
        raise Refused("oidc_denied", label=way.issuer.label)
    token = _token(way, known, started, said.get("code", ""))
    return _named(way.issuer, _claims(way, known, token, (started.nonce, now)))


def _check_sender(issuer: Issuer, known: Known, said: Mapping[str, str]) -> None:
    """Who answers is who was asked (RFC 9207)."""
    promised = known.metadata.get("authorization_response_iss_parameter_supported") is True
    if said.get("iss", None if promised else issuer.issuer) != issuer.issuer:
        raise Refused("oidc_state")


def _token(way: Way, known: Known, started: Started, code: str) -> Mapping[str, Any]:
    offered = known.metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = "client_secret_basic" in offered
    method = "client_secret_basic" if basic else "client_secret_post"
    with discovery.client(way.issuer, way.redirect_uri, method) as client:
        try:
            found = client.fetch_token(
                known.metadata["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=started.verifier,
                allow_redirects=False,
            )
        except OAuthError as error:
            discovery.log.warning("the issuer %s refused: %s", way.issuer.name, error.error)
            raise Refused("oidc_refused", label=way.issuer.label) from None
        except (RequestException, ValueError) as error:
            raise discovery.outage(way.issuer, error) from None
    if not isinstance(found.get("id_token"), str):
        raise _distrusted(way.issuer, "no token")
    return dict(found)


def _claims(
    way: Way, known: Known, token: Mapping[str, Any], drawn: tuple[str, datetime]
) -> CodeIDToken:
    nonce, now = drawn
    try:
        read = _decoded(way, known, token["id_token"], now)
        options: Any = {
            "iss": {"essential": True, "value": way.issuer.issuer},
            "aud": {"essential": True, "value": way.issuer.client_id},
        }
        params = {"nonce": nonce, "client_id": way.issuer.client_id}
        claims = CodeIDToken(
            read.claims, read.header, options, params | {"access_token": token.get("access_token")}
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _distrusted(way.issuer, type(error).__name__) from None
    return claims


def _decoded(way: Way, known: Known, token: str, now: datetime) -> jwt.Token:
    """The token under the issuer's keys; a key that is new to us is asked for once."""
    try:
        return jwt.decode(token, known.keys, algorithms=list(known.algorithms))
    except InvalidKeyIdError:
        newest = way.directory.known(way.issuer, now, newest=True)
        return jwt.decode(token, newest.keys, algorithms=list(newest.algorithms))


def _named(issuer: Issuer, claims: Mapping[str, Any]) -> Named:
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= MOST_SUBJECT:
        raise _distrusted(issuer, "subject")
    checked = claims.get("email_verified") is True and isinstance(email, str)
    usable = checked and len(str(email)) <= MOST_EMAIL
    return Named(issuer.issuer, subject, str(email) if usable else None, _second(issuer, claims))


def _second(issuer: Issuer, claims: Mapping[str, Any]) -> bool:
    """Whether the issuer says, in the words of the configuration, that two factors were shown."""
    methods = claims.get("amr") or []
    return claims.get("acr") in issuer.second_acr or any(
        one in issuer.second_amr for one in methods
    )


def _distrusted(issuer: Issuer, why: str) -> Refused:
    discovery.log.warning("a token of the issuer %s is not taken: %s", issuer.name, why)
    return Refused("oidc_token", label=issuer.label)
