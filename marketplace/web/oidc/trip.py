"""「行き帰り」 What the cookie remembers while somebody is at an issuer, and once they are back.

Nothing is written meanwhile: the way back is a page that is opened, and asks before it acts.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from flask import current_app, request, session, url_for

from marketplace.desk.accounts.identities import Shown
from marketplace.domain.errors import Missing, Refused
from marketplace.web import visit
from marketplace.web.oidc import exchange
from marketplace.web.oidc.discovery import Directory
from marketplace.web.oidc.exchange import Named, Started, Way
from marketplace.web.oidc.settings import Issuer

AWAY, BACK = "oidc_away", "oidc_back"
LASTS = 600
"""Seconds that a trip may take, and that one may look at where it led."""

Kinds = tuple[type, ...]
AWAY_KINDS: Kinds = (str, str, str, str, str, int)
BACK_KINDS: Kinds = (str, str, str, bool, str, str, int)


@dataclass(frozen=True, slots=True)
class Returned:
    """「戻った人」 By which issuer, as whom, and where they were going."""

    issuer: Issuer
    shown: Shown
    second: bool
    back: str


def issuer(name: str) -> Issuer:
    """An issuer of this installation by our name for it."""
    found = next((one for one in visit.market().oidc if one.name == name), None)
    if found is None:
        raise Missing("issuer")
    return found


def leave(name: str, back: str) -> str:
    """Where to send the browser; ``back`` is where the person was going on this site."""
    address, started = exchange.lead(_way(name), visit.instant())
    session[AWAY] = [name, started.state, started.nonce, started.verifier, back, _now()]
    session.pop(BACK, None)
    return address


def come_back(name: str) -> None:
    """Check what the issuer sent along, and remember whom it means; once only."""
    found = _remembered(session.pop(AWAY, None), AWAY_KINDS)
    if found is None or found[0] != name:
        raise Refused("oidc_state")
    _, state, nonce, verifier, back, since = found
    _require_soon(since)
    started = Started(state, nonce, verifier)
    named = exchange.come_back(_way(name), started, request.args.to_dict(), visit.instant())
    session[BACK] = [name, *_plain(named), state, back, _now()]


def returned(name: str) -> Returned:
    """Who came back, as long as they look at it."""
    found = _remembered(session.get(BACK), BACK_KINDS)
    if found is None or found[0] != name:
        raise Refused("oidc_state")
    _, subject, email, second, state, back, since = found
    _require_soon(since)
    by = issuer(name)
    return Returned(by, Shown(by.issuer, subject, email or None, state), second, back)


def forget() -> None:
    """The trip is over."""
    session.pop(BACK, None)


def _plain(named: Named) -> list[object]:
    _, subject, email, second = astuple(named)
    return [subject, email or "", second]


def _way(name: str) -> Way:
    """Back to the address that the issuer knows: the site's own, not what a request calls it."""
    directory = current_app.extensions.setdefault("issuers", Directory())
    site = visit.market().public_url or request.host_url.rstrip("/")
    return Way(issuer(name), site + url_for("public.oidc_back", name=name), directory)


def _remembered(claimed: Any, kinds: Kinds) -> tuple[Any, ...] | None:
    if not isinstance(claimed, list) or tuple(type(part) for part in claimed) != kinds:
        return None
    return tuple(claimed)


def _require_soon(since: int) -> None:
    if not 0 <= _now() - since < LASTS:
        raise Refused("oidc_late")


def _now() -> int:
    return int(visit.instant().timestamp())
