"""Which earlier diagnosis a diagnosis was begun from, and the files beside its answers.

On the way down both are forgotten.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

FILES = "assessment_file"
OWNERS = {"assessment_key": "assessment", "org_key": "organisation", "person_key": "person"}


def upgrade() -> None:
    op.add_column("assessment", sa.Column("previous_ref", sa.String(24), nullable=True))
    op.create_table(
        FILES,
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("assessment_key", sa.BigInteger(), nullable=False),
        sa.Column("criterion", sa.String(64), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f(f"ck_{FILES}_size")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.key"], name=op.f(f"fk_{FILES}_{column}_{other}")
            )
            for column, other in OWNERS.items()
        ),
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{FILES}")),
        sa.UniqueConstraint("ref", name=op.f(f"uq_{FILES}_ref")),
        sqlite_strict=True,
    )
    for column in OWNERS:
        op.create_index(op.f(f"ix_{FILES}_{column}"), FILES, [column], unique=False)


def downgrade() -> None:
    op.drop_table(FILES)
    op.drop_column("assessment", "previous_ref")
