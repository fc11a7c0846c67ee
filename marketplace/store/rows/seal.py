"""Rows that witness the journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.rows.columns import Digest, Key, Row


class SealRow(Row):
    """「封印」 The head of the journal's chain after one batch: its last number and digest."""

    __tablename__ = "seal"

    key: Mapped[Key]
    seq: Mapped[int] = mapped_column(unique=True)
    digest: Mapped[Digest]
    sealed_at: Mapped[datetime]
