"""Rows of how people prove who they are; they belong to the person, not to an organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.domain.account import Errand, Proof
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store.rows.columns import STRICT, Digest, Key, Name, Ref, Row, by_value

PersonKey = Annotated[int, mapped_column(ForeignKey("person.key"), index=True)]
OnePerson = Annotated[int, mapped_column(ForeignKey("person.key"), unique=True)]
Email = Annotated[str, mapped_column(String(254))]


class PasswordRow(Row):
    """「パスワード」 The argon2id text of it, never the password."""

    __tablename__ = "password"

    key: Mapped[Key]
    person_key: Mapped[OnePerson]
    hash: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class TotpRow(Row):
    """「確認コード」 The sealed secret of an authenticator; ``last_step`` keeps a code from being
    used twice, and a secret counts only once a first code has confirmed it.
    """

    __tablename__ = "totp"

    key: Mapped[Key]
    person_key: Mapped[OnePerson]
    sealed: Mapped[bytes]
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None]


class RecoveryCodeRow(Row):
    """「予備コード」 The digest of one code; used once."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_key", "digest"), STRICT)

    key: Mapped[Key]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"))
    digest: Mapped[Digest]
    used_at: Mapped[datetime | None]


class PasskeyRow(Row):
    """「パスキー」 The public half of a key that a device keeps."""

    __tablename__ = "passkey"
    __table_args__ = (CheckConstraint("sign_count >= 0", name="sign_count"), STRICT)

    key: Mapped[Key]
    ref: Mapped[Ref]
    person_key: Mapped[PersonKey]
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    name: Mapped[Name]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class IdentityRow(Row):
    """「外部のID」 A person as another issuer names them (OpenID Connect)."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"), STRICT)

    key: Mapped[Key]
    person_key: Mapped[PersonKey]
    issuer: Mapped[Name]
    subject: Mapped[Name]
    added_at: Mapped[datetime]


class SessionRow(Row):
    """「サインインの記録」 By the digest of its cookie's token: of no use to a reader."""

    __tablename__ = "session"

    key: Mapped[Key]
    ref: Mapped[Ref]
    digest: Mapped[Digest] = mapped_column(unique=True)
    person_key: Mapped[PersonKey]
    org_key: Mapped[int | None] = mapped_column(ForeignKey("organisation.key"))
    proof: Mapped[Proof] = mapped_column(by_value(Proof))
    second: Mapped[bool]
    began_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    agent: Mapped[Name]


class TicketRow(Row):
    """「確認メールの券」 One link of a mail; its secret is computed, never kept."""

    __tablename__ = "ticket"

    key: Mapped[Key]
    ref: Mapped[Ref]
    errand: Mapped[Errand] = mapped_column(by_value(Errand))
    email: Mapped[Email] = mapped_column(index=True)
    person_key: Mapped[int | None] = mapped_column(ForeignKey("person.key"), index=True)
    org_key: Mapped[int | None] = mapped_column(ForeignKey("organisation.key"), index=True)
    role: Mapped[Role | None] = mapped_column(by_value(Role))
    kind: Mapped[OrgKind | None] = mapped_column(by_value(OrgKind))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AttemptRow(Row):
    """「サインインの失敗」 By the digest of what was tried; old ones are pruned."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_digest_tried_at", "digest", "tried_at"), STRICT)

    key: Mapped[Key]
    digest: Mapped[Digest]
    tried_at: Mapped[datetime]
