"""「保管庫」 The database as units of work: many may read, an act is whole or not at all."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from marketplace.domain.errors import Refused, Unavailable
from marketplace.store.book import Book
from marketplace.store.outcome import Outrun, as_market_errors

P = ParamSpec("P")
T = TypeVar("T")

DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
WRITES = "otasuke_writes"
READING: dict[str, dict[str, Any]] = {
    "sqlite": {WRITES: False},
    # One snapshot for the whole page; a read-only one is never turned away.
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
ACTING: dict[str, dict[str, Any]] = {
    "sqlite": {WRITES: True},
    # READ COMMITTED lost 258 of 400 contended updates without any error.
    "postgresql": {"isolation_level": "SERIALIZABLE"},
}
ATTEMPTS = 20
BUSY_SECONDS = 5
LONGEST_PAUSE = 0.2


class Store:
    """「保管庫」 Gives books to read in or to act in; safe to share between threads."""

    def __init__(self, url: str | URL) -> None:
        """Open no connection yet; other databases than SQLite and PostgreSQL are refused."""
        self._engine = open_engine(url)
        self._reading = self._engine.execution_options(**READING[self._engine.dialect.name])
        self._acting = self._engine.execution_options(**ACTING[self._engine.dialect.name])

    @classmethod
    def sqlite(cls, path: Path | str) -> Self:
        """Open a store in one SQLite file."""
        return cls(URL.create("sqlite", database=str(path)))

    @property
    def url(self) -> URL:
        """Where the data is, for migrations."""
        return self._engine.url

    @contextmanager
    def read(self) -> Iterator[Book]:
        """A book for reading: the database refuses writes, and what was never flushed is caught."""
        with as_market_errors(), Session(self._reading) as session:
            yield Book(session)
            if session.new or session.dirty or session.deleted:
                raise RuntimeError("a reading unit must not change anything")

    @contextmanager
    def act(self) -> Iterator[Book]:
        """A book for one act: committed at the end, rolled back by any exception."""
        with as_market_errors(), Session(self._acting) as session, session.begin():
            yield Book(session)

    def run(self, act: Callable[Concatenate[Book, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        """Do the whole act, again from its start whenever PostgreSQL let another act pass."""
        for attempt in range(ATTEMPTS - 1):
            try:
                return self._once(act, *args, **kw)
            except Outrun:
                _pause(attempt)
        return self._once(act, *args, **kw)

    def dispose(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()

    def _once(self, act: Callable[Concatenate[Book, P], T], /, *args: P.args, **kw: P.kwargs) -> T:
        with self.act() as book:
            return act(book, *args, **kw)


def open_engine(url: str | URL, *, foreign_keys: bool = True) -> Engine:
    """An engine with the house's settings; only migrations turn ``foreign_keys`` off."""
    address = make_url(url)
    _check(address)
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(address, foreign_keys=foreign_keys)
    try:
        return create_engine(address, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise Unavailable("driver_missing", driver=str(error.name)) from error


def _check(address: URL) -> None:
    backend = address.get_backend_name()
    if backend not in DRIVERS or address.get_driver_name() != DRIVERS[backend]:
        raise Refused("unsupported_database", database=address.drivername)
    if backend == "sqlite" and address.database in (None, "", ":memory:"):
        raise Refused("unsupported_database", database="sqlite in memory")


def _sqlite_engine(address: URL, *, foreign_keys: bool) -> Engine:
    # The driver's own guesses about transactions are off; `_begin` says what begins.
    # An error of the database is logged; what was to be stored has no place there.
    settings = {"isolation_level": None}
    engine = create_engine(address, connect_args=settings, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _pause(attempt: int) -> None:
    longest = min(LONGEST_PAUSE, 0.004 * 2**attempt)
    time.sleep(secrets.SystemRandom().uniform(0, longest))
