"""「取引の記録」 The papers of an organisation, by day, amount and counterparty."""

from __future__ import annotations

from collections.abc import Iterator

from marketplace.desk.access import require
from marketplace.domain.contract import Contract
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Refused
from marketplace.domain.invoice import Invoice
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.domain.quote import Quote
from marketplace.domain.record import Record, RecordKind, Search
from marketplace.domain.schedule import assumed_start, schedule
from marketplace.store import Book, contracts, invoices, quotes

MOST_RECORDS = 200
"""Papers in one file to save; more are saved in parts, by narrowing the days."""


def records(book: Book, actor: Actor, search: Search) -> tuple[Record, ...]:
    """「記録の一覧」 The actor's organisation's own papers, the newest first."""
    require(actor, "records")
    found = (one for one in _all(book, actor) if search.finds(one))
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.number), reverse=True))


def together(book: Book, actor: Actor, search: Search) -> tuple[Record, ...]:
    """「まとめて保存する記録」 The same, as long as they are few enough for one file."""
    found = records(book, actor, search)
    if len(found) > MOST_RECORDS:
        raise Refused("too_many_records", found=len(found), most=MOST_RECORDS)
    return found


def _all(book: Book, actor: Actor) -> Iterator[Record]:
    yield from (_quote(one) for one in quotes.quotes(book, actor))
    yield from (_contract(one, actor) for one in contracts.contracts(book, actor))
    yield from (_invoice(one, actor) for one in invoices.invoices(book, actor))


def _quote(found: Quote) -> Record:
    made = japan_day(found.made_at)
    amount = schedule(found.breakdown, assumed_start(made)).total_in_tax
    about = f"{found.offering.name} {found.plan.name}"
    other = found.provider.name
    return Record(RecordKind.QUOTE, found.ref, found.ref, made, amount, other, about)


def _contract(found: Contract, actor: Actor) -> Record:
    agreed = found.application
    amount = schedule(agreed.breakdown, found.starts_on).total_in_tax
    other = agreed.provider if actor.kind is OrgKind.SME else agreed.company
    about = f"{agreed.offering_name} {agreed.plan.name}"
    named = (found.ref, found.ref, found.signed_on)
    return Record(RecordKind.CONTRACT, *named, amount, other.name, about)


def _invoice(found: Invoice, actor: Actor) -> Record:
    other = found.issuer if actor.kind is OrgKind.SME else found.recipient
    about = "、".join(line.name for line in found.lines)
    named = (found.ref, found.number, found.issued_on)
    return Record(RecordKind.INVOICE, *named, found.total_in_tax, other.name, about)
