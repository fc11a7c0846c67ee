"""「書面の受け渡し」 Papers to keep leave as files, never as pages.

電子帳簿保存法: both parties keep what they exchanged, so both are given the same file.
"""

from __future__ import annotations

from flask import Response

from marketplace.domain.organisation import Actor
from marketplace.payments import gateway
from marketplace.print import contract_pdf, invoice_pdf
from marketplace.store import contracts, invoices
from marketplace.web import visit


def invoice_file(actor: Actor, ref: str) -> Response:
    """「請求書」 For the issuer and the recipient."""
    with visit.store().read() as book:
        found = invoices.invoice(book, actor, ref)
        signed = contracts.contract(book, actor, found.contract_ref)
    made = invoice_pdf(found, gateway(signed.gateway).instructions(signed))
    return pdf(made, f"invoice-{found.number}")


def contract_file(actor: Actor, ref: str) -> Response:
    """「契約内容の控え」 For both parties, with the terms of the version that was agreed."""
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
