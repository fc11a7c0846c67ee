"""Rows of organisations and people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.organisation import OrgKind, Role
from marketplace.domain.price import Size
from marketplace.store.rows.columns import (
    STRICT,
    Code,
    Key,
    Name,
    OrgKey,
    Ref,
    Row,
    by_value,
    size_columns,
)


class OrganisationRow(Row):
    """「組織」 ``bank_account`` is the canonical JSON of the domain value."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("kind", "corporate_number"),
        CheckConstraint("code IS NULL OR kind = 'provider'", name="code_is_of_provider"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    kind: Mapped[OrgKind] = mapped_column(by_value(OrgKind))
    name: Mapped[Name]
    reading: Mapped[Name]
    address: Mapped[str]
    corporate_number: Mapped[str | None] = mapped_column(String(13))
    invoice_number: Mapped[str | None] = mapped_column(String(14))
    bank_account: Mapped[str | None]
    code: Mapped[Code | None] = mapped_column(unique=True)
    fictional: Mapped[bool]


class PersonRow(Row):
    """「人」 Somebody who acts for one or more organisations."""

    __tablename__ = "person"

    key: Mapped[Key]
    ref: Mapped[Ref]
    name: Mapped[Name]
    email: Mapped[str] = mapped_column(String(254), unique=True)


class MembershipRow(Row):
    """「所属」 A person acts for an organisation in a role, until the day of leaving."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_key", "org_key"), STRICT)

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"))
    role: Mapped[Role] = mapped_column(by_value(Role))
    left_at: Mapped[datetime | None]
    org: Mapped[OrganisationRow] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)


class CompanySizeRow(Row):
    """「会社の規模」 What a company counts, and the prefectures of its sites (JIS X 0401).

    Codes ascend, a space between two, so that the first bounds the text from below and from above.
    """

    __tablename__ = "company_size"
    __table_args__ = (
        UniqueConstraint("org_key"),
        CheckConstraint("pcs >= 0 AND servers >= 0 AND networks >= 0", name="counts"),
        CheckConstraint("prefecture BETWEEN '01' AND '47'", name="prefecture"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"))
    size: Mapped[Size] = size_columns()
    prefecture: Mapped[str] = mapped_column(String(47 * 3 - 1))
