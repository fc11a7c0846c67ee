"""「契約と請求書」 What was agreed, and the invoice that follows from it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.contracts import billing as desk
from marketplace.domain.organisation import Actor
from marketplace.store import contracts as papers
from marketplace.store import invoices as bills
from marketplace.web import files, links, visit
from marketplace.web.provider.door import door


@door.get("/contracts")
def contracts(actor: Actor) -> ResponseReturnValue:
    """「契約・請求書」 The newest first."""
    with visit.store().read() as book:
        found, issued = papers.contracts(book, actor), bills.invoices(book, actor)
    return render_template("provider/contracts.html", contracts=found, invoices=issued)


@door.get("/contracts/<ref>")
def contract(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの契約」 With its invoices, or the button that issues the first."""
    with visit.store().read() as book:
        found, issued = papers.contract(book, actor, ref), bills.invoices(book, actor)
    own = [one for one in issued if one.contract_ref == ref]
    return render_template("provider/contract.html", contract=found, invoices=own)


@door.post("/contracts/<ref>/invoice", shows="provider.contract")
def issue_invoice(actor: Actor, ref: str) -> ResponseReturnValue:
    """「請求書の発行」 Its lines follow from what was agreed."""
    issued = visit.do(desk.issue_invoice, actor, desk.IssueInvoice(visit.token(), ref))
    return links.done(
        f"請求書 {issued.number} を発行しました。", "provider.invoice", ref=issued.ref
    )


files.open_papers(door, back="contracts")
