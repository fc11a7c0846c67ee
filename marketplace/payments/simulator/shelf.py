"""「棚」 What the simulator remembers: objects, events, and its answer to each key."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS object (
  ref TEXT PRIMARY KEY, account TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS event (
  number INTEGER PRIMARY KEY, account TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS command (
  account TEXT NOT NULL, key TEXT NOT NULL, asked TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (account, key)) STRICT;
"""
PUT = "INSERT INTO object VALUES (?, ?, ?) ON CONFLICT (ref) DO UPDATE SET body = excluded.body"


class Shelf:
    """「棚」 One SQLite file for all processes of a demo; in memory where none is named."""

    def __init__(self, file: Path | None = None) -> None:
        """Open it, and make its tables where they are not there yet."""
        self._turn = RLock()
        self._file = sqlite3.connect(
            file or ":memory:", check_same_thread=False, isolation_level=None, timeout=10
        )
        self._file.executescript(TABLES)

    @contextmanager
    def held(self) -> Iterator[None]:
        """One request at a time, whole or not at all."""
        with self._turn:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")

    def put(self, account: str, found: dict[str, Any]) -> None:
        """Keep an object as it is now."""
        self._file.execute(PUT, (found["id"], account, json.dumps(found)))

    def get(self, account: str, ref: str) -> dict[str, Any] | None:
        """An object of an account."""
        query = "SELECT body FROM object WHERE ref = ? AND account = ?"
        found: dict[str, Any] | None = self._one(query, (ref, account))
        return found

    def account_of(self, ref: str) -> str | None:
        """Whose object it is, for the page of somebody who pays."""
        query = "SELECT json_quote(account) FROM object WHERE ref = ?"
        found: str | None = self._one(query, (ref,))
        return found

    def tell(self, account: str, event: dict[str, Any]) -> None:
        """Keep an event, to be delivered."""
        text = json.dumps(event, ensure_ascii=False)
        self._file.execute("INSERT INTO event (account, body) VALUES (?, ?)", (account, text))

    def events(self) -> list[dict[str, Any]]:
        """Every event there was, the oldest first."""
        with self._turn:
            rows = self._file.execute("SELECT body FROM event ORDER BY number").fetchall()
        return [json.loads(body) for (body,) in rows]

    def remember(self, account: str, key: str, asked: str, body: dict[str, Any]) -> None:
        """Keep what was answered to an idempotency key."""
        row = (account, key, asked, json.dumps(body))
        self._file.execute("INSERT INTO command VALUES (?, ?, ?, ?)", row)

    def answered(self, account: str, key: str) -> tuple[str, dict[str, Any]] | None:
        """What was asked and answered under a key."""
        query = "SELECT json_array(asked, json(body)) FROM command WHERE account = ? AND key = ?"
        found = self._one(query, (account, key))
        return None if found is None else (found[0], found[1])

    def refs(self, prefix: str) -> list[str]:
        """The references of one kind of object."""
        query = "SELECT ref FROM object WHERE substr(ref, 1, ?) = ? ORDER BY rowid"
        with self._turn:
            rows = self._file.execute(query, (len(prefix), prefix)).fetchall()
        return [ref for (ref,) in rows]

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _one(self, query: str, values: tuple[str, ...]) -> Any:
        with self._turn:
            row = self._file.execute(query, values).fetchone()
        return None if row is None else json.loads(row[0])
