"""「請求」 The provider sends one invoice for each contract month in which something falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.days import first_day_of_month, japan_day
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.invoice import (
    Invoice,
    InvoiceLine,
    due_day,
    invoiced_from,
    month_lines,
    next_month,
)
from marketplace.domain.organisation import Actor
from marketplace.store import Book, contracts, invoices


@dataclass(frozen=True, slots=True)
class IssueInvoice:
    """「請求書を発行する」 The next one; its lines follow from what was agreed."""

    token: str
    contract_ref: str


@dataclass(frozen=True, slots=True)
class NextInvoice:
    """「次の請求書」 What the next one will ask for, from when it can be issued and when it is due.

    It waits for the provider from ``waits_from`` on: the day on which its month begins.
    """

    month: int
    issued_from: date
    waits_from: date
    lines: tuple[InvoiceLine, ...]


@act(again=invoices.invoice)
def issue_invoice(book: Book, actor: Actor, order: IssueInvoice, now: datetime) -> Invoice:
    """「請求書」 Of the first contract month that was not invoiced yet and costs something."""
    day = japan_day(now)
    contract = contracts.contract(book, actor, given.ref(order.contract_ref, "contract"))
    if contract.state is ContractState.WITHDRAWN:
        raise Conflict("state_moved", state=contract.state)
    following = next_invoice(book, actor, contract)
    if following is None:
        raise Refused("all_invoiced")
    if day < following.issued_from:
        raise Refused("invoice_too_early", issued_from=following.issued_from)
    return invoices.add_invoice(
        book,
        actor,
        contract,
        following.lines,
        month=following.month,
        issued_on=day,
        due_on=due_day(day),
        now=now,
    )


def next_invoice(book: Book, actor: Actor, contract: Contract) -> NextInvoice | None:
    """「次の請求書」 None where nothing will fall due any more."""
    issued = invoices.invoices_of(book, actor, contract.ref)
    return following(contract, max((one.month for one in issued), default=0))


def following(contract: Contract, invoiced: int) -> NextInvoice | None:
    """「次の請求書」 After the month that was invoiced last (0: none), of what is known already."""
    month = next_month(contract, invoiced)
    if month is None or contract.state is ContractState.WITHDRAWN:
        return None
    begins = first_day_of_month(contract.starts_on, month)
    waits_from = contract.signed_on if month == 1 else begins
    lines = month_lines(contract, month)
    return NextInvoice(month, invoiced_from(contract, month), waits_from, lines)
