"""「入金」 A payment is kept once, whoever tells of it; the first full one begins the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.desk.telling import tell_started
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import CONTRACT_MOVES, Contract, Move
from marketplace.domain.days import japan_day
from marketplace.domain.deposit import Account, Deposit
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.money import MAX_YEN
from marketplace.domain.organisation import Actor
from marketplace.payments.bank_invoice import BankInvoice
from marketplace.store import Book, contracts, deposits, invoices

MOST_PAYER = 100
"""Characters of a payer's name; a bank transfer carries fewer than fifty."""


@dataclass(frozen=True, slots=True)
class RecordDeposit:
    """「入金を記録する」 What the provider saw on its own account."""

    token: str
    invoice_ref: str
    amount_yen: int
    received_on: date
    payer_name: str


@dataclass(frozen=True, slots=True)
class ReverseDeposit:
    """「入金の記録を取り消す」 A row that takes a mistaken one back; nothing is rewritten."""

    token: str
    deposit_ref: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paid:
    """「入金の結果」 What was kept, what is still open, and whether this one began the service."""

    deposit: Deposit
    account: Account
    contract: Contract
    began: bool

    @property
    def ref(self) -> str:
        """The deposit is what the act made."""
        return self.deposit.ref


def mark_paid(book: Book, deposit: Deposit, now: datetime) -> Paid:
    """「入金にする」 Keep a payment of an invoice; the one place where money moves a contract.

    For the deposit act and for a gateway's webhook alike, inside their own unit of work. It locks
    the contract, so that of two payments at once exactly one comes back with ``began``. A payment
    that the gateway told of before (same ``gateway`` and ``outside_ref``) changes nothing and
    comes back as it was kept. The contract becomes ACTIVE when its first invoice is paid in full;
    then, and only then, the company is told. Money for a contract that is over or was withdrawn
    is kept and shown, and moves nothing. An unknown ``invoice_ref`` is ``Missing("invoice")``.
    """
    contract, month = deposits.lock(book, deposit.invoice_ref)
    kept = deposit.outside_ref and deposits.told_before(book, deposit.gateway, deposit.outside_ref)
    if kept:
        return Paid(kept, deposits.account(book, kept.invoice_ref), contract, began=False)
    account = deposits.add_deposit(book, deposit, now=now)
    paid = month == 1 and account.is_paid
    began = paid and (contract.state, Move.PAY) in CONTRACT_MOVES
    if began:
        state = CONTRACT_MOVES[contract.state, Move.PAY]
        contract = deposits.put_in_state(book, contract.ref, state, now=now)
        tell_started(book, contract, deposit.ref, now)
    return Paid(deposit, account, contract, began)


def _again(book: Book, actor: Actor, ref: str) -> Paid:
    kept = deposits.deposit(book, actor, ref)
    issued = invoices.invoice(book, actor, kept.invoice_ref)
    account = deposits.account(book, issued.ref)
    return Paid(kept, account, contracts.contract(book, actor, issued.contract_ref), began=False)


@act(again=_again)
def record_deposit(book: Book, actor: Actor, order: RecordDeposit, now: datetime) -> Paid:
    """「入金の記録」 By the provider, from its bank statement; also less or more than asked for."""
    issued = invoices.invoice(book, actor, given.ref(order.invoice_ref, "invoice"))
    received_on = given.day(order.received_on, "received_on")
    if received_on > japan_day(now):
        raise Refused("received_in_the_future", today=japan_day(now))
    deposit = Deposit(
        ref=new_ref("dp"),
        invoice_ref=issued.ref,
        gateway=BankInvoice.name,
        paid_in_tax=given.yen(order.amount_yen, "amount_yen", MAX_YEN),
        received_on=received_on,
        payer_name=given.words(order.payer_name, "payer_name", MOST_PAYER),
    )
    return mark_paid(book, deposit, now)


@act(again=_again)
def reverse_deposit(book: Book, actor: Actor, order: ReverseDeposit, now: datetime) -> Paid:
    """「記録の取消し」 With a reason; the service waits again where its first payment is gone."""
    wrong = deposits.deposit(book, actor, given.ref(order.deposit_ref, "deposit"))
    contract, month = deposits.lock(book, wrong.invoice_ref)
    if wrong.outside_ref is not None:
        raise Refused("kept_by_gateway")
    if wrong not in deposits.account(book, wrong.invoice_ref).standing:
        raise Conflict("already_reversed")
    taken_back = Deposit(
        ref=new_ref("dp"),
        invoice_ref=wrong.invoice_ref,
        gateway=wrong.gateway,
        paid_in_tax=-wrong.paid_in_tax,
        received_on=japan_day(now),
        payer_name=wrong.payer_name,
        reverses=wrong.ref,
        reason=given.reason(order.reason),
    )
    account = deposits.add_deposit(book, taken_back, now=now)
    back = CONTRACT_MOVES.get((contract.state, Move.TAKE_BACK_PAYMENT))
    if back is not None and month == 1 and not account.is_paid:
        contract = deposits.put_in_state(book, contract.ref, back, now=now)
    return Paid(taken_back, account, contract, began=False)
