"""「請求」 The provider sends the first invoice of a contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.desk import order as given
from marketplace.desk.act import act
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.invoice import Invoice, due_day, first_invoice_lines
from marketplace.domain.organisation import Actor
from marketplace.store import Book, contracts, invoices


@dataclass(frozen=True, slots=True)
class IssueInvoice:
    """「請求書を発行する」 The lines follow from what was agreed; nothing is typed in."""

    token: str
    contract_ref: str


@act(again=invoices.invoice)
def issue_invoice(book: Book, actor: Actor, order: IssueInvoice, now: datetime) -> Invoice:
    """「請求書」 The first period of each charge, and what is paid once; one a contract."""
    contract = contracts.contract(book, actor, given.ref(order.contract_ref, "contract"))
    for issued in invoices.invoices(book, actor):
        if issued.contract_ref == contract.ref:
            raise Refused("already_invoiced", number=issued.number, ref=issued.ref)
    day = japan_day(now)
    lines = first_invoice_lines(contract)
    return invoices.add_invoice(
        book, actor, contract, lines, issued_on=day, due_on=due_day(day), now=now
    )
