"""Rows of applications and contracts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.contract import ApplicationState, ContractState
from marketplace.domain.price import Size
from marketplace.domain.tax import TaxCategory
from marketplace.store.rows.columns import (
    STRICT,
    Code,
    Digest,
    Key,
    OrgKey,
    Ref,
    Row,
    by_value,
    ref_of,
    size_columns,
)
from marketplace.store.rows.dossier import DossierRow
from marketplace.store.rows.organisation import OrganisationRow, PersonRow
from marketplace.store.rows.quote import ONE_BASIS, SignatureRow
from marketplace.store.rows.register import CertificateRow
from marketplace.store.rows.trial import TrialListingRow

OPEN = text("withdrawn_at IS NULL")


class ApplicationRow(Row):
    """「申込み」 Owned by the company; ``breakdown`` is the canonical JSON of what was shown.

    It pins what was listed: by a certificate or, for a 仮申込, on trial.
    """

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("pcs >= 0 AND servers >= 0 AND networks >= 0", name="counts"),
        CheckConstraint("months > 0", name="months"),
        CheckConstraint(ONE_BASIS, name="basis"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    provider_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    certificate_key: Mapped[int | None] = mapped_column(ForeignKey("certificate.key"), index=True)
    trial_key: Mapped[int | None] = mapped_column(ForeignKey("trial_listing.key"), index=True)
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"), index=True)
    plan_code: Mapped[Code]
    size: Mapped[Size] = size_columns()
    months: Mapped[int]
    breakdown: Mapped[str]
    state: Mapped[ApplicationState] = mapped_column(by_value(ApplicationState))
    applied_at: Mapped[datetime]
    answer_by: Mapped[date]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str]
    provisional: Mapped[bool] = mapped_column(server_default=false())
    org: Mapped[OrganisationRow] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="ApplicationRow.org_key"
    )
    provider: Mapped[OrganisationRow] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="ApplicationRow.provider_key"
    )
    certificate_ref: Mapped[str | None] = ref_of(
        CertificateRow.ref, CertificateRow.key, certificate_key
    )
    trial_ref: Mapped[str | None] = ref_of(TrialListingRow.ref, TrialListingRow.key, trial_key)
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)
    signature: Mapped[SignatureRow | None] = relationship(lazy="joined")


class EndingRow(Row):
    """「解約の申出」 Owned by the company; one at most is open, and a withdrawn one stays.

    ``fee_ex_tax_yen`` is what was agreed to be paid for an early end, None where it is not early.
    """

    __tablename__ = "ending"
    __table_args__ = (
        Index(
            "uq_ending_open",
            "contract_key",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        CheckConstraint("(fee_ex_tax_yen IS NULL) = (tax_category IS NULL)", name="fee"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    contract_key: Mapped[int] = mapped_column(ForeignKey("contract.key"), index=True)
    ends_on: Mapped[date]
    fee_ex_tax_yen: Mapped[int | None]
    tax_category: Mapped[TaxCategory | None] = mapped_column(by_value(TaxCategory))
    digest: Mapped[Digest]
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)


class ContractRow(Row):
    """「契約」 Owned by the company; the application pins what was agreed."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("application_key"),
        CheckConstraint("starts_on <= term_ends_on", name="term"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    provider_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    application_key: Mapped[int] = mapped_column(ForeignKey("application.key"))
    state: Mapped[ContractState] = mapped_column(by_value(ContractState))
    gateway: Mapped[Code]
    signed_on: Mapped[date]
    starts_on: Mapped[date]
    term_ends_on: Mapped[date]
    signed_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(server_default=text("''"))
    application: Mapped[ApplicationRow] = relationship(lazy="joined", innerjoin=True)
    endings: Mapped[list[EndingRow]] = relationship(lazy="selectin", order_by=EndingRow.key)
