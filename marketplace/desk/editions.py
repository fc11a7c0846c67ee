"""「どの版か」 Which edition stands on a day: the repository's events and what bodies decided here.

Whoever asks which edition judges, asks here; ``otasuke check`` alone knows the repository only.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from conformance.edition import Edition, editions, load_edition
from marketplace.domain.edition import BEFORE_FORCE, EditionState, Stage, Timeline
from marketplace.domain.errors import Missing, Refused
from marketplace.store import Book
from marketplace.store.editions import edition_events


def timeline(book: Book | None) -> Timeline:
    """「版の年表」 Of both sources, the later one winning; without a book, of the repository."""
    written = Timeline(editions())
    return written.and_then(edition_events(book)) if book else written


def standing(book: Book | None, day: date) -> tuple[EditionState, ...]:
    """The state of every edition that exists on a day, those in force first."""
    return timeline(book).standing_on(day)


def in_force(book: Book | None, family: str, day: date) -> Edition:
    """The edition of a family that is in force on a day; ``Missing("edition")`` where none is."""
    return _newest(book, family, day, (Stage.IN_FORCE,))


def newest_draft(book: Book | None, family: str, day: date) -> Edition:
    """「案」 The newest edition of a family that is a draft or in consultation on a day."""
    return _newest(book, family, day, BEFORE_FORCE)


def edition_for(book: Book | None, family: str, day: date) -> Edition:
    """The edition in force on a day or, where there is none yet, the newest draft."""
    try:
        return in_force(book, family, day)
    except Missing:
        return newest_draft(book, family, day)


def unedited(state: EditionState) -> Edition:
    """The text of a state; refused where somebody has edited it since it was frozen."""
    found = load_edition(state.slug)
    if found.digest != state.digest:
        raise Refused("edition_edited", edition=state.slug, frozen=state.digest[:12])
    return found


def _newest(book: Book | None, family: str, day: date, wanted: Collection[str]) -> Edition:
    state = timeline(book).newest(family, day, wanted)
    if state is None:
        raise Missing("edition", family=family, day=day)
    return unedited(state)
