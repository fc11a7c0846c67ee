"""An act is whole or not at all, a reading changes nothing, and the database's words are ours."""

import sqlite3
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from marketplace.domain.errors import Conflict, Refused, Unavailable
from marketplace.domain.organisation import Person
from marketplace.store import Store, counters, organisations
from marketplace.store.outcome import Outrun
from marketplace.store.rows import PersonRow, TokenRow

SOMEBODY = Person("ps_somebody", "架空の人", "somebody@example.jp")


ON_POSTGRES = pytest.mark.parametrize(
    "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def names(store):
    with store.read() as book:
        return book.session.scalars(select(PersonRow.name)).all()


def test_an_act_is_there_for_the_next_reader(store):
    store.run(organisations.add_person, SOMEBODY)
    assert names(store) == ["架空の人"]


def test_a_refused_act_leaves_no_row(store):
    def act(book):
        organisations.add_person(book, SOMEBODY)
        book.session.flush()
        counters.next_number(book, None, "test", 2026)
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        store.run(act)
    assert names(store) == []
    assert store.run(counters.next_number, None, "test", 2026) == 1


def test_run_gives_back_what_the_act_gave(store):
    assert store.run(lambda *args, **kw: (args[1:], kw), 1, two=2) == ((1,), {"two": 2})


def read_and_flush(store):
    with store.read() as book:
        organisations.add_person(book, SOMEBODY)
        book.session.flush()


def read_and_insert(store):
    with store.read() as book:
        book.session.execute(insert(PersonRow).values(ref="a", name="b", email="c"))


def read_and_add(store):
    with store.read() as book:
        organisations.add_person(book, SOMEBODY)


def read_and_change(store):
    with store.read() as book:
        book.session.scalars(select(PersonRow)).one().name = "別の名"


def test_a_reading_unit_refuses_writes_that_reach_the_database(store):
    for write in (read_and_flush, read_and_insert):
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            write(store)
    assert names(store) == []


def test_a_reading_unit_refuses_changes_that_were_never_flushed(store):
    with pytest.raises(RuntimeError, match="reading unit"):
        read_and_add(store)
    store.run(organisations.add_person, SOMEBODY)
    with pytest.raises(RuntimeError, match="reading unit"):
        read_and_change(store)
    assert names(store) == ["架空の人"]


def test_a_connection_that_read_may_write_again(store):
    for number in range(3):
        assert len(names(store)) == number
        person = Person(f"ps_{number}", "人", f"{number}@example.jp")
        store.run(organisations.add_person, person)


def test_a_double_key_is_a_conflict(store):
    store.run(organisations.add_person, SOMEBODY)
    with pytest.raises(Conflict, match="already_exists"):
        store.run(organisations.add_person, SOMEBODY)


def test_a_reference_to_nothing_is_refused_by_the_database(store, now):
    def act(book):
        row = {"org_key": 99, "token": "t", "act": "a", "result_ref": "r", "done_at": now}
        book.session.execute(insert(TokenRow).values(**row))

    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        store.run(act)


def test_a_naive_instant_is_refused(store):
    def act(book):
        book.session.execute(select(TokenRow).where(TokenRow.done_at == datetime(2026, 1, 1)))  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        store.run(act)


@pytest.mark.parametrize(
    "address",
    ["mysql://example.jp/market", "sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://a/b"],
)
def test_other_databases_are_refused_by_name(address):
    with pytest.raises(Refused, match="unsupported_database"):
        Store(address)


def test_a_database_that_is_not_there_is_unavailable(tmp_path):
    folders = Store.sqlite(tmp_path / "no" / "such" / "folder.sqlite3")
    with pytest.raises(Unavailable, match="database_unreachable"):
        names(folders)
    folders.dispose()


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_unavailable():
    pytest.importorskip("psycopg")
    store = Store("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Unavailable, match="database_unreachable"):
        names(store)
    store.dispose()


def test_a_driver_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Unavailable, match="driver_missing") as refusal:
        Store("postgresql+psycopg://nobody@127.0.0.1/nothing")
    assert refusal.value.values == {"driver": "psycopg"}


@ON_POSTGRES
def test_a_lost_connection_is_unavailable_and_the_next_act_works(store):
    def suicide(book):
        book.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(Unavailable, match="database_unreachable"):
        store.run(suicide)
    assert names(store) == []


def test_a_locked_file_is_busy(sqlite_template, monkeypatch):
    monkeypatch.setattr("marketplace.store.engine.BUSY_SECONDS", 0)
    store, other = Store.sqlite(sqlite_template), sqlite3.connect(sqlite_template)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="database_busy"):
        store.run(organisations.add_person, SOMEBODY)
    assert names(store) == []
    other.close()
    store.dispose()


def test_an_act_that_was_outrun_is_done_again_from_its_start(store):
    seen = []

    def act(book):
        seen.append(organisations.add_person(book, SOMEBODY))
        if len(seen) < 3:
            raise Outrun("database_busy")

    store.run(act)
    assert (len(seen), names(store)) == (3, ["架空の人"])


def test_an_act_that_is_always_outrun_gives_up(store, monkeypatch):
    monkeypatch.setattr("marketplace.store.engine._pause", lambda _attempt: None)

    def act(book):
        raise Outrun("database_busy")

    with pytest.raises(Unavailable, match="database_busy"):
        store.run(act)


def test_sqlite_is_opened_with_the_settings_of_the_house(sqlite_template):
    store = Store.sqlite(sqlite_template)
    wanted = {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 5000, "query_only": 1}
    with store.read() as book:
        found = {name: book.session.scalar(text(f"PRAGMA {name}")) for name in wanted}
    store.dispose()
    assert found == wanted


@ON_POSTGRES
def test_postgresql_acts_are_serializable_and_its_readings_one_snapshot(store):
    with store.act() as book:
        assert book.session.scalar(text("SHOW transaction_isolation")) == "serializable"
    with store.read() as book:
        assert book.session.scalar(text("SHOW transaction_isolation")) == "repeatable read"
        assert book.session.scalar(text("SHOW transaction_read_only")) == "on"


def test_instants_come_back_aware_in_utc(store, world):
    now = datetime(2026, 11, 25, 1, 2, 3, 45, tzinfo=UTC)
    with store.act() as book:
        book.session.execute(
            text(
                "INSERT INTO token (org_key, token, act, result_ref, done_at) SELECT key, 't',"
                " 'a', 'r', '2026-11-25T01:02:03.000045+00:00' FROM organisation LIMIT 1"
            )
        )
        found = book.session.scalars(select(TokenRow.done_at)).one()
    assert (found, found.tzinfo) == (now, UTC)
