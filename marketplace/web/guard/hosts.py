"""「どこへ・どこから」 A request names this site, and a form was sent from one of its pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import BadRequest

from marketplace.web import visit
from marketplace.web.config import WebConfig

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
USUAL_PORTS = {"http": 80, "https": 443}
READS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
"""What a browser says of a form of this site, and of what somebody typed or kept as a bookmark."""

Origin = tuple[str, str, int | None]


class WrongHost(BadRequest):
    """「別の名前」 The request names another site than this one."""


class WrongOrigin(BadRequest):
    """「別のサイトから」 A form that was sent from another site."""


def look() -> None:
    """Refuse what names another site, and what another site's page sends."""
    config = visit.market()
    here = _origin(f"{request.scheme}://{request.headers.get('Host', '')}")
    if not is_ours(here, config):
        raise WrongHost
    if request.method not in READS and not _proves_itself() and not _sent_from_here(here, config):
        raise WrongOrigin


def is_ours(here: Origin | None, config: WebConfig) -> bool:
    """Whether a host is this site's; the machine's own names where nobody else can reach it."""
    if here is None:
        return False
    public = _origin(config.public_url)
    if public is not None and here[1:] == (public[1], _port(public, here)):
        return True
    is_here = config.demo or public is None or public[1] in LOOPBACK
    return is_here and here[1] in LOOPBACK


def _port(public: Origin, here: Origin) -> int | None:
    """The public port; a proxy that ends TLS passes Host on, and only https has 443 for its own."""
    usual = public[2] == USUAL_PORTS[public[0]]
    return here[2] if usual and here[2] == USUAL_PORTS.get(here[0]) else public[2]


def _sent_from_here(here: Origin | None, config: WebConfig) -> bool:
    """By what the browser itself says; a program that says nothing has to bring the token alone."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in OURS:
        return False
    if origin is None:
        return True
    sender = _origin(origin)
    return sender is not None and sender in (here, _origin(config.public_url))


def _proves_itself() -> bool:
    """A delivery of a machine is signed; it has no session that anybody could ride on."""
    audiences = current_app.extensions["audiences"]
    return bool(audiences.get(request.endpoint) == "webhooks")


def _origin(address: str) -> Origin | None:
    """Scheme, host and port of an address; None for what is none."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.scheme not in USUAL_PORTS or parts.username or parts.path.strip("/"):
        return None
    named = f"[{host}]" if ":" in host else host
    return parts.scheme, named, port or USUAL_PORTS[parts.scheme]
