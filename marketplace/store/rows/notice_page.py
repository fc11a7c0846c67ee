"""Rows of the pages that the operator writes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.rows.columns import STRICT, Code, Key, OrgKey, Row


class NoticePageRow(Row):
    """「運営者の掲示」 One version of a page such as 特商法に基づく表記; versions only add up."""

    __tablename__ = "notice_page"
    __table_args__ = (
        UniqueConstraint("slug", "version"),
        CheckConstraint("version > 0", name="version"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    slug: Mapped[Code]
    version: Mapped[int]
    body: Mapped[str]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    written_at: Mapped[datetime]
