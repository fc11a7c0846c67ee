"""Rows of quotes and of the signatures under them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.price import Size
from marketplace.store.rows.columns import (
    STRICT,
    Code,
    Digest,
    Key,
    OrgKey,
    Ref,
    Row,
    ref_of,
    size_columns,
)
from marketplace.store.rows.dossier import DossierRow
from marketplace.store.rows.organisation import OrganisationRow, PersonRow
from marketplace.store.rows.register import CertificateRow
from marketplace.store.rows.trial import TrialListingRow

if TYPE_CHECKING:
    from marketplace.store.rows.contract import ApplicationRow

ONE_BASIS = "(certificate_key IS NULL) <> (trial_key IS NULL)"
"""What is quoted and applied for is listed by a certificate or on trial: exactly one of them."""


class QuoteRow(Row):
    """「見積り」 Owned by the company; ``breakdown`` is the canonical JSON of what was shown.

    ``origin_key`` is the 仮申込 that it would take the place of.
    """

    __tablename__ = "quote"
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
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    certificate_key: Mapped[int | None] = mapped_column(ForeignKey("certificate.key"), index=True)
    trial_key: Mapped[int | None] = mapped_column(ForeignKey("trial_listing.key"), index=True)
    origin_key: Mapped[int | None] = mapped_column(ForeignKey("application.key"), index=True)
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"), index=True)
    plan_code: Mapped[Code]
    size: Mapped[Size] = size_columns()
    months: Mapped[int]
    breakdown: Mapped[str]
    digest: Mapped[Digest]
    made_at: Mapped[datetime]
    valid_until: Mapped[date]
    org: Mapped[OrganisationRow] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="QuoteRow.org_key"
    )
    provider: Mapped[OrganisationRow] = relationship(
        lazy="joined", innerjoin=True, foreign_keys="QuoteRow.provider_key"
    )
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)
    certificate_ref: Mapped[str | None] = ref_of(
        CertificateRow.ref, CertificateRow.key, certificate_key
    )
    trial_ref: Mapped[str | None] = ref_of(TrialListingRow.ref, TrialListingRow.key, trial_key)
    origin: Mapped[ApplicationRow | None] = relationship(lazy="select")
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)


class SignatureRow(Row):
    """「署名」 Who agreed to a quote.

    ``consents`` is the canonical JSON of the words agreed to, the signer's name and both parties
    as they stood: a later change of a name, or its removal, touches no contract.
    """

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("quote_key"),
        UniqueConstraint("application_key"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    quote_key: Mapped[int] = mapped_column(ForeignKey("quote.key"))
    application_key: Mapped[int] = mapped_column(ForeignKey("application.key"))
    gateway: Mapped[Code]
    consents: Mapped[str]
    digest: Mapped[Digest]
    signed_at: Mapped[datetime]
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)
    quote: Mapped[QuoteRow] = relationship(lazy="joined", innerjoin=True)
