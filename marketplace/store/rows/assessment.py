"""Rows of companies' own diagnoses."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.assessment import Answer
from marketplace.domain.diagnosis import DiagnosisState
from marketplace.domain.tier import Star
from marketplace.domain.verdict import EditionRef
from marketplace.store.rows.columns import (
    STRICT,
    Code,
    Digest,
    Key,
    Name,
    OrgKey,
    Ref,
    Row,
    by_value,
    edition_columns,
)
from marketplace.store.rows.organisation import PersonRow


class AssessmentRow(Row):
    """「自社診断」 ``scope``, ``profile`` and ``facts`` are canonical JSON as in a document.

    ``saves`` grows with everything that is saved, so that two who save at once meet here;
    ``previous_ref`` names the finished diagnosis of the same company that this one began from.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("(state = 'finished') = (finished_on IS NOT NULL)", name="finished"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    star: Mapped[Star] = mapped_column(by_value(Star))
    edition: Mapped[EditionRef] = edition_columns()
    state: Mapped[DiagnosisState] = mapped_column(by_value(DiagnosisState))
    scope: Mapped[str]
    profile: Mapped[str]
    facts: Mapped[str]
    version: Mapped[int]
    saves: Mapped[int]
    started_at: Mapped[datetime]
    finished_on: Mapped[date | None]
    previous_ref: Mapped[str | None] = mapped_column(String(24))


class AssessmentReplyRow(Row):
    """「回答」 One that was given; a later one to the same criterion is one more row."""

    __tablename__ = "assessment_reply"
    __table_args__ = (
        UniqueConstraint("assessment_key", "criterion", "version"),
        CheckConstraint("version > 0", name="version"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    assessment_key: Mapped[int] = mapped_column(ForeignKey("assessment.key"))
    criterion: Mapped[Code]
    version: Mapped[int]
    answer: Mapped[Answer] = mapped_column(by_value(Answer))
    reason: Mapped[str | None]
    note: Mapped[str | None]
    evidence: Mapped[str | None]
    owner: Mapped[str | None] = mapped_column(String(200))
    due: Mapped[date | None]
    checked_on: Mapped[date | None]
    wholesale: Mapped[bool]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    replied_at: Mapped[datetime]
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)


class AssessmentFileRow(Row):
    """「証拠のファイル」 The bytes as they came, beside the answer to a criterion."""

    __tablename__ = "assessment_file"
    __table_args__ = (CheckConstraint("size > 0", name="size"), STRICT)

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    assessment_key: Mapped[int] = mapped_column(ForeignKey("assessment.key"), index=True)
    criterion: Mapped[Code]
    path: Mapped[Name]
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[Digest]
    content: Mapped[bytes] = mapped_column(deferred=True)
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    received_at: Mapped[datetime]
