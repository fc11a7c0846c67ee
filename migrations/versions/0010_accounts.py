"""Accounts: how people prove who they are, their roles, evidence files, and the operator's pages.

Everybody who was a member before may do everything for the organisation. On the way down accounts
and files are lost, and whoever had left an organisation is forgotten as its member.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NEW = (
    "notice_page",
    "evidence_file",
    "attempt",
    "ticket",
    "session",
    "identity",
    "passkey",
    "recovery_code",
    "totp",
    "password",
)
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _membership(
        "key, org_key, person_key, 'admin', NULL",
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("left_at", AT, nullable=True),
    )
    _secrets()
    _keys()
    _session()
    _ticket()
    _files()
    _pages()


def downgrade() -> None:
    for table in NEW:
        op.drop_table(table)
    op.execute("DELETE FROM membership WHERE left_at IS NOT NULL")
    _membership("key, org_key, person_key")


def _membership(kept: str, *added: sa.Column[object]) -> None:
    """Neither database adds a column that must be filled: the table is made anew.

    PostgreSQL counts the keys of the new table from where the old one was.
    """
    op.execute("CREATE TABLE kept_rows AS SELECT * FROM membership")
    op.drop_table("membership")
    op.create_table(
        "membership",
        _key(),
        _number("org_key"),
        _number("person_key"),
        *added,
        _to("membership", "org_key", "organisation"),
        _to("membership", "person_key", "person"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_membership")),
        sa.UniqueConstraint("person_key", "org_key", name=op.f("uq_membership_person_key_org_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_membership_org_key"), "membership", ["org_key"], unique=False)
    op.execute(f"INSERT INTO membership SELECT {kept} FROM kept_rows")  # noqa: S608 - our own names
    op.drop_table("kept_rows")
    if op.get_bind().dialect.name == "postgresql":
        last = "SELECT max(key) FROM membership"
        op.execute(f"SELECT setval('membership_key_seq', ({last})) WHERE ({last}) > 0")


def _secrets() -> None:
    _table(
        "password",
        _number("person_key"),
        _text("hash", 200),
        _instant("changed_at"),
        person="unique",
    )
    _table(
        "totp",
        _number("person_key"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _instant("made_at"),
        _instant("confirmed_at", nullable=True),
        _number("last_step", nullable=True),
        person="unique",
    )
    _table(
        "recovery_code",
        _number("person_key"),
        _text("digest", 64),
        _instant("used_at", nullable=True),
        sa.UniqueConstraint(
            "person_key", "digest", name=op.f("uq_recovery_code_person_key_digest")
        ),
        person="",
    )


def _keys() -> None:
    _table(
        "passkey",
        _text("ref", 24),
        _number("person_key"),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        _number("sign_count"),
        _text("name", 200),
        _instant("added_at"),
        _instant("used_at", nullable=True),
        _unique("passkey", "ref"),
        _unique("passkey", "credential_id"),
        sa.CheckConstraint("sign_count >= 0", name=op.f("ck_passkey_sign_count")),
    )
    _table(
        "identity",
        _number("person_key"),
        _text("issuer", 200),
        _text("subject", 200),
        _instant("added_at"),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_issuer_subject")),
    )


def _session() -> None:
    _table(
        "session",
        _text("ref", 24),
        _text("digest", 64),
        _number("person_key"),
        _number("org_key", nullable=True),
        _text("proof", 24),
        sa.Column("second", sa.Boolean(), nullable=False),
        _instant("began_at"),
        _instant("ends_at"),
        _instant("ended_at", nullable=True),
        _text("agent", 200),
        _to("session", "org_key", "organisation"),
        _unique("session", "ref"),
        _unique("session", "digest"),
    )


def _ticket() -> None:
    _table(
        "ticket",
        _text("ref", 24),
        _text("errand", 24),
        _text("email", 254),
        _number("person_key", nullable=True),
        _number("org_key", nullable=True),
        _text("role", 24, nullable=True),
        _text("kind", 24, nullable=True),
        _instant("issued_at"),
        _instant("expires_at"),
        _instant("used_at", nullable=True),
        _to("ticket", "org_key", "organisation"),
        _unique("ticket", "ref"),
    )
    for column in ("email", "org_key"):
        op.create_index(op.f(f"ix_ticket_{column}"), "ticket", [column], unique=False)
    _table("attempt", _text("digest", 64), _instant("tried_at"), person="none")
    op.create_index("ix_attempt_digest_tried_at", "attempt", ["digest", "tried_at"], unique=False)


def _files() -> None:
    _table(
        "evidence_file",
        _text("ref", 24),
        _number("org_key"),
        _number("dossier_key"),
        _text("path", 200),
        _text("media_type", 100),
        _number("size"),
        _text("digest", 64),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _instant("received_at"),
        _to("evidence_file", "org_key", "organisation"),
        _to("evidence_file", "dossier_key", "dossier"),
        _unique("evidence_file", "ref"),
        sa.UniqueConstraint("dossier_key", "path", name=op.f("uq_evidence_file_dossier_key_path")),
        sa.CheckConstraint("size > 0", name=op.f("ck_evidence_file_size")),
        person="none",
    )
    op.create_index(op.f("ix_evidence_file_org_key"), "evidence_file", ["org_key"], unique=False)


def _pages() -> None:
    _table(
        "notice_page",
        _number("org_key"),
        _text("slug", 64),
        _number("version"),
        sa.Column("body", sa.Text(), nullable=False),
        _number("person_key"),
        _instant("written_at"),
        _to("notice_page", "org_key", "organisation"),
        sa.UniqueConstraint("slug", "version", name=op.f("uq_notice_page_slug_version")),
        sa.CheckConstraint("version > 0", name=op.f("ck_notice_page_version")),
    )
    op.create_index(op.f("ix_notice_page_org_key"), "notice_page", ["org_key"], unique=False)


def _table(name: str, *parts: sa.schema.SchemaItem, person: str = "index") -> None:
    """A table whose person is indexed, or unique, or left to another constraint, or none."""
    rules = [] if person == "none" else [_to(name, "person_key", "person")]
    if person == "unique":
        rules.append(_unique(name, "person_key"))
    primary = sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{name}"))
    op.create_table(name, _key(), *parts, *rules, primary, sqlite_strict=True)
    if person == "index":
        op.create_index(op.f(f"ix_{name}_person_key"), name, ["person_key"], unique=False)


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.BigInteger(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _text(name: str, most: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(most), nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, AT, nullable=nullable)


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.key"], name=name)
