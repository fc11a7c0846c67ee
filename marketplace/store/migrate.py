"""「移行」 The database's shape, moved by numbered migrations; Alembic needs no settings file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, Engine, text

from marketplace.store.engine import WRITES, open_engine
from marketplace.store.outcome import as_market_errors

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
"""The sibling folder of the package, in a checkout and in an installed environment alike."""
ONE_AT_A_TIME = 0x6F74_6173  # any constant that nothing else locks: "otas"


def upgrade(where: str | URL | Engine, revision: str = "head") -> None:
    """Move the database up to a revision; nothing changes if a reference would break."""
    _migrate(where, lambda config: command.upgrade(config, revision))


def downgrade(where: str | URL | Engine, revision: str) -> None:
    """Move the database down to a revision, or to ``base``: empty."""
    _migrate(where, lambda config: command.downgrade(config, revision))


def current(where: str | URL | Engine) -> str | None:
    """The revision the database is at, None where there is none yet."""
    with _connection(where, writes=False) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The newest revision, pinned in a file so that two branches conflict in git."""
    return (FOLDER / "HEAD").read_text(encoding="ascii").strip()


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration; the folder's ``env.py`` takes the connection from it."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(where: str | URL | Engine, move: Callable[[Config], None]) -> None:
    with _connection(where, writes=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:it)"), {"it": ONE_AT_A_TIME})
        move(configuration(connection))
        _check_references(connection)


@contextmanager
def _connection(where: str | URL | Engine, *, writes: bool) -> Iterator[Connection]:
    # An engine of its own: with foreign keys on, SQLite deletes the children of a rebuilt table.
    url = where.url if isinstance(where, Engine) else where
    engine = open_engine(url, foreign_keys=False).execution_options(**{WRITES: writes})
    try:
        with as_market_errors(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise RuntimeError(f"{len(broken)} broken references in: {tables}")
