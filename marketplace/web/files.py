"""「書面の受け渡し」 What both parties of a contract see and keep: the invoice, and files of it.

電子帳簿保存法: both keep what they exchanged, so both are given the same. Files are saved, never
shown as pages.
"""

from __future__ import annotations

from functools import partial

from flask import Response, render_template

from marketplace.domain.organisation import Actor
from marketplace.payments import gateway
from marketplace.print import contract_pdf, invoice_pdf
from marketplace.store import contracts, invoices
from marketplace.web import visit
from marketplace.web.audience import Door


def open_papers(door: Door, back: str, *, records: bool = False) -> None:
    """Put the papers behind the door of one of the parties; ``back`` is its list of them.

    ``records`` says whether this party records what was received.
    """
    shown = {"back": f"{door.name}.{back}", "file": f"{door.name}.invoice_file"}
    shown |= {"records": "yes" if records else ""}
    door.add_url_rule("/invoices/<ref>", "invoice", partial(_invoice, shown))
    door.add_url_rule("/invoices/<ref>/pdf", "invoice_file", _invoice_file)
    door.add_url_rule("/contracts/<ref>/pdf", "contract_file", _contract_file)


def _invoice(shown: dict[str, str], actor: Actor, ref: str) -> str:
    """「請求書」 適格請求書, as the provider issued it."""
    with visit.store().read() as book:
        found = invoices.invoice(book, actor, ref)
    return render_template("invoice.html", invoice=found, **shown)


def _invoice_file(actor: Actor, ref: str) -> Response:
    """「請求書」 As a file to keep."""
    with visit.store().read() as book:
        found = invoices.invoice(book, actor, ref)
        signed = contracts.contract(book, actor, found.contract_ref)
    made = invoice_pdf(found, gateway(signed.gateway).instructions(signed.billed_by(found.issuer)))
    return pdf(made, f"invoice-{found.number}")


def _contract_file(actor: Actor, ref: str) -> Response:
    """「契約内容の控え」 As a file to keep, with the terms of the version that was agreed."""
    with visit.store().read() as book:
        found = contracts.contract(book, actor, ref)
        offering = contracts.agreed_offering(book, actor, ref)
    made = contract_pdf(found, offering, gateway(found.gateway).instructions(found))
    return pdf(made, f"contract-{found.ref}")


def pdf(made: bytes, name: str) -> Response:
    """A PDF to be saved under a name of ASCII letters and digits."""
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
