"""What a database says, in the market's own errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from marketplace.domain.errors import Conflict, MarketError, Unavailable

REPEATABLE = {"40001", "40P01"}
"""serialization_failure and deadlock_detected: the whole act may simply be done again."""
UNIQUE = "23505"
UNREACHABLE = ("08", "53", "57P")
"""Connection exceptions, insufficient resources, and a server that is going down or coming up."""
SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
SQLITE_UNREACHABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
SQLITE_UNIQUE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}


class Outrun(Unavailable):
    """「追い越し」 Another act went first, and this one would have to begin again."""


@contextmanager
def as_market_errors() -> Iterator[None]:
    """Turn contention, loss of the database and double keys into the market's errors."""
    try:
        yield
    except PoolTimeoutError as error:
        raise Unavailable("database_busy") from error
    except DBAPIError as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise meaning from error


def _meaning(error: DBAPIError) -> MarketError | None:
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(getattr(error.orig, "sqlite_errorcode", 0))
    return _of_postgresql(error)


def _of_sqlite(code: int) -> MarketError | None:
    if code in SQLITE_UNIQUE:
        return Conflict("already_exists")
    if code & 0xFF in SQLITE_BUSY:
        return Unavailable("database_busy")
    return Unavailable("database_unreachable") if code & 0xFF in SQLITE_UNREACHABLE else None


def _of_postgresql(error: DBAPIError) -> MarketError | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state in REPEATABLE:
        return Outrun("database_busy")
    if state == UNIQUE:
        return Conflict("already_exists")
    lost = error.connection_invalidated or type(error.orig).__name__ == "OperationalError"
    if lost if state is None else state.startswith(UNREACHABLE):
        return Unavailable("database_unreachable")
    return None
