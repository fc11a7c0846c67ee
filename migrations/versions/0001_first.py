"""Everything the first market needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "organisation",
    "person",
    "membership",
    "company_size",
    "offering",
    "dossier",
    "facts",
    "submission",
    "report",
    "ruling",
    "confirmation",
    "certificate",
    "application",
    "contract",
    "invoice",
    "invoice_line",
    "invoice_tax",
    "journal",
    "token",
    "counter",
    "market",
)


def upgrade() -> None:
    _people()
    _declared()
    _register()
    _agreed()
    _billed()
    _ledger()
    op.execute("INSERT INTO market (key, catalogue_version) VALUES (1, 1)")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "organisation",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("reading", sa.String(200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("corporate_number", sa.String(13), nullable=True),
        sa.Column("invoice_number", sa.String(14), nullable=True),
        sa.Column("bank_account", sa.Text(), nullable=True),
        sa.Column("code", sa.String(64), nullable=True),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "code IS NULL OR kind = 'provider'", name=op.f("ck_organisation_code_is_of_provider")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
        sa.UniqueConstraint(
            "kind", "corporate_number", name=op.f("uq_organisation_kind_corporate_number")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_organisation_ref")),
        sqlite_strict=True,
    )
    op.create_table(
        "person",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("ref", name=op.f("uq_person_ref")),
        sqlite_strict=True,
    )
    op.create_table(
        "membership",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_membership_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["person_key"], ["person.key"], name=op.f("fk_membership_person_key_person")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_key", "org_key", name=op.f("uq_membership_person_key_org_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_membership_org_key"), "membership", ["org_key"], unique=False)
    op.create_table(
        "company_size",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("pcs", sa.BigInteger(), nullable=False),
        sa.Column("servers", sa.BigInteger(), nullable=False),
        sa.Column("networks", sa.BigInteger(), nullable=False),
        sa.Column("prefecture", sa.String(2), nullable=False),
        sa.CheckConstraint(
            "prefecture BETWEEN '01' AND '47'", name=op.f("ck_company_size_prefecture")
        ),
        sa.CheckConstraint(
            "pcs >= 0 AND servers >= 0 AND networks >= 0", name=op.f("ck_company_size_counts")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_company_size_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_company_size")),
        sa.UniqueConstraint("org_key", name=op.f("uq_company_size_org_key")),
        sqlite_strict=True,
    )


def _declared() -> None:
    op.create_table(
        "offering",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_offering_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_offering")),
        sa.UniqueConstraint("org_key", "code", name=op.f("uq_offering_org_key_code")),
        sa.UniqueConstraint("ref", name=op.f("uq_offering_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_offering_org_key"), "offering", ["org_key"], unique=False)
    op.create_table(
        "dossier",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("offering_key", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("raw_digest", sa.String(64), nullable=False),
        sa.Column("declared", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_dossier_version")),
        sa.ForeignKeyConstraint(
            ["offering_key"], ["offering.key"], name=op.f("fk_dossier_offering_key_offering")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_dossier_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_dossier")),
        sa.UniqueConstraint(
            "offering_key", "version", name=op.f("uq_dossier_offering_key_version")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_dossier_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_dossier_digest"), "dossier", ["digest"], unique=False)
    op.create_index(op.f("ix_dossier_org_key"), "dossier", ["org_key"], unique=False)
    op.create_table(
        "facts",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("fact_set_digest", sa.String(64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_key"], ["dossier.key"], name=op.f("fk_facts_dossier_key_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_facts_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_facts")),
        sa.UniqueConstraint(
            "dossier_key", "fact_set_digest", name=op.f("uq_facts_dossier_key_fact_set_digest")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_facts_org_key"), "facts", ["org_key"], unique=False)


def _register() -> None:
    op.create_table(
        "submission",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("offering_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.String(16), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_key"], ["dossier.key"], name=op.f("fk_submission_dossier_key_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["offering_key"], ["offering.key"], name=op.f("fk_submission_offering_key_offering")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_submission_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_submission")),
        sa.UniqueConstraint("ref", name=op.f("uq_submission_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_submission_dossier_key"), "submission", ["dossier_key"], unique=False)
    op.create_index(op.f("ix_submission_org_key"), "submission", ["org_key"], unique=False)
    op.create_index(op.f("ix_submission_state"), "submission", ["state"], unique=False)
    op.create_index(
        "uq_submission_open",
        "submission",
        ["offering_key", "tier"],
        unique=True,
        sqlite_where=sa.text("state = 'submitted'"),
        postgresql_where=sa.text("state = 'submitted'"),
    )
    op.create_table(
        "report",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("submission_key", sa.BigInteger(), nullable=False),
        sa.Column("edition_slug", sa.String(64), nullable=False),
        sa.Column("edition_revision", sa.BigInteger(), nullable=False),
        sa.Column("edition_digest", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("record_digest", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_report_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["submission_key"], ["submission.key"], name=op.f("fk_report_submission_key_submission")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_report")),
        sa.UniqueConstraint("ref", name=op.f("uq_report_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_report_org_key"), "report", ["org_key"], unique=False)
    op.create_index(op.f("ix_report_submission_key"), "report", ["submission_key"], unique=False)
    op.create_table(
        "ruling",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("body_key", sa.BigInteger(), nullable=False),
        sa.Column("offering_key", sa.BigInteger(), nullable=False),
        sa.Column("clause", sa.String(64), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("facts_digest", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruled_by", sa.Text(), nullable=False),
        sa.Column("ruled_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_key"], ["organisation.key"], name=op.f("fk_ruling_body_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["offering_key"], ["offering.key"], name=op.f("fk_ruling_offering_key_offering")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_ruling_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ruling")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_ruling_body_key"), "ruling", ["body_key"], unique=False)
    op.create_index(
        op.f("ix_ruling_offering_key_clause_text_digest_facts_digest"),
        "ruling",
        ["offering_key", "clause", "text_digest", "facts_digest"],
        unique=False,
    )
    op.create_index(op.f("ix_ruling_org_key"), "ruling", ["org_key"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("clause", sa.String(64), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("official_number", sa.String(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("page", sa.String(64), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_confirmation_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_confirmation")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_confirmation_edition_clause_text_digest"),
        "confirmation",
        ["edition", "clause", "text_digest"],
        unique=False,
    )
    op.create_index(op.f("ix_confirmation_org_key"), "confirmation", ["org_key"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("body_key", sa.BigInteger(), nullable=False),
        sa.Column("offering_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("submission_key", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.String(16), nullable=False),
        sa.Column("edition_slug", sa.String(64), nullable=False),
        sa.Column("edition_revision", sa.BigInteger(), nullable=False),
        sa.Column("edition_digest", sa.String(64), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delisted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_from <= valid_until", name=op.f("ck_certificate_validity")),
        sa.ForeignKeyConstraint(
            ["body_key"], ["organisation.key"], name=op.f("fk_certificate_body_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_key"], ["dossier.key"], name=op.f("fk_certificate_dossier_key_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["offering_key"], ["offering.key"], name=op.f("fk_certificate_offering_key_offering")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_certificate_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["submission_key"],
            ["submission.key"],
            name=op.f("fk_certificate_submission_key_submission"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_certificate_ref")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_certificate_submission_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_certificate_body_key"), "certificate", ["body_key"], unique=False)
    op.create_index(
        op.f("ix_certificate_dossier_key"), "certificate", ["dossier_key"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_offering_key_tier"),
        "certificate",
        ["offering_key", "tier"],
        unique=False,
    )
    op.create_index(op.f("ix_certificate_org_key"), "certificate", ["org_key"], unique=False)


def _agreed() -> None:
    op.create_table(
        "application",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("provider_key", sa.BigInteger(), nullable=False),
        sa.Column("certificate_key", sa.BigInteger(), nullable=False),
        sa.Column("dossier_key", sa.BigInteger(), nullable=False),
        sa.Column("plan_code", sa.String(64), nullable=False),
        sa.Column("pcs", sa.BigInteger(), nullable=False),
        sa.Column("servers", sa.BigInteger(), nullable=False),
        sa.Column("networks", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.BigInteger(), nullable=False),
        sa.Column("breakdown", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("months > 0", name=op.f("ck_application_months")),
        sa.CheckConstraint(
            "pcs >= 0 AND servers >= 0 AND networks >= 0", name=op.f("ck_application_counts")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_key"],
            ["certificate.key"],
            name=op.f("fk_application_certificate_key_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["dossier_key"], ["dossier.key"], name=op.f("fk_application_dossier_key_dossier")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_application_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["provider_key"],
            ["organisation.key"],
            name=op.f("fk_application_provider_key_organisation"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_application")),
        sa.UniqueConstraint("ref", name=op.f("uq_application_ref")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_application_certificate_key"), "application", ["certificate_key"], unique=False
    )
    op.create_index(
        op.f("ix_application_dossier_key"), "application", ["dossier_key"], unique=False
    )
    op.create_index(op.f("ix_application_org_key"), "application", ["org_key"], unique=False)
    op.create_index(
        op.f("ix_application_provider_key"), "application", ["provider_key"], unique=False
    )
    op.create_table(
        "contract",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("provider_key", sa.BigInteger(), nullable=False),
        sa.Column("application_key", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("gateway", sa.String(64), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("term_ends_on", sa.Date(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_on <= term_ends_on", name=op.f("ck_contract_term")),
        sa.ForeignKeyConstraint(
            ["application_key"],
            ["application.key"],
            name=op.f("fk_contract_application_key_application"),
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_contract_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["provider_key"],
            ["organisation.key"],
            name=op.f("fk_contract_provider_key_organisation"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_contract")),
        sa.UniqueConstraint("application_key", name=op.f("uq_contract_application_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_contract_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_contract_org_key"), "contract", ["org_key"], unique=False)
    op.create_index(op.f("ix_contract_provider_key"), "contract", ["provider_key"], unique=False)


def _billed() -> None:
    op.create_table(
        "invoice",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(24), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("recipient_key", sa.BigInteger(), nullable=False),
        sa.Column("contract_key", sa.BigInteger(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("total_in_tax_yen", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("total_in_tax_yen >= 0", name=op.f("ck_invoice_total")),
        sa.ForeignKeyConstraint(
            ["contract_key"], ["contract.key"], name=op.f("fk_invoice_contract_key_contract")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_invoice_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_key"],
            ["organisation.key"],
            name=op.f("fk_invoice_recipient_key_organisation"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_invoice")),
        sa.UniqueConstraint("org_key", "number", name=op.f("uq_invoice_org_key_number")),
        sa.UniqueConstraint("ref", name=op.f("uq_invoice_ref")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_invoice_contract_key"), "invoice", ["contract_key"], unique=False)
    op.create_index(op.f("ix_invoice_recipient_key"), "invoice", ["recipient_key"], unique=False)
    op.create_table(
        "invoice_line",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("invoice_key", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("supplied_from", sa.Date(), nullable=False),
        sa.Column("supplied_until", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("counter", sa.String(8), nullable=False),
        sa.Column("unit_ex_tax_yen", sa.BigInteger(), nullable=False),
        sa.Column("rate_bp", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "quantity >= 0 AND unit_ex_tax_yen >= 0", name=op.f("ck_invoice_line_amounts")
        ),
        sa.CheckConstraint("rate_bp >= 0", name=op.f("ck_invoice_line_rate_bp")),
        sa.ForeignKeyConstraint(
            ["invoice_key"], ["invoice.key"], name=op.f("fk_invoice_line_invoice_key_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_invoice_line_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_invoice_line")),
        sa.UniqueConstraint(
            "invoice_key", "position", name=op.f("uq_invoice_line_invoice_key_position")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_invoice_line_org_key"), "invoice_line", ["org_key"], unique=False)
    op.create_table(
        "invoice_tax",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("invoice_key", sa.BigInteger(), nullable=False),
        sa.Column("rate_bp", sa.BigInteger(), nullable=False),
        sa.Column("base_ex_tax_yen", sa.BigInteger(), nullable=False),
        sa.Column("tax_yen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "base_ex_tax_yen >= 0 AND tax_yen >= 0", name=op.f("ck_invoice_tax_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_key"], ["invoice.key"], name=op.f("fk_invoice_tax_invoice_key_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_invoice_tax_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_invoice_tax")),
        sa.UniqueConstraint(
            "invoice_key", "rate_bp", name=op.f("uq_invoice_tax_invoice_key_rate_bp")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_invoice_tax_org_key"), "invoice_tax", ["org_key"], unique=False)


def _ledger() -> None:
    op.create_table(
        "journal",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(64), nullable=False),
        sa.Column("subject_ref", sa.String(200), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("prev_digest", sa.String(64), nullable=True),
        sa.CheckConstraint(
            "(body IS NULL) = (salt IS NULL)", name=op.f("ck_journal_body_with_salt")
        ),
        sa.CheckConstraint(
            "(seq IS NULL) = (prev_digest IS NULL)", name=op.f("ck_journal_sealed_whole")
        ),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_journal_org_key_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["person_key"], ["person.key"], name=op.f("fk_journal_person_key_person")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_journal")),
        sa.UniqueConstraint("seq", name=op.f("uq_journal_seq")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_journal_org_key"), "journal", ["org_key"], unique=False)
    op.create_index(op.f("ix_journal_person_key"), "journal", ["person_key"], unique=False)
    op.create_index(op.f("ix_journal_subject_ref"), "journal", ["subject_ref"], unique=False)
    op.create_table(
        "token",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("act", sa.String(64), nullable=False),
        sa.Column("result_ref", sa.String(200), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_token_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_token")),
        sa.UniqueConstraint("org_key", "token", name=op.f("uq_token_org_key_token")),
        sqlite_strict=True,
    )
    op.create_table(
        "counter",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("org_key", sa.BigInteger(), nullable=True),
        sa.Column("series", sa.String(24), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("last > 0", name=op.f("ck_counter_last")),
        sa.ForeignKeyConstraint(
            ["org_key"], ["organisation.key"], name=op.f("fk_counter_org_key_organisation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_counter")),
        sa.UniqueConstraint(
            "org_key", "series", "year", name=op.f("uq_counter_org_key_series_year")
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_counter_of_market",
        "counter",
        ["series", "year"],
        unique=True,
        sqlite_where=sa.text("org_key IS NULL"),
        postgresql_where=sa.text("org_key IS NULL"),
    )
    op.create_table(
        "market",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("catalogue_version", sa.BigInteger(), nullable=False),
        sa.Column("business_day", sa.Date(), nullable=True),
        sa.CheckConstraint("key = 1", name=op.f("ck_market_one_row")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_market")),
        sqlite_strict=True,
    )
