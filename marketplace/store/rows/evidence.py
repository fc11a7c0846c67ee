"""Rows of the files that stand behind what was declared."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.rows.columns import STRICT, Digest, Key, Name, OrgKey, Ref, Row


class EvidenceFileRow(Row):
    """「証跡のファイル」 The bytes as they came, under the version of the dossier naming it."""

    __tablename__ = "evidence_file"
    __table_args__ = (
        UniqueConstraint("dossier_key", "path"),
        CheckConstraint("size > 0", name="size"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"))
    path: Mapped[Name]
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[Digest]
    content: Mapped[bytes] = mapped_column(deferred=True)
    received_at: Mapped[datetime]
