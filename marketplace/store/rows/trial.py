"""Row of what is listed on the ground of a draft, before there are certificates."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import EditionRef, Verdict
from marketplace.store.rows.columns import (
    STRICT,
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


class TrialListingRow(Row):
    """「参考掲載」 Owned by the provider; ``record`` is its judgement under the draft."""

    __tablename__ = "trial_listing"
    __table_args__ = (
        Index(None, "offering_key", "tier"),
        CheckConstraint("since <= until", name="days"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    offering_key: Mapped[int] = mapped_column(ForeignKey("offering.key"))
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"), index=True)
    tier: Mapped[AnyTier] = mapped_column(TierTag)
    edition: Mapped[EditionRef] = edition_columns()
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict))
    record: Mapped[bytes] = mapped_column(deferred=True)
    record_digest: Mapped[Digest]
    since: Mapped[date]
    until: Mapped[date]
    withdrawn_on: Mapped[date | None]
    asked_at: Mapped[datetime]
    org: Mapped[OrganisationRow] = relationship(lazy="joined", innerjoin=True)
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)
