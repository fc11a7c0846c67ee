"""「入金」 Rows are only ever added; the contract is locked, so that one payment is the first.

What a gateway tells is no act of anybody's: those functions take no actor, and say so.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.domain.contract import Contract, ContractState
from marketplace.domain.deposit import Account, Deposit
from marketplace.domain.organisation import Actor
from marketplace.store.access import found, of_parties
from marketplace.store.book import Book
from marketplace.store.contracts import contract_of
from marketplace.store.rows import ContractRow, DepositRow, InvoiceRow


def lock(book: Book, invoice_ref: str) -> tuple[Contract, int]:
    """「一件ずつ」 The contract of an invoice, locked, and its month; for a gateway too."""
    key = book.session.scalar(
        select(ContractRow.key)
        .join(InvoiceRow, InvoiceRow.contract_key == ContractRow.key)
        .where(InvoiceRow.ref == invoice_ref)
        .with_for_update(of=ContractRow)
    )
    row = book.session.get_one(ContractRow, found(key, "invoice", invoice_ref))
    return contract_of(row), _invoice_row(book, invoice_ref).month


def told_before(book: Book, gateway: str, outside_ref: str) -> Deposit | None:
    """The deposit that a gateway already told of by this name; for a gateway."""
    same = (DepositRow.gateway == gateway, DepositRow.outside_ref == outside_ref)
    row = book.session.scalar(select(DepositRow).where(*same))
    return None if row is None else _deposit_of(row, _invoice_of(book, row).ref)


def add_deposit(book: Book, deposit: Deposit, *, now: datetime) -> Account:
    """Add a deposit to its invoice, and give everything received; for a gateway too."""
    invoice = _invoice_row(book, deposit.invoice_ref)
    invoice.deposits.append(
        DepositRow(
            ref=deposit.ref,
            org_key=invoice.org_key,
            payer_key=invoice.recipient_key,
            gateway=deposit.gateway,
            outside_ref=deposit.outside_ref,
            paid_in_tax_yen=deposit.paid_in_tax,
            received_on=deposit.received_on,
            payer_name=deposit.payer_name,
            reverses=_reversed_row(invoice, deposit),
            reason=deposit.reason,
            recorded_at=now,
        )
    )
    book.session.flush()
    return account_of(invoice)


def put_in_state(book: Book, ref: str, state: ContractState, *, now: datetime) -> Contract:
    """Move a contract that is locked; for a gateway too."""
    row = book.session.scalars(select(ContractRow).where(ContractRow.ref == ref)).one()
    row.state, row.moved_at = state, now
    book.session.flush()
    return contract_of(row)


def deposit(book: Book, actor: Actor, ref: str) -> Deposit:
    """A deposit by its reference, for payee and payer."""
    mine = of_parties(actor, DepositRow.org_key, DepositRow.payer_key)
    row = found(
        book.session.scalar(select(DepositRow).where(DepositRow.ref == ref, mine)), "deposit", ref
    )
    return _deposit_of(row, _invoice_of(book, row).ref)


def account(book: Book, invoice_ref: str) -> Account:
    """Everything received for an invoice that was looked up before; for a gateway too."""
    return account_of(_invoice_row(book, invoice_ref))


def account_of(row: InvoiceRow) -> Account:
    """The domain value of what an invoice's row was paid; inside the store only."""
    deposits = tuple(_deposit_of(one, row.ref) for one in row.deposits)
    return Account(row.total_in_tax_yen, deposits)


def _invoice_row(book: Book, ref: str) -> InvoiceRow:
    return book.session.scalars(select(InvoiceRow).where(InvoiceRow.ref == ref)).one()


def _invoice_of(book: Book, row: DepositRow) -> InvoiceRow:
    return book.session.get_one(InvoiceRow, row.invoice_key)


def _reversed_row(invoice: InvoiceRow, deposit: Deposit) -> DepositRow | None:
    return next((one for one in invoice.deposits if one.ref == deposit.reverses), None)


def _deposit_of(row: DepositRow, invoice_ref: str) -> Deposit:
    return Deposit(
        ref=row.ref,
        invoice_ref=invoice_ref,
        gateway=row.gateway,
        paid_in_tax=row.paid_in_tax_yen,
        received_on=row.received_on,
        payer_name=row.payer_name,
        outside_ref=row.outside_ref,
        reverses=None if row.reverses is None else row.reverses.ref,
        reason=row.reason,
    )
