"""「カードの支払い」 One try to collect a first invoice, and what is heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CheckoutState(StrEnum):
    """「支払いの状態」 Begun by us, open at the gateway, and how it came to its end."""

    STARTING = "starting"
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"
    FAILED = "failed"
    QUESTIONED = "questioned"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "starting": "準備中",
            "open": "支払い待ち",
            "paid": "支払い済み",
            "expired": "期限切れ",
            "failed": "開始できず",
            "questioned": "要確認",
        }[self.value]


class InboxState(StrEnum):
    """「知らせの状態」 Kept, applied, of no concern, or about something not known yet."""

    NEW = "new"
    DONE = "done"
    IGNORED = "ignored"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Checkout:
    """「カードの支払い」 A try to collect one invoice; ``request`` is what is sent, word for word.

    ``session_ref`` and ``url`` are the gateway's, once it has answered. ``finding`` is a code where
    a person has to look.
    """

    ref: str
    contract_ref: str
    invoice_ref: str
    account: str
    attempt: int
    amount_in_tax: int
    request: str
    state: CheckoutState
    expires_at: datetime
    session_ref: str | None = None
    url: str | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """「決済画面」 What the gateway says of a checkout when it is asked; never from a payload.

    ``received_yen`` is what the payment ``intent_ref`` collected, None where there is none.
    """

    ref: str
    status: str
    payment_status: str
    currency: str
    amount_in_tax: int | None
    received_yen: int | None
    intent_ref: str | None
    url: str | None
    checkout_ref: str
    contract_ref: str


@dataclass(frozen=True, slots=True)
class Hint:
    """「知らせ」 A verified event of a gateway: that something about an object may have changed."""

    gateway: str
    event_id: str
    type: str
    object_kind: str
    object_ref: str
    account: str
    api_version: str
    created_at: datetime
    raw: bytes
    note: str = ""
    state: InboxState = InboxState.NEW


@dataclass(frozen=True, slots=True)
class CheckoutEnd:
    """「支払いの結末」 The state that a fetched session leads to, and what a person has to see."""

    state: CheckoutState
    finding: str = ""


def ending(checkout: Checkout, session: Session) -> CheckoutEnd:
    """「支払いの判断」 What a fetched session means for us; unknown words change nothing."""
    match session.status, session.payment_status:
        case "complete", "paid":
            return _paid(checkout, session)
        case "expired", "unpaid":
            return CheckoutEnd(CheckoutState.EXPIRED)
        case (("open" | "complete"), "unpaid"):
            return CheckoutEnd(CheckoutState.OPEN)
    return CheckoutEnd(checkout.state, "unknown_status")


def _paid(checkout: Checkout, session: Session) -> CheckoutEnd:
    if session.currency != "jpy":
        return CheckoutEnd(CheckoutState.QUESTIONED, "currency_mismatch")
    if {session.amount_in_tax, session.received_yen} != {checkout.amount_in_tax}:
        return CheckoutEnd(CheckoutState.QUESTIONED, "amount_mismatch")
    return CheckoutEnd(CheckoutState.PAID)
