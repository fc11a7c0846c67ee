"""Rows of work that is still to be done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.domain.errand import ErrandState
from marketplace.store.rows.columns import STRICT, Code, Digest, Key, Row, by_value


class OutboxRow(Row):
    """「送信箱」 One errand; ``payload`` is canonical JSON, guarded by its digest.

    ``next_at`` is the instant from which the errand may be taken: at once where it is empty, the
    end of somebody's time where it is in flight. Only the market's own errands, whose kind begins
    with ``market.``, belong to no organisation.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("org_key IS NOT NULL OR substr(kind, 1, 7) = 'market.'", name="owner"),
        CheckConstraint("attempts >= 0", name="attempts"),
        CheckConstraint("state <> 'in_flight' OR next_at IS NOT NULL", name="taken_until"),
        Index(None, "state", "next_at"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[int | None] = mapped_column(ForeignKey("organisation.key"), index=True)
    kind: Mapped[Code]
    once: Mapped[str] = mapped_column(String(200), unique=True)
    payload: Mapped[str]
    payload_digest: Mapped[Digest]
    state: Mapped[ErrandState] = mapped_column(by_value(ErrandState))
    attempts: Mapped[int]
    next_at: Mapped[datetime | None]
    first_sent_at: Mapped[datetime | None]
    result: Mapped[str | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]
