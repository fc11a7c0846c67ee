"""What a body decides of an edition, and of a certificate after it was issued.

On the way down both are lost: editions stand as the repository says, certificates as issued.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

OWNERS = (("org_key", "organisation"), ("body_key", "organisation"))


def upgrade() -> None:
    _edition_event()
    _measure()


def _edition_event() -> None:
    op.create_table(
        "edition_event",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("edition_revision", sa.BigInteger(), nullable=False),
        sa.Column("edition_digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("at", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("edition_revision > 0", name=op.f("ck_edition_event_revision")),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_edition_event_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_edition_event")),
        sqlite_strict=True,
    )
    for columns in (["org_key"], ["edition", "key"]):
        name = op.f(f"ix_edition_event_{'_'.join(columns)}")
        op.create_index(name, "edition_event", columns, unique=False)


def _measure() -> None:
    owners = (*OWNERS, ("certificate_key", "certificate"))
    op.create_table(
        "measure",
        sa.Column("key", sa.BigInteger(), nullable=False),
        *(sa.Column(column, sa.BigInteger(), nullable=False) for column, _ in owners),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.key"], name=op.f(f"fk_measure_{column}_{table}")
            )
            for column, table in owners
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_measure")),
        sqlite_strict=True,
    )
    for column, _ in owners:
        op.create_index(op.f(f"ix_measure_{column}"), "measure", [column], unique=False)


def downgrade() -> None:
    op.drop_table("measure")
    op.drop_table("edition_event")
