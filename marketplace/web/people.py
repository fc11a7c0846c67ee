"""「人の名前」 Names of colleagues, for pages inside an organisation."""

from __future__ import annotations

from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor
from marketplace.store import Book, organisations

GONE = "いまはいない人"


def colleague(book: Book, actor: Actor, ref: str) -> str:
    """Who of the actor's own organisation it was, also after that person has left it."""
    try:
        return organisations.actor(book, ref, actor.org.ref).person.name
    except Missing:
        return GONE
