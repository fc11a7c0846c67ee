"""「請求書」 Issued once, numbered without gaps, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from marketplace.domain.canonical import canonical
from marketplace.domain.codes import new_ref
from marketplace.domain.contract import Contract
from marketplace.domain.invoice import Invoice, InvoiceLine
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_parties, only
from marketplace.store.book import Book
from marketplace.store.contracts import contract_row
from marketplace.store.counters import next_number
from marketplace.store.deposits import account_of
from marketplace.store.organisations import organisation_of, organisation_of_text
from marketplace.store.rows import ContractRow, InvoiceLineRow, InvoiceRow, InvoiceTaxRow


def add_invoice(
    book: Book,
    actor: Actor,
    contract: Contract,
    lines: tuple[InvoiceLine, ...],
    *,
    month: int,
    issued_on: date,
    due_on: date,
    now: datetime,
) -> Invoice:
    """Issue the next number of the issuer's year, with the parties as they stand today."""
    only(actor, OrgKind.PROVIDER)
    agreed = contract_row(book, actor, contract.ref)
    number = next_number(book, agreed.provider_key, "invoice", issued_on.year)
    issued = Invoice(
        ref=new_ref("iv"),
        number=f"{issued_on.year}-{number:04}",
        contract_ref=contract.ref,
        # As of today, not as of the signature: whoever pays needs today's account.
        issuer=organisation_of(agreed.application.provider),
        recipient=organisation_of(agreed.application.org),
        issued_on=issued_on,
        due_on=due_on,
        lines=lines,
        month=month,
    )
    book.session.add(_row_of(issued, agreed, now))
    book.session.flush()
    return issued


def invoice(book: Book, actor: Actor, ref: str) -> Invoice:
    """An invoice by its reference, for its issuer and its recipient."""
    row = book.session.scalar(select(InvoiceRow).where(InvoiceRow.ref == ref, _party(actor)))
    return _invoice_of(found(row, "invoice", ref))


def invoices(book: Book, actor: Actor) -> tuple[Invoice, ...]:
    """Those the actor's organisation issued or received; newest first."""
    rows = book.session.scalars(
        select(InvoiceRow).where(_party(actor)).order_by(InvoiceRow.key.desc())
    )
    return tuple(_invoice_of(row) for row in rows)


def invoices_of(book: Book, actor: Actor, contract_ref: str) -> tuple[Invoice, ...]:
    """The invoices of one contract, by month, for its two parties."""
    rows = book.session.scalars(
        select(InvoiceRow)
        .join(ContractRow, InvoiceRow.contract_key == ContractRow.key)
        .where(ContractRow.ref == contract_ref, _party(actor))
        .order_by(InvoiceRow.month)
    )
    return tuple(_invoice_of(row) for row in rows)


def _party(actor: Actor) -> ColumnElement[bool]:
    return of_parties(actor, InvoiceRow.org_key, InvoiceRow.recipient_key)


def _row_of(issued: Invoice, contract: ContractRow, now: datetime) -> InvoiceRow:
    return InvoiceRow(
        ref=issued.ref,
        number=issued.number,
        org_key=contract.provider_key,
        recipient_key=contract.org_key,
        contract_key=contract.key,
        issuer=canonical(issued.issuer).decode(),
        recipient=canonical(issued.recipient).decode(),
        issued_on=issued.issued_on,
        due_on=issued.due_on,
        total_in_tax_yen=issued.total_in_tax,
        issued_at=now,
        month=issued.month,
        lines=list(_line_rows(issued, contract.provider_key)),
        taxes=list(_tax_rows(issued, contract.provider_key)),
    )


def _line_rows(issued: Invoice, org_key: int) -> Iterator[InvoiceLineRow]:
    for position, line in enumerate(issued.lines, start=1):
        yield InvoiceLineRow(
            org_key=org_key,
            position=position,
            name=line.name,
            supplied_from=line.supplied_from,
            supplied_until=line.supplied_until,
            quantity=line.quantity,
            counter=line.counter,
            unit_ex_tax_yen=line.unit_ex_tax,
            rate_bp=line.rate_bp,
            tax_category=line.tax,
        )


def _tax_rows(issued: Invoice, org_key: int) -> Iterator[InvoiceTaxRow]:
    for tax in issued.taxes:
        yield InvoiceTaxRow(
            org_key=org_key, rate_bp=tax.rate_bp, base_ex_tax_yen=tax.base_yen, tax_yen=tax.tax_yen
        )


def _invoice_of(row: InvoiceRow) -> Invoice:
    return Invoice(
        ref=row.ref,
        number=row.number,
        contract_ref=row.contract.ref,
        issuer=organisation_of_text(row.issuer),
        recipient=organisation_of_text(row.recipient),
        issued_on=row.issued_on,
        due_on=row.due_on,
        lines=tuple(_line_of(line) for line in row.lines),
        month=row.month,
        deposits=account_of(row).deposits,
    )


def _line_of(row: InvoiceLineRow) -> InvoiceLine:
    return InvoiceLine(
        name=row.name,
        supplied_from=row.supplied_from,
        supplied_until=row.supplied_until,
        quantity=row.quantity,
        counter=row.counter,
        unit_ex_tax=row.unit_ex_tax_yen,
        rate_bp=row.rate_bp,
        tax=row.tax_category,
    )
