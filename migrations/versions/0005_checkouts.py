"""Payments through a gateway, and what gateways tell us.

On the way down both are lost; deposits, contracts and invoices stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

OWNERS = (
    ("org_key", "organisation"),
    ("contract_key", "contract"),
    ("invoice_key", "invoice"),
)


def upgrade() -> None:
    op.create_table(
        "checkout",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        *(sa.Column(column, sa.BigInteger(), nullable=False) for column, _ in OWNERS),
        sa.Column("gateway", sa.String(64), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("attempt", sa.BigInteger(), nullable=False),
        sa.Column("total_in_tax_yen", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("session_ref", sa.String(255), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("finding", sa.String(64), nullable=False),
        sa.Column("fetch_seq", sa.BigInteger(), nullable=False),
        sa.Column("applied_seq", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("attempt > 0", name=op.f("ck_checkout_attempt")),
        sa.CheckConstraint("total_in_tax_yen > 0", name=op.f("ck_checkout_total")),
        sa.CheckConstraint("applied_seq <= fetch_seq", name=op.f("ck_checkout_seq")),
        sa.CheckConstraint(
            "state <> 'open' OR session_ref IS NOT NULL", name=op.f("ck_checkout_opened")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.key"], name=op.f(f"fk_checkout_{column}_{table}")
            )
            for column, table in OWNERS
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_checkout")),
        sa.UniqueConstraint("ref", name=op.f("uq_checkout_ref")),
        sa.UniqueConstraint("session_ref", name=op.f("uq_checkout_session_ref")),
        sa.UniqueConstraint(
            "contract_key", "attempt", name=op.f("uq_checkout_contract_key_attempt")
        ),
        sqlite_strict=True,
    )
    for column in ("org_key", "invoice_key", "state"):
        op.create_index(op.f(f"ix_checkout_{column}"), "checkout", [column], unique=False)
    _inbox()


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("gateway", sa.String(64), nullable=False),
        sa.Column("event_id", sa.String(64), nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("object_kind", sa.String(64), nullable=False),
        sa.Column("object_ref", sa.String(255), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("api_version", sa.String(64), nullable=False),
        sa.Column("note", sa.String(64), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_inbox")),
        sa.UniqueConstraint("gateway", "event_id", name=op.f("uq_inbox_gateway_event_id")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("inbox")
    op.drop_table("checkout")
