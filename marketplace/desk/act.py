"""「行為」 What all acts share, so that an act reads like the rule it implements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from functools import wraps
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar

from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.telling import Deed, tell
from marketplace.domain.canonical import digest_bytes
from marketplace.domain.organisation import Actor
from marketplace.store import Book, journal, tokens

Order = TypeVar("Order")
Value = TypeVar("Value")
Act: TypeAlias = Callable[[Book, Actor, Order, datetime], Value]


def act(
    again: Callable[[Book, Actor, str], Value], subject: Callable[[Value], str] = attrgetter("ref")
) -> Callable[[Act[Order, Value]], Act[Order, Value]]:
    """Make a function an act: allowed to this audience, done once a token, in the journal, told.

    ``subject`` names the reference of what the act made or moved, and ``again(book, actor, ref)``
    reads that when the token comes a second time.
    """

    def wrap(function: Act[Order, Value]) -> Act[Order, Value]:
        name = function.__name__

        @wraps(function)
        def once(book: Book, actor: Actor, order: Order, now: datetime) -> Value:
            require(actor, name)
            token = given.token(getattr(order, "token", None))
            done = tokens.done_before(book, actor, token, name)
            if done is not None:
                return again(book, actor, done)
            value = function(book, actor, order, now)
            ref = subject(value)
            journal.journal(book, actor, name, ref, body=_body(order), now=now)
            tell(book, actor, Deed(name, ref, token, value), now)
            tokens.mark_done(book, actor, token, name, result_ref=ref, now=now)
            return value

        return once

    return wrap


def _body(order: Any) -> dict[str, Any]:
    """What the journal keeps of an order: everything but its token, bytes by their digest."""
    return {f.name: _kept(getattr(order, f.name)) for f in fields(order) if f.name != "token"}


def _kept(value: Any) -> Any:
    if isinstance(value, bytes):
        return digest_bytes(value)
    if isinstance(value, Mapping):
        return [[name, _kept(inner)] for name, inner in sorted(value.items())]
    return value
