"""「来訪」 What one request stands on: the installation, who acts, and the instant.

Signing in exists only where the installation is a demo, and only for its fictional people.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from secrets import token_urlsafe
from typing import TypeVar, cast

from flask import abort, current_app, g, request, session

from marketplace.domain.days import JST, japan_day
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store import Book, Store, business_day, organisations
from marketplace.web.config import WebConfig

SIGNED_IN = "actor"

T = TypeVar("T")
V = TypeVar("V")


def market() -> WebConfig:
    """The installation's settings."""
    return cast("WebConfig", current_app.extensions["market"])


def store() -> Store:
    """The installation's store."""
    return market().store


def actor() -> Actor | None:
    """Who acts in this request; nobody outside a demo, whatever the cookie says."""
    if "actor" not in g:
        g.actor = _signed_in() if market().demo else None
    return cast("Actor | None", g.actor)


def actor_of(kind: OrgKind) -> Actor:
    """The actor of one kind; 401 when nobody is signed in, 403 for another audience."""
    found = actor()
    if found is None:
        abort(401)
    if found.kind is not kind:
        abort(403)
    return found


def is_known() -> bool:
    """Whether this request was found to be somebody's."""
    return g.get("actor") is not None


def sign_in(found: Actor | None) -> None:
    """Begin a session for an actor, or end it."""
    session.clear()
    g.pop("actor", None)
    if found is not None:
        session[SIGNED_IN] = [found.person.ref, found.org.ref]


def demo_actors() -> tuple[Actor, ...]:
    """Everybody a demo may act as."""
    with store().read() as book:
        return tuple(one for one in organisations.actors(book) if one.org.fictional)


def now() -> datetime:
    """The instant of this request, on the demo's business day where there is one."""
    if "now" not in g:
        g.now = _moved(market().clock())
    return cast("datetime", g.now)


def today() -> date:
    """The business day of this request."""
    return japan_day(now())


def do(act: Callable[[Book, Actor, T, datetime], V], by: Actor, order: T) -> V:
    """Do one act for an actor, in a transaction of its own."""
    return store().run(act, by, order, now())


def token() -> str:
    """The token that the form of this request carries."""
    return request.form.get("token", "")


def new_token() -> str:
    """「二重送信よけ」 Makes a form's second sending the same act as its first."""
    return token_urlsafe(16)


def _signed_in() -> Actor | None:
    claimed = session.get(SIGNED_IN)
    if not isinstance(claimed, list) or [type(part) for part in claimed] != [str, str]:
        return None
    try:
        with store().read() as book:
            found = organisations.actor(book, *claimed)
    except Missing:
        return None
    return found if found.org.fictional else None


def _moved(instant: datetime) -> datetime:
    if not market().demo:
        return instant
    with store().read() as book:
        day = business_day.business_day(book)
    return instant if day is None else datetime.combine(day, instant.astimezone(JST).timetz())
