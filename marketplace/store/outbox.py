"""「送信箱」 What acts leave to be done after their commit: put once, taken by one at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Insert, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.domain.canonical import canonical
from marketplace.domain.errand import Errand, ErrandState
from marketplace.domain.errors import Conflict
from marketplace.store import locking
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.rows import OrganisationRow, OutboxRow

MOST_ATTEMPTS = 10
"""Tries of one errand; they reach over about four hours, and then a person has to look."""

TAKEN = timedelta(minutes=2)
"""How long a worker may hold an errand; whoever is silent longer was killed."""

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
MOST_TEXT = 500
OPEN = (ErrandState.PENDING, ErrandState.IN_FLIGHT)


@dataclass(frozen=True, slots=True)
class Failure:
    """「失敗した用件」 An errand that nobody tries any more, for the operator to look at."""

    kind: str
    once: str
    attempts: int
    error: str
    created_at: datetime


def put(
    book: Book,
    kind: str,
    payload: Mapping[str, object],
    *,
    org: str | None,
    key: str,
    now: datetime,
) -> bool:
    """Leave an errand, in the transaction of the act; False where it was left before.

    ``org`` is the reference of the organisation it is for, None for the market's own. Another
    payload under the same ``key`` is a ``Conflict``: what was sent is not edited.
    """
    text = canonical(payload).decode()
    row = {
        "org_key": _org_key(book, org),
        "kind": kind,
        "once": key,
        "payload": text,
        "payload_digest": _digest(text),
        "state": ErrandState.PENDING,
        "attempts": 0,
        "created_at": now,
    }
    # No reading beforehand: it would set every act against every worker in PostgreSQL.
    if book.session.scalar(_insert(book).values(row).returning(OutboxRow.key)) is not None:
        return True
    _require_same(book, key, (kind, row["payload_digest"]))
    return False


def claim(book: Book, now: datetime, limit: int) -> tuple[Errand, ...]:
    """Take what is due, oldest first; nobody else has it until its time is over.

    The first thing in its unit of work.
    """
    locking.by_rows(book)
    _give_up_lost(book, now)
    due = (
        select(OutboxRow)
        .where(OutboxRow.state.in_(OPEN), _is_due(now))
        .order_by(OutboxRow.key)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = [row for row in book.session.scalars(due) if _is_as_it_was_put(row)]
    return tuple(_taken(row, now) for row in rows)


def done(book: Book, errand: Errand, result: str) -> bool:
    """Say that an errand is done; False where it is another worker's by now."""
    return _end(book, errand, {"state": ErrandState.DONE, "result": result[:MOST_TEXT]})


def failed(book: Book, errand: Errand, error: str, now: datetime) -> bool:
    """Say that a try failed: another follows after a pause, or it was the last."""
    if errand.attempt >= MOST_ATTEMPTS:
        return _end(book, errand, {"state": ErrandState.FAILED, "error": error[:MOST_TEXT]})
    waits = {"state": ErrandState.PENDING, "next_at": now + pause(errand.attempt)}
    return _end(book, errand, waits | {"error": error[:MOST_TEXT]})


def pause(attempt: int) -> timedelta:
    """「間」 How long to wait after a try that failed: twice as long each time, up to a limit."""
    doubled: int = 2 ** min(attempt - 1, MOST_ATTEMPTS)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def counts(book: Book) -> dict[ErrandState, int]:
    """How many errands there are in each state."""
    grouped = select(OutboxRow.state, func.count().label("number")).group_by(OutboxRow.state)
    counted = {row.state: row.number for row in book.session.execute(grouped)}
    return {state: counted.get(state, 0) for state in ErrandState}


def failures(book: Book, limit: int) -> tuple[Failure, ...]:
    """The errands that failed for good, newest first."""
    rows = book.session.scalars(
        select(OutboxRow)
        .where(OutboxRow.state == ErrandState.FAILED)
        .order_by(OutboxRow.key.desc())
        .limit(limit)
    )
    return tuple(
        Failure(row.kind, row.once, row.attempts, row.error or "", row.created_at) for row in rows
    )


def _insert(book: Book) -> Insert:
    name = book.session.get_bind().dialect.name
    statement = sqlite.insert(OutboxRow) if name == "sqlite" else postgresql.insert(OutboxRow)
    return statement.on_conflict_do_nothing(index_elements=["once"])


def _org_key(book: Book, ref: str | None) -> int | None:
    if ref is None:
        return None
    key = book.session.scalar(select(OrganisationRow.key).where(OrganisationRow.ref == ref))
    return found(key, "organisation", ref)


def _require_same(book: Book, once: str, wanted: tuple[object, object]) -> None:
    columns = select(OutboxRow.kind, OutboxRow.payload_digest).where(OutboxRow.once == once)
    if tuple(book.session.execute(columns).one()) != wanted:
        raise Conflict("errand_changed", key=once)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(OutboxRow.next_at.is_(None), OutboxRow.next_at <= now)


def _give_up_lost(book: Book, now: datetime) -> None:
    """A worker that was killed in the last try has no later one."""
    lost = (
        OutboxRow.state == ErrandState.IN_FLIGHT,
        OutboxRow.next_at <= now,
        OutboxRow.attempts >= MOST_ATTEMPTS,
    )
    over = {"state": ErrandState.FAILED, "next_at": None, "error": "worker_lost"}
    book.session.execute(update(OutboxRow).where(*lost).values(over))


def _is_as_it_was_put(row: OutboxRow) -> bool:
    if _digest(row.payload) == row.payload_digest:
        return True
    row.state, row.next_at, row.error = ErrandState.FAILED, None, "payload_changed"
    return False


def _taken(row: OutboxRow, now: datetime) -> Errand:
    row.state, row.next_at = ErrandState.IN_FLIGHT, now + TAKEN
    row.attempts += 1
    row.first_sent_at = row.first_sent_at or now
    return Errand(
        key=row.key,
        kind=row.kind,
        once=row.once,
        payload=json.loads(row.payload),
        attempt=row.attempts,
        first_sent_at=row.first_sent_at,
        mine_until=row.next_at,
    )


def _end(book: Book, errand: Errand, values: dict[str, Any]) -> bool:
    """End a try, if it is still this worker's: the number of the try tells."""
    mine = (
        OutboxRow.key == errand.key,
        OutboxRow.state == ErrandState.IN_FLIGHT,
        OutboxRow.attempts == errand.attempt,
    )
    cleared = {"next_at": None, "error": None}
    ended = update(OutboxRow).where(*mine).values(cleared | values).returning(OutboxRow.key)
    return book.session.scalar(ended) is not None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
