"""「カードの支払い」 Tries to collect a first invoice.

A person's functions take the actor. Those for what a gateway tells take none, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select

from marketplace.domain.checkout import Checkout, CheckoutEnd, CheckoutState
from marketplace.domain.invoice import Invoice
from marketplace.domain.organisation import Actor
from marketplace.store.access import found, of_parties, own_key
from marketplace.store.book import Book
from marketplace.store.contracts import contract_row
from marketplace.store.invoices import invoices_of
from marketplace.store.rows import CheckoutRow, ContractRow, InvoiceRow, OrganisationRow

UNSETTLED = (CheckoutState.STARTING, CheckoutState.OPEN)
NOT_OPENED = (CheckoutState.STARTING, CheckoutState.FAILED)


@dataclass(frozen=True, slots=True)
class Opened:
    """「開いた決済画面」 The gateway's name for a session, and where it is paid."""

    ref: str
    url: str | None


def first_invoice(book: Book, actor: Actor, contract_ref: str) -> Invoice | None:
    """The first invoice of a contract, None while the provider has not issued it."""
    issued = invoices_of(book, actor, contract_ref)
    return next((one for one in issued if one.month == 1), None)


def add_checkout(
    book: Book, actor: Actor, checkout: Checkout, gateway: str, *, now: datetime
) -> Checkout:
    """Keep what is about to be asked of the gateway, before it is asked."""
    contract = contract_row(book, actor, checkout.contract_ref)
    bill = select(InvoiceRow.key).where(InvoiceRow.ref == checkout.invoice_ref)
    row = CheckoutRow(
        ref=checkout.ref,
        org_key=own_key(book, actor),
        contract_key=contract.key,
        invoice_key=book.session.scalars(bill).one(),
        gateway=gateway,
        account=checkout.account,
        attempt=checkout.attempt,
        total_in_tax_yen=checkout.amount_in_tax,
        request=checkout.request,
        state=checkout.state,
        finding=checkout.finding,
        fetch_seq=0,
        applied_seq=0,
        expires_at=checkout.expires_at,
        started_at=now,
        moved_at=now,
    )
    book.session.add(row)
    book.session.flush()
    return checkout


def checkouts(book: Book, actor: Actor, contract_ref: str) -> tuple[Checkout, ...]:
    """The tries of a contract, for its two parties; newest first."""
    own = (ContractRow.ref == contract_ref, _party(actor))
    rows = book.session.scalars(_joined().where(*own).order_by(CheckoutRow.attempt.desc()))
    return tuple(_checkout_of(row) for row in rows)


def checkout(book: Book, actor: Actor, ref: str) -> Checkout:
    """A try by its reference, for the two parties of its contract."""
    row = book.session.scalar(_joined().where(CheckoutRow.ref == ref, _party(actor)))
    return _checkout_of(found(row, "checkout", ref))


def opened(book: Book, ref: str, session: Opened, *, now: datetime) -> Checkout:
    """The gateway's answer to a try that waited for it; for a gateway."""
    row = _row(book, ref)
    if row.state in NOT_OPENED and row.session_ref is None:
        row.session_ref, row.url = session.ref, session.url
        row.state, row.moved_at = CheckoutState.OPEN, now
        book.session.flush()
    return _checkout_of(row)


def failed(book: Book, ref: str, finding: str, *, now: datetime) -> None:
    """The gateway refused to open it: there is nothing to pay, and the next try has a new key."""
    row = _row(book, ref)
    if row.state is CheckoutState.STARTING:
        row.state, row.finding, row.moved_at = CheckoutState.FAILED, finding, now


def begin_fetch(book: Book, ref: str) -> tuple[Checkout, int]:
    """「問い合わせの番号」 Taken before the fetch: the last fetch wins, not the last event."""
    row = _row(book, ref)
    row.fetch_seq += 1
    book.session.flush()
    return _checkout_of(row), row.fetch_seq


def may_apply(book: Book, ref: str, seq: int) -> Checkout | None:
    """The try, if nothing newer than this fetch was applied; from now on this one was."""
    row = _row(book, ref)
    if seq <= row.applied_seq:
        return None
    row.applied_seq = seq
    return _checkout_of(row)


def end(book: Book, ref: str, ending: CheckoutEnd, *, now: datetime) -> None:
    """Put down what a fetch led to; for a gateway."""
    row = _row(book, ref)
    row.state, row.finding, row.moved_at = ending.state, ending.finding, now


def state_of(book: Book, ref: str) -> CheckoutState:
    """Where a try stands; for a gateway."""
    return _row(book, ref).state


def payer_name(book: Book, ref: str) -> str:
    """The name of the company that pays; for a gateway."""
    payer = OrganisationRow.key == CheckoutRow.org_key
    named = select(OrganisationRow.name).join(CheckoutRow, payer).where(CheckoutRow.ref == ref)
    return book.session.scalars(named).one()


def of_session(book: Book, session_ref: str, account: str) -> str | None:
    """The try behind a session of an account; for a gateway."""
    same = (CheckoutRow.session_ref == session_ref, CheckoutRow.account == account)
    return book.session.scalar(select(CheckoutRow.ref).where(*same))


def waits_for_session(book: Book, ref: str, account: str) -> str | None:
    """A try of an account whose answer never came, by our own reference; for a gateway."""
    same = (CheckoutRow.ref == ref, CheckoutRow.account == account)
    lost = (CheckoutRow.session_ref.is_(None), CheckoutRow.state.in_(NOT_OPENED))
    return book.session.scalar(select(CheckoutRow.ref).where(*same, *lost))


def unsettled(book: Book) -> tuple[str, ...]:
    """The tries that are open at the gateway, the oldest first; for a gateway."""
    waits = (CheckoutRow.state == CheckoutState.OPEN, CheckoutRow.session_ref.is_not(None))
    rows = book.session.scalars(select(CheckoutRow.ref).where(*waits).order_by(CheckoutRow.key))
    return tuple(rows)


def questioned(book: Book) -> tuple[Checkout, ...]:
    """「要確認」 The tries that a person has to look at; for the operator's own shell."""
    rows = _joined().where(CheckoutRow.state == CheckoutState.QUESTIONED)
    return tuple(_checkout_of(row) for row in book.session.scalars(rows.order_by(CheckoutRow.key)))


def _joined() -> Select[CheckoutRow]:
    return select(CheckoutRow).join(ContractRow, CheckoutRow.contract_key == ContractRow.key)


def _party(actor: Actor) -> ColumnElement[bool]:
    return of_parties(actor, ContractRow.org_key, ContractRow.provider_key)


def _row(book: Book, ref: str) -> CheckoutRow:
    row = book.session.scalar(select(CheckoutRow).where(CheckoutRow.ref == ref))
    return found(row, "checkout", ref)


def _checkout_of(row: CheckoutRow) -> Checkout:
    return Checkout(
        ref=row.ref,
        contract_ref=row.contract.ref,
        invoice_ref=row.invoice.ref,
        account=row.account,
        attempt=row.attempt,
        amount_in_tax=row.total_in_tax_yen,
        request=row.request,
        state=row.state,
        expires_at=row.expires_at,
        session_ref=row.session_ref,
        url=row.url,
        finding=row.finding,
    )
