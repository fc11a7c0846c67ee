"""「本人の確かめ」 What the pages about codes, keys and identities share."""

from __future__ import annotations

import ipaddress
from secrets import token_urlsafe
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from flask import request, session

from marketplace.desk.accounts import sessions
from marketplace.desk.accounts.passkeys import Site
from marketplace.desk.accounts.sealing import seal_of
from marketplace.desk.accounts.second_factors import Proven, require_proven
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Person
from marketplace.web import visit
from marketplace.web.said import Said, said

DRAWN = "drawn"
CHALLENGE_BYTES = 32
LASTS = 300
"""Seconds to answer a challenge in; a device is asked for two minutes."""

LOCAL = "localhost"
USUAL_PORTS = {"http": 80, "https": 443}


def seal() -> Fernet:
    """The seal of this installation."""
    return seal_of(visit.market().secret_key)


def site() -> Site | None:
    """What keys are bound to; none where the site has no name that a key could be bound to.

    Browsers take a domain name by https, or ``localhost``, and never a number (Web Authentication
    Level 3, section 5.1.3). A demo may be opened under both of this machine's names.
    """
    address = visit.market().public_url
    here = urlsplit(request.host_url)
    if visit.market().demo and here.hostname == LOCAL:
        address = request.host_url
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or _is_number(host) or (parts.scheme != "https" and host != LOCAL):
        return None
    port = f":{parts.port}" if parts.port not in (None, USUAL_PORTS.get(parts.scheme)) else ""
    return Site(host, f"{parts.scheme}://{host}{port}")


def required_site() -> Site:
    """The same, where a form was sent that is offered nowhere else."""
    found = site()
    if found is None:
        raise Refused("passkeys_off")
    return found


def draw() -> str:
    """「問い」 What a device has to sign, kept in this browser's cookie until it answers."""
    made = token_urlsafe(CHALLENGE_BYTES)
    session[DRAWN] = [made, int(visit.instant().timestamp())]
    return made


def drawn() -> str:
    """What was drawn for this browser; an answer to nothing, or too late, is refused."""
    found = session.pop(DRAWN, None)
    if not isinstance(found, list) or [type(part) for part in found] != [str, int]:
        raise Refused("passkey_late")
    made, since = found
    if not 0 <= visit.instant().timestamp() - since < LASTS:
        raise Refused("passkey_late")
    return str(made)


def proven() -> Proven:
    """Since when the person of this request is known, and whether by two factors."""
    signed = visit.signed_inside()
    return Proven(signed.began_at, signed.second)


def hindrance(person: Person) -> Said | None:
    """Why no new key can be added on this screen, said before somebody tries in vain."""
    try:
        with visit.store().read() as book:
            require_proven(book, person, proven(), visit.instant())
    except Refused as error:
        return said(error)
    return None


def strengthen(person: Person) -> None:
    """Begin a new session that has shown a second factor, for the same organisation."""
    before = visit.signed_inside()
    visit.end()
    began = visit.begin(person.ref, before.proof, second=True)
    if before.org is not None:
        visit.store().run(sessions.choose, began.signed, before.org, visit.instant())
        visit.forget()


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
