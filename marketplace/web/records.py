"""「取引の記録の頁」 Find own papers by day, amount and counterparty, and save them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.contracts.records import MOST_RECORDS, records, together
from marketplace.domain.money import MAX_YEN
from marketplace.domain.organisation import Actor
from marketplace.domain.record import Record, RecordKind, Search
from marketplace.payments import gateway
from marketplace.print import bundle, contract_pdf, invoice_pdf, quote_pdf
from marketplace.store import Book, contracts, invoices, quotes
from marketplace.web import visit
from marketplace.web.audience import Door
from marketplace.web.fields import BadFields, Fields
from marketplace.web.said import said

DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z", re.ASCII)
PAGES = {
    RecordKind.QUOTE: "quote",
    RecordKind.CONTRACT: "contract",
    RecordKind.INVOICE: "invoice",
}


def open_records(door: Door) -> None:
    """Put the page of the records, and the file of all of them, behind a door."""
    pages = {kind: f"{door.name}.{name}" for kind, name in PAGES.items()}
    door.add_url_rule("/records", "records", partial(_records, door.name, pages))
    door.add_url_rule("/records.zip", "records_file", _records_file)


def _records(name: str, pages: dict[RecordKind, str], actor: Actor) -> ResponseReturnValue:
    """「取引の記録」 What fits the search; a search that cannot be used finds everything."""
    status, search = 200, Search()
    try:
        search = _search()
    except BadFields as error:
        g.refusal, g.entered, status = said(error), request.args, 422
    with visit.store().read() as book:
        found = records(book, actor, search)
    shown = {"records": found, "pages": pages, "most": MOST_RECORDS, "house": name}
    return render_template("records.html", **shown, asked=request.args), status


def _records_file(actor: Actor) -> Response:
    """「まとめて保存」 The same papers as on the page, with the list of them."""
    search = _search()
    with visit.store().read() as book:
        made = bundle(_papers(book, actor, together(book, actor, search)))
    answer = Response(made, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="records.zip"'
    return answer


def _papers(book: Book, actor: Actor, found: tuple[Record, ...]) -> Iterator[tuple[Record, bytes]]:
    makes = {
        RecordKind.QUOTE: _quote,
        RecordKind.CONTRACT: _contract,
        RecordKind.INVOICE: _invoice,
    }
    for record in found:
        yield record, makes[record.kind](book, actor, record.ref)


def _quote(book: Book, actor: Actor, ref: str) -> bytes:
    return quote_pdf(quotes.quote(book, actor, ref))


def _contract(book: Book, actor: Actor, ref: str) -> bytes:
    found = contracts.contract(book, actor, ref)
    offering = contracts.agreed_offering(book, actor, ref)
    return contract_pdf(found, offering, gateway(found.gateway).instructions(found))


def _invoice(book: Book, actor: Actor, ref: str) -> bytes:
    found = invoices.invoice(book, actor, ref)
    signed = contracts.contract(book, actor, found.contract_ref)
    return invoice_pdf(found, gateway(signed.gateway).instructions(signed.billed_by(found.issuer)))


def _search() -> Search:
    fields = Fields(request.args)
    search = Search(
        _day(fields, "first", "この日から"),
        _day(fields, "last", "この日まで"),
        _yen(fields, "least", "この額から"),
        _yen(fields, "most", "この額まで"),
        fields.text("other"),
    )
    fields.check()
    return search


def _day(fields: Fields, name: str, label: str) -> date | None:
    """A day that may be left out."""
    text = fields.text(name)
    found = DAY.match(text)
    with suppress(ValueError):
        if found:
            return date(*map(int, found.groups()))
    if text:
        fields.fault(name, label, "2026-11-25 のように、暦にある日で入力してください")
    return None


def _yen(fields: Fields, name: str, label: str) -> int | None:
    """An amount that may be left out."""
    return fields.whole(name, label, (0, MAX_YEN)) if fields.text(name) else None
