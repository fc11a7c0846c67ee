"""Trial listings, and quotes and applications that were made on their basis.

A quote and an application pin a certificate or a trial listing, exactly one of them; a quote may
name the provisional application that it would take the place of. On the way down trial listings
are lost, and what companies asked for on their basis; everything else stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

CHECK = "(certificate_key IS NULL) <> (trial_key IS NULL)"
ADDED = {
    "application": {"trial_key": "trial_listing"},
    "quote": {"trial_key": "trial_listing", "origin_key": "application"},
}
"""Table → its new columns and the tables to which they refer."""


def upgrade() -> None:
    _listed_on_trial()
    for table, columns in ADDED.items():
        _on_sqlite(table, up=True) if _sqlite() else _alter_up(table)
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    _forget_trials()
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_index(op.f(f"ix_{table}_{column}"), table)
        _on_sqlite(table, up=False) if _sqlite() else _alter_down(table)
    op.drop_table("trial_listing")


def _listed_on_trial() -> None:
    op.create_table(
        "trial_listing",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("offering_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.String(16), nullable=False),
        sa.Column("edition_slug", sa.String(64), nullable=False),
        sa.Column("edition_revision", sa.BigInteger(), nullable=False),
        sa.Column("edition_digest", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("record_digest", sa.String(64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_trial_listing_days")),
        _to("trial_listing", "org_key", "organisation"),
        _to("trial_listing", "offering_key", "offering"),
        _to("trial_listing", "dossier_key", "dossier"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trial_listing")),
        sa.UniqueConstraint("ref", name=op.f("uq_trial_listing_ref")),
        sqlite_strict=True,
    )
    for columns in (["org_key"], ["dossier_key"], ["offering_key", "tier"]):
        name = op.f(f"ix_trial_listing_{'_'.join(columns)}")
        op.create_index(name, "trial_listing", columns, unique=False)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.key"], name=op.f(_fk(table, column, other)))


def _fk(table: str, column: str, other: str) -> str:
    return f"fk_{table}_{column}_{other}"


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _alter_up(table: str) -> None:
    op.alter_column(table, "certificate_key", existing_type=sa.BigInteger(), nullable=True)
    for column, other in ADDED[table].items():
        op.add_column(table, sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(op.f(_fk(table, column, other)), table, other, [column], ["key"])
    op.create_check_constraint(op.f(f"ck_{table}_basis"), table, CHECK)


def _alter_down(table: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_basis"), table)
    for column in ADDED[table]:
        op.drop_column(table, column)
    op.alter_column(table, "certificate_key", existing_type=sa.BigInteger(), nullable=False)


def _on_sqlite(table: str, *, up: bool) -> None:
    """SQLite takes no NOT NULL off a column: the table is made anew from its own words."""
    made = "SELECT sql FROM sqlite_master WHERE type = '{}' AND tbl_name = '{}' AND sql IS NOT NULL"
    words = _all(made.format("table", table))[0]
    indexes = _all(made.format("index", table))
    kept = [row[1] for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{name}"' for name in kept if name not in ADDED[table])
    for one in (
        f"CREATE TABLE kept_rows AS SELECT * FROM {table}",  # noqa: S608 - our own names
        f"DROP TABLE {table}",
        _with(table, words) if up else _without(table, words),
        f"INSERT INTO {table} ({names}) SELECT {names} FROM kept_rows",  # noqa: S608 - our own names
        "DROP TABLE kept_rows",
        *indexes,
    ):
        op.get_bind().exec_driver_sql(one)


def _all(query: str) -> list[str]:
    return [row[0] for row in op.get_bind().exec_driver_sql(query)]


def _with(table: str, words: str) -> str:
    words = words.replace(_must(), f"{_may()}{_columns(table)}")
    return words.replace(f"\tCONSTRAINT pk_{table}", f"{_rules(table)}\tCONSTRAINT pk_{table}")


def _without(table: str, words: str) -> str:
    return words.replace(f"{_may()}{_columns(table)}", _must()).replace(_rules(table), "")


def _must() -> str:
    return "\tcertificate_key INTEGER NOT NULL, \n"


def _may() -> str:
    return "\tcertificate_key INTEGER, \n"


def _columns(table: str) -> str:
    return "".join(f"\t{column} INTEGER, \n" for column in ADDED[table])


def _rules(table: str) -> str:
    refer = "".join(
        f"\tCONSTRAINT {_fk(table, column, other)}"
        f' FOREIGN KEY({column}) REFERENCES {other} ("key"), \n'
        for column, other in ADDED[table].items()
    )
    return f"{refer}\tCONSTRAINT ck_{table}_basis CHECK ({CHECK}), \n"


def _forget_trials() -> None:
    """What was signed or quoted on the basis of a trial listing has nothing to stand on."""
    quoted = "SELECT key FROM quote WHERE trial_key IS NOT NULL"
    for one in (
        f"DELETE FROM signature WHERE quote_key IN ({quoted})",  # noqa: S608 - our own names
        "UPDATE quote SET origin_key = NULL",
        "DELETE FROM application WHERE trial_key IS NOT NULL",
        "DELETE FROM quote WHERE trial_key IS NOT NULL",
    ):
        op.execute(one)
