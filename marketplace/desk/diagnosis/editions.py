"""「診断の版」 By which criteria a diagnosis is begun; an earlier one keeps its own for good."""

from __future__ import annotations

from datetime import date

from conformance.edition import Edition, load_edition
from marketplace.desk.editions import edition_for, timeline
from marketplace.domain.edition import Stage
from marketplace.domain.errors import Conflict, Refused
from marketplace.store import Book

FAMILY = "scs"


def todays(book: Book | None, day: date) -> Edition:
    """「今日の版」 The one in force or, where there is none yet, the newest draft."""
    return edition_for(book, FAMILY, day)


def require_current(book: Book, slug: str | None, day: date) -> Edition:
    """The edition to begin under: today's, and no other than the person saw on the screen."""
    current = todays(book, day)
    if slug is None or slug == current.slug:
        return current
    require_known(book, slug)
    state = timeline(book).state_on(slug, day)
    if state is not None and state.stage is Stage.SUPERSEDED:
        raise Conflict("edition_superseded", edition=slug, on=state.at, current=current.slug)
    raise Conflict("edition_not_current", edition=slug, current=current.slug)


def require_known(book: Book | None, slug: str) -> Edition:
    """An edition of the scheme, whatever became of it."""
    known = {event.slug for event in timeline(book).events if event.family == FAMILY}
    if slug not in known:
        raise Refused("edition_unknown", edition=slug[:40], known=tuple(sorted(known)))
    return load_edition(slug)
