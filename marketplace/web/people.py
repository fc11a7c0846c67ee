"""「人の名前」 Names of colleagues, for pages inside an organisation."""

from __future__ import annotations

from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor
from marketplace.store import Book, members

GONE = "いまはいない人"


def colleague(book: Book, actor: Actor, ref: str) -> str:
    """Who of the actor's own organisation it was, also after that person has left it."""
    try:
        return members.colleague(book, actor, ref).name
    except Missing:
        return GONE
