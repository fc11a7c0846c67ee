"""「契約」 From an application to a contract: own states, and one table of what may follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from marketplace.domain.errors import Conflict
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation
from marketplace.domain.price import Size
from marketplace.domain.service import NONE, Terms
from marketplace.domain.tariff import Breakdown
from marketplace.domain.tax import TaxCategory


class ApplicationState(StrEnum):
    """「申込みの状態」 Waiting for an answer, answered, over by its date, or replaced."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CONVERTED = "converted"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "applied": "事業者の回答待ち",
            "accepted": "承諾",
            "declined": "見送り",
            "withdrawn": "取下げ",
            "expired": "回答なしで期限切れ",
            "converted": "本申込みに切替え",
        }[self.value]


class ContractState(StrEnum):
    """「契約の状態」 Waiting for the first payment, in service, and the two ways out."""

    AWAITING_PAYMENT = "awaiting_payment"
    ACTIVE = "active"
    ENDING = "ending"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "awaiting_payment": "入金待ち",
            "active": "提供中",
            "ending": "解約予定",
            "ended": "終了",
            "withdrawn": "取りやめ",
        }[self.value]


class Move(StrEnum):
    """「動き」 What takes an application or a contract from one state to the next."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    CONVERT = "convert"
    PAY = "pay"
    TAKE_BACK_PAYMENT = "take_back_payment"
    ASK_END = "ask_end"
    KEEP_ON = "keep_on"
    RUN_OUT = "run_out"


A, C, M = ApplicationState, ContractState, Move

APPLICATION_MOVES: dict[tuple[ApplicationState, Move], ApplicationState] = {
    (A.APPLIED, M.ACCEPT): A.ACCEPTED,
    (A.APPLIED, M.DECLINE): A.DECLINED,
    (A.APPLIED, M.WITHDRAW): A.WITHDRAWN,
    (A.APPLIED, M.LAPSE): A.EXPIRED,
    (A.APPLIED, M.CONVERT): A.CONVERTED,
}
"""「申込みの動き」 Only what waits can move; nothing comes back. LAPSE happens by date alone.

CONVERT is for a 仮申込: the company signs a quote of the certified plan in its place.
"""

CONTRACT_MOVES: dict[tuple[ContractState, Move], ContractState] = {
    (C.AWAITING_PAYMENT, M.PAY): C.ACTIVE,
    (C.AWAITING_PAYMENT, M.WITHDRAW): C.WITHDRAWN,
    (C.ACTIVE, M.TAKE_BACK_PAYMENT): C.AWAITING_PAYMENT,
    (C.ACTIVE, M.ASK_END): C.ENDING,
    (C.ACTIVE, M.RUN_OUT): C.ENDED,
    (C.ENDING, M.KEEP_ON): C.ACTIVE,
    (C.ENDING, M.RUN_OUT): C.ENDED,
}
"""「契約の動き」 Everything that may happen to a contract; RUN_OUT happens by date alone."""


def next_application(state: ApplicationState, move: Move) -> ApplicationState:
    """Where a move leads; ``Conflict`` where the table knows no such move."""
    if (state, move) not in APPLICATION_MOVES:
        raise Conflict("state_moved", state=state)
    return APPLICATION_MOVES[state, move]


def next_contract(state: ContractState, move: Move) -> ContractState:
    """Where a move leads; ``Conflict`` where the table knows no such move."""
    if (state, move) not in CONTRACT_MOVES:
        raise Conflict("state_moved", state=state)
    return CONTRACT_MOVES[state, move]


@dataclass(frozen=True, slots=True)
class Signature:
    """「署名」 Who agreed to which quote and when, to which words, and how it will be paid."""

    quote_ref: str
    digest: str
    person: str
    consents: tuple[str, ...]
    gateway: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Application:
    """「申込み」 A company wants one listed plan at its own size; the price shown is pinned.

    A ``provisional`` one (仮申込) waits for the offering's certificate and cannot be accepted.
    """

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
    provisional: bool = False
    terms: Terms = Terms()
    signature: Signature | None = None
    trial_ref: str = ""
    offering_code: str = ""

    @property
    def entry_ref(self) -> str:
        """What the plan was listed by: a certificate or a trial listing."""
        return self.certificate_ref or self.trial_ref

    def state_on(self, day: date) -> ApplicationState:
        """The state on a business day: no answer in time is one too (民法523条2項)."""
        if self.state is ApplicationState.APPLIED and day > self.answer_by:
            return next_application(self.state, Move.LAPSE)
        return self.state


@dataclass(frozen=True, slots=True)
class Ending:
    """「解約の申出」 The last day that was asked for, and what was agreed for an early one.

    ``fee_ex_tax`` is None where the end is not early; ``digest`` is that of the figures shown.
    """

    ref: str
    ends_on: date
    fee_ex_tax: int | None
    tax: TaxCategory | None
    digest: str
    person: str
    asked_at: datetime


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
    reason: str = ""
    ending: Ending | None = None

    @property
    def renews(self) -> bool:
        """Whether it goes on after its term; only an outright 「更新なし」 says it does not."""
        return self.application.terms.renewal != NONE

    @property
    def last_day(self) -> date | None:
        """The last day of service, None while nobody has asked for an end."""
        if self.ending is not None:
            return self.ending.ends_on
        return None if self.renews else self.term_ends_on

    def billed_by(self, issuer: Organisation) -> Contract:
        """「請求のときの契約」 The same, to be paid to the provider as an invoice names it."""
        return replace(self, application=replace(self.application, provider=issuer))

    def may(self, move: Move, day: date) -> bool:
        """Whether a move is open to it on a business day."""
        return (self.state_on(day), move) in CONTRACT_MOVES

    def state_on(self, day: date) -> ContractState:
        """The state on a business day: after its last day a contract is over by itself."""
        runs = (self.state, Move.RUN_OUT) in CONTRACT_MOVES
        if runs and self.last_day is not None and day > self.last_day:
            return next_contract(self.state, Move.RUN_OUT)
        return self.state
