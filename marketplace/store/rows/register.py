"""Rows of the certifying body's register."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.certificate import MeasureKind, SubmissionState
from marketplace.domain.edition import Stage
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import EditionRef, Verdict
from marketplace.store.rows.columns import (
    STRICT,
    Code,
    Digest,
    Key,
    OrgKey,
    Ref,
    Row,
    TierTag,
    by_value,
    edition_columns,
)
from marketplace.store.rows.dossier import DossierRow
from marketplace.store.rows.organisation import OrganisationRow

OPEN = text("state = 'submitted'")


class SubmissionRow(Row):
    """「申請」 At most one open submission an offering and tier."""

    __tablename__ = "submission"
    __table_args__ = (
        Index(
            "uq_submission_open",
            "offering_key",
            "tier",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    offering_key: Mapped[int] = mapped_column(ForeignKey("offering.key"))
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"), index=True)
    tier: Mapped[AnyTier] = mapped_column(TierTag)
    state: Mapped[SubmissionState] = mapped_column(by_value(SubmissionState), index=True)
    submitted_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str]
    org: Mapped[OrganisationRow] = relationship(lazy="joined", innerjoin=True)
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)


class ReportRow(Row):
    """「審査結果」 The canonical record of one judgement, byte by byte."""

    __tablename__ = "report"

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    submission_key: Mapped[int] = mapped_column(ForeignKey("submission.key"), index=True)
    edition: Mapped[EditionRef] = edition_columns()
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict))
    day: Mapped[date]
    record: Mapped[bytes]
    record_digest: Mapped[Digest]
    made_at: Mapped[datetime]


class RulingRow(Row):
    """「確認」 Owned by the provider it is about; ``body_key`` is the body that ruled."""

    __tablename__ = "ruling"
    __table_args__ = (
        Index(None, "offering_key", "clause", "text_digest", "facts_digest"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    body_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    offering_key: Mapped[int] = mapped_column(ForeignKey("offering.key"))
    clause: Mapped[Code]
    text_digest: Mapped[Digest]
    facts_digest: Mapped[Digest]
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict))
    reason: Mapped[str]
    ruled_by: Mapped[str]
    ruled_on: Mapped[date]
    recorded_at: Mapped[datetime]


class ConfirmationRow(Row):
    """「原文照合」 Owned by the body whose people compared the clause with the official text."""

    __tablename__ = "confirmation"
    __table_args__ = (Index(None, "edition", "clause", "text_digest"), STRICT)

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    edition: Mapped[Code]
    clause: Mapped[Code]
    text_digest: Mapped[Digest]
    official_number: Mapped[Code]
    document: Mapped[str]
    page: Mapped[Code]
    confirmed_by: Mapped[str]
    confirmed_on: Mapped[date]
    recorded_at: Mapped[datetime]


class EditionEventRow(Row):
    """「版の出来事」 Owned by the body whose people decided it; half of one counts for nothing."""

    __tablename__ = "edition_event"
    __table_args__ = (
        Index(None, "edition", "key"),
        CheckConstraint("edition_revision > 0", name="revision"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    edition: Mapped[Code]
    edition_revision: Mapped[int]
    edition_digest: Mapped[Digest]
    state: Mapped[Stage] = mapped_column(by_value(Stage))
    at: Mapped[date]
    reason: Mapped[str]
    decided_by: Mapped[str]
    recorded_at: Mapped[datetime]


class MeasureRow(Row):
    """「効力の決定」 Owned by the provider; ``body_key`` is the body that decided."""

    __tablename__ = "measure"

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    body_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    certificate_key: Mapped[int] = mapped_column(ForeignKey("certificate.key"), index=True)
    kind: Mapped[MeasureKind] = mapped_column(by_value(MeasureKind))
    since: Mapped[date]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]


class CertificateRow(Row):
    """「適合確認書」 Owned by the provider; ``body_key`` is the body that issued it."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("submission_key"),
        Index(None, "offering_key", "tier"),
        CheckConstraint("valid_from <= valid_until", name="validity"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    number: Mapped[str] = mapped_column(String(16))
    org_key: Mapped[OrgKey]
    body_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    offering_key: Mapped[int] = mapped_column(ForeignKey("offering.key"))
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"), index=True)
    submission_key: Mapped[int] = mapped_column(ForeignKey("submission.key"))
    tier: Mapped[AnyTier] = mapped_column(TierTag)
    edition: Mapped[EditionRef] = edition_columns()
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    issued_at: Mapped[datetime]
    delisted_on: Mapped[date | None]
    org: Mapped[OrganisationRow] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="CertificateRow.org_key"
    )
    measures: Mapped[list[MeasureRow]] = relationship(order_by=MeasureRow.key, viewonly=True)
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)
