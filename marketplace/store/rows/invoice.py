"""Rows of invoices: all amounts are integer yen, and the name states the tax."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.rows.columns import STRICT, Key, Name, OrgKey, Ref, Row
from marketplace.store.rows.contract import ContractRow


class InvoiceLineRow(Row):
    """「請求の明細」 Quantity × unit, 税抜, in the order of the paper."""

    __tablename__ = "invoice_line"
    __table_args__ = (
        UniqueConstraint("invoice_key", "position"),
        CheckConstraint("quantity >= 0 AND unit_ex_tax_yen >= 0", name="amounts"),
        CheckConstraint("rate_bp >= 0", name="rate_bp"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    invoice_key: Mapped[int] = mapped_column(ForeignKey("invoice.key"))
    position: Mapped[int]
    name: Mapped[Name]
    supplied_from: Mapped[date]
    supplied_until: Mapped[date]
    quantity: Mapped[int]
    counter: Mapped[str] = mapped_column(String(8))
    unit_ex_tax_yen: Mapped[int]
    rate_bp: Mapped[int]


class InvoiceTaxRow(Row):
    """「税率ごとの合計」 Base 税抜 and tax of one rate, rounded once."""

    __tablename__ = "invoice_tax"
    __table_args__ = (
        UniqueConstraint("invoice_key", "rate_bp"),
        CheckConstraint("base_ex_tax_yen >= 0 AND tax_yen >= 0", name="amounts"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    invoice_key: Mapped[int] = mapped_column(ForeignKey("invoice.key"))
    rate_bp: Mapped[int]
    base_ex_tax_yen: Mapped[int]
    tax_yen: Mapped[int]


class InvoiceRow(Row):
    """「請求書」 Owned by its issuer; the parties are kept as they stood on the day of issue."""

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("org_key", "number"),
        CheckConstraint("total_in_tax_yen >= 0", name="total"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    number: Mapped[str] = mapped_column(String(16))
    org_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"))
    recipient_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    contract_key: Mapped[int] = mapped_column(ForeignKey("contract.key"), index=True)
    issuer: Mapped[str]
    recipient: Mapped[str]
    issued_on: Mapped[date]
    due_on: Mapped[date]
    total_in_tax_yen: Mapped[int]
    issued_at: Mapped[datetime]
    contract: Mapped[ContractRow] = relationship(lazy="joined", innerjoin=True)
    lines: Mapped[list[InvoiceLineRow]] = relationship(
        lazy="selectin", order_by=InvoiceLineRow.position
    )
    taxes: Mapped[list[InvoiceTaxRow]] = relationship(order_by=InvoiceTaxRow.rate_bp.desc())
