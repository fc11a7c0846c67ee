"""Companies' own diagnoses and every reply that was given in them.

On the way down both are lost.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    _assessment()
    _reply()


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("star", sa.String(24), nullable=False),
        sa.Column("edition_slug", sa.String(64), nullable=False),
        sa.Column("edition_revision", sa.BigInteger(), nullable=False),
        sa.Column("edition_digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("saves", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state = 'finished') = (finished_on IS NOT NULL)",
            name=op.f("ck_assessment_finished"),
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_assessment_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment")),
        sa.UniqueConstraint("ref", name=op.f("uq_assessment_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_assessment_org_key"), "assessment", ["org_key"], unique=False)


def _reply() -> None:
    table, number = "assessment_reply", ("assessment_key", "criterion", "version")
    op.create_table(
        table,
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("assessment_key", sa.BigInteger(), nullable=False),
        sa.Column("criterion", sa.String(64), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(24), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("reason", "note", "evidence")),
        sa.Column("owner", sa.String(200), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("wholesale", sa.Boolean(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_assessment_reply_version")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.key"], name=op.f(f"fk_assessment_reply_{column}_{other}")
            )
            for column, other in (
                ("assessment_key", "assessment"),
                ("org_key", "organisation"),
                ("person_key", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_assessment_reply")),
        sa.UniqueConstraint(
            *number, name=op.f("uq_assessment_reply_assessment_key_criterion_version")
        ),
        sqlite_strict=True,
    )
    for column in ("org_key", "person_key"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    op.drop_table("assessment_reply")
    op.drop_table("assessment")
