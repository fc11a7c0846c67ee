"""Work that acts leave behind, and the seals of the journal.

The journal itself stays as it is: its columns for the chain were made by the first migration. On
the way down waiting errands and the seals are lost; the chain stays in the journal's own rows.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("once", sa.String(200), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("payload_digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "org_key IS NOT NULL OR substr(kind, 1, 7) = 'market.'", name=op.f("ck_outbox_owner")
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_attempts")),
        sa.CheckConstraint(
            "state <> 'in_flight' OR next_at IS NOT NULL", name=op.f("ck_outbox_taken_until")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_outbox_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outbox")),
        sa.UniqueConstraint("once", name=op.f("uq_outbox_once")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_outbox_org_key"), "outbox", ["org_key"], unique=False)
    op.create_index(op.f("ix_outbox_state_next_at"), "outbox", ["state", "next_at"], unique=False)
    op.create_table(
        "seal",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seal")),
        sa.UniqueConstraint("seq", name=op.f("uq_seal_seq")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("seal")
    op.drop_table("outbox")
