"""「来訪」 What one request stands on: the installation, who acts, and the instant.

This is the one place that says who acts. The cookie holds a token and when it was last used, the
store the rest: a session can be ended from outside, and a page that is opened writes no row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from typing import TypeVar, cast

from flask import abort, current_app, g, request, session

from marketplace.desk.accounts import sessions
from marketplace.desk.accounts.sessions import Began, Begin, Lacking, Standing
from marketplace.domain.account import Proof, SignedIn
from marketplace.domain.days import JST, japan_day
from marketplace.domain.organisation import Actor, OrgKind, Person
from marketplace.store import Book, Store, business_day
from marketplace.web.config import WebConfig

SIGNED_IN = "signed_in"
"""In the cookie: the token, and the second in which it was last used."""

NOTED_EVERY = 60
"""Seconds: the cookie is written anew no more often than this."""

T = TypeVar("T")
V = TypeVar("V")


def market() -> WebConfig:
    """The installation's settings."""
    return cast("WebConfig", current_app.extensions["market"])


def store() -> Store:
    """The installation's store."""
    return market().store


def signed_in() -> SignedIn | None:
    """The session of this request, if it is somebody's."""
    found = _standing()
    return None if found is None else found.signed


def person() -> Person | None:
    """Who is signed in."""
    found = _standing()
    return None if found is None else found.person


def actor() -> Actor | None:
    """Who acts in this request; a demo has fictional organisations only, whatever is stored."""
    found = _standing()
    return None if found is None else found.actor


def lacking() -> Lacking | None:
    """What somebody who is signed in still has to do before acting for an organisation."""
    found = _standing()
    return None if found is None else found.lacking


def person_inside() -> Person:
    """The person of this request; 401 when nobody is signed in."""
    return person() or abort(401)


def signed_inside() -> SignedIn:
    """The session of this request; 401 when nobody is signed in."""
    return signed_in() or abort(401)


def actor_inside() -> Actor:
    """The actor of this request; 401 when nobody is signed in, 403 while something is lacking."""
    person_inside()
    return actor() or abort(403)


def actor_of(kind: OrgKind) -> Actor:
    """The actor of one kind; 403 for another audience, too."""
    found = actor_inside()
    if found.kind is not kind:
        abort(403)
    return found


def is_known() -> bool:
    """Whether this request was found to be somebody's."""
    return g.get("standing") is not None


def begin(who: str, proof: Proof, *, second: bool) -> Began:
    """Begin a session on this browser; one that stood there ends, the cookie held nothing else."""
    end()
    order = Begin(who, proof, second, request.headers.get("User-Agent", ""))
    began = store().run(sessions.begin, order, instant())
    session[SIGNED_IN] = [began.token, _second(instant())]
    forget()
    return began


def end() -> None:
    """End the session of this browser; nothing happens where there is none."""
    signed = signed_in()
    if signed is not None:
        store().run(sessions.end, signed, signed.ref, instant())
    session.clear()
    forget()


def forget() -> None:
    """Ask the store again who acts; something about it was changed in this request."""
    g.pop("standing", None)


def instant() -> datetime:
    """The machine's instant: sessions and links end by it, whatever business day it is."""
    return market().clock().astimezone(UTC)


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


def _standing() -> Standing | None:
    if "standing" not in g:
        g.standing = _found()
    return cast("Standing | None", g.standing)


def _found() -> Standing | None:
    claimed = session.get(SIGNED_IN)
    if not isinstance(claimed, list) or [type(part) for part in claimed] != [str, int]:
        return None
    token, seen = claimed
    idle = _second(instant()) - seen
    if idle >= sessions.IDLE.total_seconds():
        return None
    with store().read() as book:
        found = sessions.standing(book, token, instant())
    if found is not None and idle >= NOTED_EVERY:
        session[SIGNED_IN] = [token, _second(instant())]
    return found if found is None or not market().demo else _fictional(found)


def _fictional(found: Standing) -> Standing:
    """In a demo nobody acts for an organisation that is not 架空."""
    if found.actor is None or found.actor.org.fictional:
        return found
    return Standing(found.signed, found.person, None, Lacking.ORGANISATION)


def _second(at: datetime) -> int:
    return int(at.timestamp())


def _moved(instant: datetime) -> datetime:
    if not market().demo:
        return instant
    with store().read() as book:
        day = business_day.business_day(book)
    return instant if day is None else datetime.combine(day, instant.astimezone(JST).timetz())
