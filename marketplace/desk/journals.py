"""「記録簿を見る」 Who of one's own organisation did what and when, by person, act and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.domain.days import JST
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor, Person
from marketplace.store import Book, journal, members
from marketplace.store.journal import Entry, Sought

PAGE = 50
MOST_EXPORTED = 10_000
"""Lines of one file; more are taken in parts, by narrowing the days."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """「さがす記録」 By whom, which acts, and from which day until which, both included."""

    person: str | None = None
    acts: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class JournalPage:
    """「記録簿の頁」 The lines of one page, how many there are, and whose they may be."""

    entries: tuple[Entry, ...]
    found: int
    page: int
    pages: int
    people: tuple[Person, ...]


def journal_of(book: Book, actor: Actor, wanted: Wanted, page: int) -> JournalPage:
    """「記録簿の頁」 Of one's own organisation, newest first; a page too far is the last one."""
    require(actor, "journal_of")
    sought = _sought(wanted)
    found = journal.count(book, actor, sought)
    pages = max(1, -(-found // PAGE))
    here = min(max(page, 1), pages)
    lines = journal.search(book, actor, sought, skip=(here - 1) * PAGE, limit=PAGE)
    return JournalPage(lines, found, here, pages, members.colleagues(book, actor))


def journal_export(book: Book, actor: Actor, wanted: Wanted) -> tuple[Entry, ...]:
    """「書き出す記録」 Everything that was found, as long as it is not too much for one file."""
    require(actor, "journal_of")
    sought = _sought(wanted)
    found = journal.count(book, actor, sought)
    if found > MOST_EXPORTED:
        raise Refused("too_many_entries", found=found, most=MOST_EXPORTED)
    return journal.search(book, actor, sought, skip=0, limit=MOST_EXPORTED)


def _sought(wanted: Wanted) -> Sought:
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise Refused("period_backwards", first=wanted.first, last=wanted.last)
    since = None if wanted.first is None else _begins(given.day(wanted.first, "first"))
    after = None if wanted.last is None else given.day(wanted.last, "last") + timedelta(days=1)
    before = None if after is None else _begins(after)
    return Sought(wanted.person, wanted.acts, since, before)


def _begins(day: date) -> datetime:
    """The first instant of a day in Japan."""
    return datetime.combine(day, time(), JST)
