"""Rows of what providers declare."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.rows.columns import STRICT, Code, Digest, Key, OrgKey, Ref, Row


class OfferingRow(Row):
    """「お助け隊サービス」 What stays the same over all versions: the provider and its own code."""

    __tablename__ = "offering"
    __table_args__ = (UniqueConstraint("org_key", "code"), STRICT)

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    code: Mapped[Code]


class DossierRow(Row):
    """「申請書一式」 One version: the bytes as they came, and the declared values canonically."""

    __tablename__ = "dossier"
    __table_args__ = (
        UniqueConstraint("offering_key", "version"),
        CheckConstraint("version > 0", name="version"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    offering_key: Mapped[int] = mapped_column(ForeignKey("offering.key"))
    version: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    raw: Mapped[bytes] = mapped_column(deferred=True)
    raw_digest: Mapped[Digest]
    declared: Mapped[str]
    digest: Mapped[Digest] = mapped_column(index=True)
    received_at: Mapped[datetime]
    offering: Mapped[OfferingRow] = relationship(lazy="joined", innerjoin=True)


class FactsRow(Row):
    """「申告事実」 The fact row extracted from a dossier for one set of facts."""

    __tablename__ = "facts"
    __table_args__ = (UniqueConstraint("dossier_key", "fact_set_digest"), STRICT)

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"))
    fact_set_digest: Mapped[Digest]
    facts: Mapped[str]
