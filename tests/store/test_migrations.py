"""Migrations make exactly the shape of the rows, and lose nothing on the way."""

import hashlib
import re
import shutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, select, text
from sqlalchemy.exc import IntegrityError

from marketplace.domain.certificate import Measure, MeasureKind
from marketplace.domain.edition import EditionState
from marketplace.domain.price import Size
from marketplace.domain.verdict import Confirmation, Ruling, Verdict
from marketplace.store import (
    Store,
    certificates,
    dossiers,
    editions,
    journal,
    measures,
    migrate,
    organisations,
    outbox,
    rulings,
    sealing,
    tokens,
    versions,
)
from marketplace.store.engine import WRITES, open_engine
from marketplace.store.rows import Row
from tests.store.lost import LOSES, LOST
from tests.store.proving import everything_else

COLUMNS = """SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable,
character_maximum_length, column_default) FROM information_schema.columns
WHERE table_schema = 'public'"""
CONSTRAINTS = """SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE connamespace = 'public'::regnamespace"""
INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
SHAPE = {
    "sqlite": ["SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"],
    "postgresql": [COLUMNS, CONSTRAINTS, INDEXES],
}
ADDED = re.compile(r", (?=\w+ (?:INTEGER|TEXT|BLOB)\b)")
"""SQLite writes a column that is added later on the line of the one before."""

REBUILD = """
from alembic import op
revision, down_revision = "{new}", "{head}"

def change(nullable):
    with op.batch_alter_table("organisation") as batch:
        batch.alter_column("address", nullable=nullable)

def upgrade(): change(True)
def downgrade(): change(False)
"""
BREAK = """
from alembic import op
revision, down_revision = "{new}", "{head}"
def upgrade(): op.execute("DELETE FROM person")
"""


@pytest.fixture(name="store")
def _store(empty_database_url):
    """A store in a database of its own, brought up by the migrations."""
    migrate.upgrade(empty_database_url)
    opened = Store(empty_database_url)
    yield opened
    opened.dispose()


@pytest.fixture(name="filled")
def _filled(scene, empty_database_url):
    """The address of a database with rows in every table."""
    scene.everything_agreed()
    (certificate,) = scene.read(certificates.certificates, scene.world.provider)
    scene.reported(scene.submitted())
    world, now, ref = scene.world, scene.now, scene.received()
    digest, by = "d" * 64, {"by": ("審査 一郎",), "on": scene.day}
    ruling = Ruling("mihari", "mihari-utm", "C-1", digest, digest, Verdict.CONFORMS, "", **by)
    confirmation = Confirmation("2.0", "C-1", digest, "1", "基準", "2", **by)
    _decided(scene, certificate)
    for act, args, kw in (
        (dossiers.keep_facts, (ref, digest, "[]"), {}),
        (organisations.set_company_size, (world.company, Size(1, 0, 1), ("13",)), {}),
        (rulings.add_ruling, (world.certifier, ruling), {"now": now}),
        (rulings.add_confirmation, (world.certifier, confirmation), {"now": now}),
        (journal.journal, (world.company, "apply", "ap_a"), {"body": {}, "now": now}),
        (tokens.mark_done, (world.company, "t", "apply"), {"result_ref": "ap_a", "now": now}),
        (
            versions.add_version,
            (world.provider, certificate.ref, ref),
            {"record": b"{}", "now": now},
        ),
        (outbox.put, ("event", {}), {"org": world.company.org.ref, "key": "k", "now": now}),
        (sealing.seal, (now,), {}),
    ):
        scene.act(act, *args, **kw)
    scene.diagnosed()
    everything_else(scene, ref)
    scene.store.dispose()
    return empty_database_url


def _decided(scene, certificate):
    """What a body decides of an edition and of a certificate."""
    body = scene.world.certifier
    event = EditionState("2.0", 1, scene.day, "in_force", "d" * 64, "理由")
    proposed = editions.Proposed(event, ("審査 一郎", "審査 二郎"))
    measure = Measure(MeasureKind.SUSPEND, scene.day, "理由", scene.day)
    scene.act(editions.add_edition_event, body, proposed, now=scene.now)
    scene.act(measures.add_measure, body, certificate.ref, measure, now=scene.now)


@pytest.fixture(name="planted")
def _planted(tmp_path, monkeypatch):
    """A maker of one more migration, in a copy of the folder."""

    def plant(source):
        head = migrate.head()
        new = f"{int(head) + 1:04}"
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = source.replace("{new}", new).replace("{head}", head)
        (folder / "versions" / f"{new}_planted.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(migrate, "FOLDER", folder)
        return head, new

    return plant


def looked_at(url, look):
    """What ``look(connection)`` finds in a database; the connection may write."""
    engine = open_engine(url, foreign_keys=False).execution_options(**{WRITES: True})
    try:
        with engine.begin() as connection:
            return look(connection)
    finally:
        engine.dispose()


def digests(url):
    """The number of rows and their digest, of every table there is but Alembic's own."""

    def look(connection):
        found = MetaData()
        found.reflect(connection)
        tables = [table for table in found.sorted_tables if table.name != "alembic_version"]
        return {table.name: _digest(connection, table) for table in tables}

    return looked_at(url, look)


def _digest(connection, table):
    columns = sorted(table.c, key=lambda column: column.name)
    rows = connection.execute(select(*columns).order_by(table.c.key)).all()
    text_of_rows = repr([[column.name for column in columns], *map(tuple, rows)])
    return len(rows), hashlib.sha256(text_of_rows.encode()).hexdigest()


def shape(url):
    """Every table, column, constraint and index, whatever the order it was written in."""

    def look(connection):
        queries = SHAPE[connection.dialect.name]
        rows = [row for query in queries for row in connection.scalars(text(query))]
        found = [ADDED.sub(",\n", row).splitlines() for row in rows]
        lines = {(sql[0], line.strip(" ,\t")) for sql in found for line in sql}
        return {line for line in lines if "alembic_version" not in line[0]}

    return looked_at(url, look)


def steps():
    """The revisions, newest first."""
    return list(ScriptDirectory.from_config(migrate.configuration()).walk_revisions())


def test_the_pinned_head_is_where_an_upgrade_ends(empty_database_url):
    assert migrate.current(empty_database_url) is None
    migrate.upgrade(empty_database_url)
    assert migrate.current(empty_database_url) == migrate.head() == steps()[0].revision


def test_alembic_finds_no_difference_to_the_rows(store, empty_database_url):
    def look(connection):
        return compare_metadata(MigrationContext.configure(connection), Row.metadata)

    assert looked_at(empty_database_url, look) == []


def test_names_checks_and_lengths_are_those_of_the_rows_too(store, empty_database_url):
    migrated = shape(empty_database_url)
    migrate.downgrade(empty_database_url, "base")
    looked_at(empty_database_url, Row.metadata.create_all)
    assert shape(empty_database_url) == migrated
    assert any("ck_certificate_validity" in line for _, line in migrated)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_table_is_strict_in_sqlite(store):
    with store.read() as book:
        tables = book.session.execute(text("PRAGMA table_list")).mappings().all()
    own = {row["name"]: row["strict"] for row in tables if row["name"] in Row.metadata.tables}
    assert own == dict.fromkeys(Row.metadata.tables, 1)


def test_the_example_fills_every_table(filled):
    empty = {table for table, (rows, _) in digests(filled).items() if not rows}
    assert empty == set()


def test_a_changed_row_changes_the_digest_of_its_table_alone(filled):
    before = digests(filled)
    looked_at(filled, lambda one: one.execute(text("UPDATE person SET name = '別の名'")))
    after = digests(filled)
    assert {table for table in before if before[table] != after[table]} == {"person"}


def test_an_upgrade_of_what_is_up_to_date_keeps_everything(filled):
    before = digests(filled)
    migrate.upgrade(filled)
    assert digests(filled) == before


def test_each_step_down_and_up_again_keeps_every_row(filled):
    for step in steps()[:-1]:
        before = digests(filled)
        migrate.downgrade(filled, step.down_revision)
        migrate.upgrade(filled, step.revision)
        after = digests(filled)
        assert after == before or step.revision in LOSES
        changed = {table for table in before if after[table] != before[table]}
        assert changed <= LOST.get(step.revision, set())
        migrate.downgrade(filled, step.down_revision)


def test_all_the_way_down_and_up_again_makes_the_same_shape(filled):
    before = shape(filled)
    migrate.downgrade(filled, "base")
    assert (shape(filled), migrate.current(filled)) == (set(), None)
    migrate.upgrade(filled)
    assert shape(filled) == before
    rows = {table: count for table, (count, _) in digests(filled).items() if count}
    assert rows == {"market": 1}


def test_a_rebuilt_table_keeps_its_children(filled, planted):
    before = digests(filled)
    _, new = planted(REBUILD)
    migrate.upgrade(filled)
    assert (migrate.current(filled), digests(filled)) == (new, before)
    test_each_step_down_and_up_again_keeps_every_row(filled)


def test_a_migration_that_breaks_a_reference_changes_nothing(filled, planted):
    before = digests(filled)
    head, _ = planted(BREAK)
    with pytest.raises((RuntimeError, IntegrityError), match=r"broken references|foreign key"):
        migrate.upgrade(filled)
    assert (migrate.current(filled), digests(filled)) == (head, before)


def test_an_engine_may_stand_for_its_address(empty_database_url):
    engine = open_engine(empty_database_url)
    migrate.upgrade(engine)
    assert migrate.current(engine) == migrate.head()
    engine.dispose()
