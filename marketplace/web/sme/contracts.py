"""「契約と請求書」 What this company agreed to, and what it has to pay."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.organisation import Actor
from marketplace.payments import gateway
from marketplace.store import contracts as papers
from marketplace.store import invoices as bills
from marketplace.web import files, visit
from marketplace.web.sme.door import door


@door.get("/contracts")
def contracts(actor: Actor) -> ResponseReturnValue:
    """「契約」 The newest first."""
    with visit.store().read() as book:
        found = papers.contracts(book, actor)
    return render_template("sme/contracts.html", contracts=found)


@door.get("/contracts/<ref>")
def contract(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの契約」 With how to pay."""
    with visit.store().read() as book:
        found, issued = papers.contract(book, actor, ref), bills.invoices(book, actor)
    own = [one for one in issued if one.contract_ref == ref]
    pay = gateway(found.gateway).instructions(found)
    return render_template("sme/contract.html", contract=found, invoices=own, instructions=pay)


@door.get("/invoices")
def invoices(actor: Actor) -> ResponseReturnValue:
    """「請求書」 The newest first."""
    with visit.store().read() as book:
        found = bills.invoices(book, actor)
    return render_template("sme/invoices.html", invoices=found)


files.open_papers(door, back="invoices")
