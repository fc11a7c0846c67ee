"""「契約」 From an application to a contract: own states, and a table of what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation
from marketplace.domain.price import Size
from marketplace.domain.tariff import Breakdown


class ApplicationState(StrEnum):
    """「申込みの状態」 An application waits for the provider's answer."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "applied": "事業者の回答待ち",
            "accepted": "承諾",
            "declined": "見送り",
            "withdrawn": "取下げ",
        }[self.value]


class ContractState(StrEnum):
    """「契約の状態」 Signed and waiting for the first payment, then in service, then over."""

    AWAITING_PAYMENT = "awaiting_payment"
    ACTIVE = "active"
    ENDING = "ending"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "awaiting_payment": "入金待ち",
            "active": "提供中",
            "ending": "解約予定",
            "ended": "終了",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Application:
    """「申込み」 A company wants one listed plan at its own size; the price shown is pinned."""

    ref: str
    company: Organisation
    provider: Organisation
    certificate_ref: str
    dossier_ref: str
    offering_name: str
    plan: Plan
    size: Size
    months: int
    breakdown: Breakdown
    state: ApplicationState
    applied_at: datetime
    answer_by: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """「契約」 An accepted application: who, what, at which size and price, for how long."""

    ref: str
    application: Application
    state: ContractState
    gateway: str
    signed_on: date
    starts_on: date
    term_ends_on: date
