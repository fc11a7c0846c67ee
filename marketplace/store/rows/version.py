"""Row of what is listed under a certificate after it was issued."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.rows.columns import STRICT, Digest, Key, OrgKey, Row
from marketplace.store.rows.dossier import DossierRow


class VersionRow(Row):
    """「掲載の版」 A dossier version, since when it is listed, and the record of its judgement."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("certificate_key", "dossier_key"), STRICT)

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    certificate_key: Mapped[int] = mapped_column(ForeignKey("certificate.key"))
    dossier_key: Mapped[int] = mapped_column(ForeignKey("dossier.key"), index=True)
    since: Mapped[datetime]
    record: Mapped[bytes] = mapped_column(deferred=True)
    record_digest: Mapped[Digest]
    dossier: Mapped[DossierRow] = relationship(lazy="joined", innerjoin=True)
