"""Rows of payments through a gateway, and of what gateways tell us."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.domain.checkout import CheckoutState, InboxState
from marketplace.store.rows.columns import STRICT, Code, Key, OrgKey, Ref, Row, by_value
from marketplace.store.rows.contract import ContractRow
from marketplace.store.rows.invoice import InvoiceRow


class CheckoutRow(Row):
    """「カードの支払い」 Owned by the company that pays; ``request`` is sent word for word.

    ``fetch_seq`` counts the fetches that were begun, ``applied_seq`` is the newest one that was
    applied: the gateway's objects carry no version of their own.
    """

    __tablename__ = "checkout"
    __table_args__ = (
        UniqueConstraint("contract_key", "attempt"),
        CheckConstraint("attempt > 0", name="attempt"),
        CheckConstraint("total_in_tax_yen > 0", name="total"),
        CheckConstraint("applied_seq <= fetch_seq", name="seq"),
        CheckConstraint("state <> 'open' OR session_ref IS NOT NULL", name="opened"),
        STRICT,
    )

    key: Mapped[Key]
    ref: Mapped[Ref]
    org_key: Mapped[OrgKey]
    contract_key: Mapped[int] = mapped_column(ForeignKey("contract.key"))
    invoice_key: Mapped[int] = mapped_column(ForeignKey("invoice.key"), index=True)
    gateway: Mapped[Code]
    account: Mapped[Code]
    attempt: Mapped[int]
    total_in_tax_yen: Mapped[int]
    request: Mapped[str]
    state: Mapped[CheckoutState] = mapped_column(by_value(CheckoutState), index=True)
    session_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    url: Mapped[str | None]
    finding: Mapped[Code]
    fetch_seq: Mapped[int]
    applied_seq: Mapped[int]
    expires_at: Mapped[datetime]
    started_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    contract: Mapped[ContractRow] = relationship()
    invoice: Mapped[InvoiceRow] = relationship()


class InboxRow(Row):
    """「届いた知らせ」 A verified event, once; ``raw`` are the bytes as they came.

    Whose it is is known only after its object was fetched, so that it belongs to the market.
    """

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("gateway", "event_id"), STRICT)

    key: Mapped[Key]
    gateway: Mapped[Code]
    event_id: Mapped[Code]
    type: Mapped[Code]
    object_kind: Mapped[Code]
    object_ref: Mapped[str] = mapped_column(String(255))
    account: Mapped[Code]
    api_version: Mapped[Code]
    note: Mapped[Code]
    state: Mapped[InboxState] = mapped_column(by_value(InboxState))
    raw: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime]
    received_at: Mapped[datetime]
