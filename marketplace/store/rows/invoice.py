"""Rows of invoices: all amounts are integer yen, and the name states the tax."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.tax import TaxCategory
from marketplace.store.rows.columns import STRICT, Code, Key, Name, OrgKey, Ref, Row, by_value
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
    tax_category: Mapped[TaxCategory] = mapped_column(
        by_value(TaxCategory), server_default=text("'taxable'")
    )


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


class DepositRow(Row):
    """「入金」 Owned by the payee; never changed: a mistake is taken back by a reversing row.

    ``outside_ref`` is the payment's name at the gateway, which tells of it more than once.
    """

    __tablename__ = "deposit"
    __table_args__ = (
        UniqueConstraint("gateway", "outside_ref"),
        UniqueConstraint("reverses_key"),
        CheckConstraint(
            "(paid_in_tax_yen > 0 AND reverses_key IS NULL)"
            " OR (paid_in_tax_yen < 0 AND reverses_key IS NOT NULL)",
            name="sign",
        ),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    payer_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"), index=True)
    invoice_key: Mapped[int] = mapped_column(ForeignKey("invoice.key"), index=True)
    gateway: Mapped[Code]
    outside_ref: Mapped[str | None] = mapped_column(String(200))
    paid_in_tax_yen: Mapped[int]
    received_on: Mapped[date]
    payer_name: Mapped[Name]
    reverses_key: Mapped[int | None] = mapped_column(ForeignKey("deposit.key"))
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    reverses: Mapped[DepositRow | None] = relationship(
        lazy="joined", join_depth=1, remote_side="DepositRow.key"
    )


class InvoiceRow(Row):
    """「請求書」 Owned by its issuer; the parties are kept as they stood on the day of issue.

    ``month`` is the contract month (counted from 1) whose charges it asks for, the one after the
    last where it asks for what an early end costs.
    """

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("org_key", "number"),
        Index("uq_invoice_contract_month", "contract_key", "month", unique=True),
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
    month: Mapped[int] = mapped_column(server_default=text("1"))
    contract: Mapped[ContractRow] = relationship(lazy="joined", innerjoin=True)
    lines: Mapped[list[InvoiceLineRow]] = relationship(
        lazy="selectin", order_by=InvoiceLineRow.position
    )
    taxes: Mapped[list[InvoiceTaxRow]] = relationship(order_by=InvoiceTaxRow.rate_bp.desc())
    deposits: Mapped[list[DepositRow]] = relationship(lazy="selectin", order_by=DepositRow.key)
