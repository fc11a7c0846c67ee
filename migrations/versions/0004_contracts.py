"""Quotes, signatures, deposits, requests to end, and one invoice for each month that has charges.

Every invoice before was the first one of its contract, so that its month is 1. On the way down the
quotes, signatures, deposits and requests are lost; applications, contracts and invoices stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "application",
        sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "contract", sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    op.add_column(
        "invoice", sa.Column("month", sa.BigInteger(), nullable=False, server_default=sa.text("1"))
    )
    op.create_index("uq_invoice_contract_month", "invoice", ["contract_key", "month"], unique=True)
    op.add_column(
        "invoice_line",
        sa.Column(
            "tax_category", sa.String(24), nullable=False, server_default=sa.text("'taxable'")
        ),
    )
    _quoted()
    _signed()
    _deposited()
    _ending()


def _quoted() -> None:
    op.create_table(
        "quote",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("provider_key", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("certificate_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("plan_code", sa.String(64), nullable=False),
        sa.Column("pcs", sa.BigInteger(), nullable=False),
        sa.Column("servers", sa.BigInteger(), nullable=False),
        sa.Column("networks", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.BigInteger(), nullable=True),
        sa.Column("months", sa.BigInteger(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "pcs >= 0 AND servers >= 0 AND networks >= 0", name=op.f("ck_quote_counts")
        ),
        sa.CheckConstraint("months > 0", name=op.f("ck_quote_months")),
        _to("quote", "org_key", "organisation"),
        _to("quote", "provider_key", "organisation"),
        _to("quote", "person_key", "person"),
        _to("quote", "certificate_key", "certificate"),
        _to("quote", "dossier_key", "dossier"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_quote")),
        sa.UniqueConstraint("ref", name=op.f("uq_quote_ref")),
        sqlite_strict=True,
    )
    for column in ("org_key", "provider_key", "person_key", "certificate_key", "dossier_key"):
        op.create_index(op.f(f"ix_quote_{column}"), "quote", [column], unique=False)


def _signed() -> None:
    op.create_table(
        "signature",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("quote_key", sa.BigInteger(), nullable=False),
        sa.Column("application_key", sa.BigInteger(), nullable=False),
        sa.Column("gateway", sa.String(64), nullable=False),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        _to("signature", "org_key", "organisation"),
        _to("signature", "person_key", "person"),
        _to("signature", "quote_key", "quote"),
        _to("signature", "application_key", "application"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_signature")),
        sa.UniqueConstraint("quote_key", name=op.f("uq_signature_quote_key")),
        sa.UniqueConstraint("application_key", name=op.f("uq_signature_application_key")),
        sqlite_strict=True,
    )
    for column in ("org_key", "person_key"):
        op.create_index(op.f(f"ix_signature_{column}"), "signature", [column], unique=False)


def _deposited() -> None:
    op.create_table(
        "deposit",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("payer_key", sa.BigInteger(), nullable=False),
        sa.Column("invoice_key", sa.BigInteger(), nullable=False),
        sa.Column("gateway", sa.String(64), nullable=False),
        sa.Column("outside_ref", sa.String(200), nullable=True),
        sa.Column("paid_in_tax_yen", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("payer_name", sa.String(200), nullable=False),
        sa.Column("reverses_key", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(paid_in_tax_yen > 0 AND reverses_key IS NULL)"
            " OR (paid_in_tax_yen < 0 AND reverses_key IS NOT NULL)",
            name=op.f("ck_deposit_sign"),
        ),
        _to("deposit", "org_key", "organisation"),
        _to("deposit", "payer_key", "organisation"),
        _to("deposit", "invoice_key", "invoice"),
        _to("deposit", "reverses_key", "deposit"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_deposit")),
        sa.UniqueConstraint("ref", name=op.f("uq_deposit_ref")),
        sa.UniqueConstraint("gateway", "outside_ref", name=op.f("uq_deposit_gateway_outside_ref")),
        sa.UniqueConstraint("reverses_key", name=op.f("uq_deposit_reverses_key")),
        sqlite_strict=True,
    )
    for column in ("org_key", "payer_key", "invoice_key"):
        op.create_index(op.f(f"ix_deposit_{column}"), "deposit", [column], unique=False)


def _ending() -> None:
    op.create_table(
        "ending",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("contract_key", sa.BigInteger(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("fee_ex_tax_yen", sa.BigInteger(), nullable=True),
        sa.Column("tax_category", sa.String(24), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(fee_ex_tax_yen IS NULL) = (tax_category IS NULL)", name=op.f("ck_ending_fee")
        ),
        _to("ending", "org_key", "organisation"),
        _to("ending", "person_key", "person"),
        _to("ending", "contract_key", "contract"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ending")),
        sa.UniqueConstraint("ref", name=op.f("uq_ending_ref")),
        sqlite_strict=True,
    )
    for column in ("org_key", "person_key", "contract_key"):
        op.create_index(op.f(f"ix_ending_{column}"), "ending", [column], unique=False)
    op.create_index(
        "uq_ending_open",
        "ending",
        ["contract_key"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.key"], name=name)


def downgrade() -> None:
    for table in ("ending", "deposit", "signature", "quote"):
        op.drop_table(table)
    op.drop_column("invoice_line", "tax_category")
    op.drop_index("uq_invoice_contract_month", "invoice")
    op.drop_column("invoice", "month")
    op.drop_column("contract", "reason")
    op.drop_column("application", "provisional")
