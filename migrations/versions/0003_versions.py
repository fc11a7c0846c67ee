"""What is listed under a certificate after it was issued, and how many people a company has.

On the way down the later versions are no longer listed; their dossiers stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


SIZED = ("company_size", "application")


def upgrade() -> None:
    for table in SIZED:
        op.add_column(table, sa.Column("staff", sa.BigInteger(), nullable=True))
    op.create_table(
        "version",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("certificate_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("record_digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_key"],
            ["certificate.key"],
            name=op.f("fk_version_certificate_key_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["dossier_key"], ["dossier.key"], name=op.f("fk_version_dossier_key_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_version_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_version")),
        sa.UniqueConstraint(
            "certificate_key", "dossier_key", name=op.f("uq_version_certificate_key_dossier_key")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_version_dossier_key"), "version", ["dossier_key"], unique=False)
    op.create_index(op.f("ix_version_org_key"), "version", ["org_key"], unique=False)


def downgrade() -> None:
    op.drop_table("version")
    for table in SIZED:
        op.drop_column(table, "staff")
