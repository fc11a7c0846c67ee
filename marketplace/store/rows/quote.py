"""Rows of quotes and of the signatures under them."""

from __future__ import annotations

from datetime import date, datetime

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
    size_columns,
)
from marketplace.store.rows.dossier import DossierRow
from marketplace.store.rows.organisation import OrganisationRow, PersonRow
from marketplace.store.rows.register import CertificateRow


class QuoteRow(Row):
    """「見積り」 Owned by the company; ``breakdown`` is the canonical JSON of what was shown."""

    __tablename__ = "quote"
    __table_args__ = (
        CheckConstraint("pcs >= 0 AND servers >= 0 AND networks >= 0", name="counts"),
        CheckConstraint("months > 0", name="months"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    provider_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    certificate_key: Mapped[int] = mapped_column(ForeignKey("certificate.key"), index=True)
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
    certificate: Mapped[CertificateRow] = relationship(lazy="joined", innerjoin=True)
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)


class SignatureRow(Row):
    """「署名」 Who agreed to a quote; ``consents`` is the canonical JSON of the words agreed to."""

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
