"""「契約と請求書」 What this company agreed to, what it has to pay, and how it ends that."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.contracts import endings as desk
from marketplace.desk.contracts.billing import next_invoice
from marketplace.domain.organisation import Actor
from marketplace.payments import gateway
from marketplace.store import contracts as papers
from marketplace.store import invoices as bills
from marketplace.web import files, links, records, spans, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.door import door


@door.get("/contracts")
def contracts(actor: Actor) -> ResponseReturnValue:
    """「契約」 The newest first."""
    with visit.store().read() as book:
        found = papers.contracts(book, actor)
    return render_template("sme/contracts.html", contracts=found)


@door.get("/contracts/<ref>")
def contract(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの契約」 Where it stands, how to pay, and the ways out of it today."""
    with visit.store().read() as book:
        found, own = papers.contract(book, actor, ref), bills.invoices_of(book, actor, ref)
        following = next_invoice(book, actor, found)
    way = gateway(found.gateway)
    return render_template(
        "sme/contract.html",
        contract=found,
        invoices=own,
        following=following,
        way=way,
        instructions=way.instructions(found),
        ways_out=desk.exits(found, visit.today()),
        span=spans.contract(found, visit.today()),
    )


@door.post("/contracts/<ref>/end", shows="sme.contract")
def request_end(actor: Actor, ref: str) -> ResponseReturnValue:
    """「解約の申出」 At the day and the amount that were shown beside the button."""
    order = desk.RequestEnd(visit.token(), ref, request.form.get("digest", ""))
    visit.do(desk.request_end, actor, order)
    return links.done("解約を申し出ました。提供事業者に知らせます。", "sme.contract", ref=ref)


@door.post("/contracts/<ref>/keep", shows="sme.contract")
def withdraw_end(actor: Actor, ref: str) -> ResponseReturnValue:
    """「申出の撤回」 The contract goes on."""
    visit.do(desk.withdraw_end, actor, desk.WithdrawEnd(visit.token(), ref))
    return links.done("解約の申出を取り下げました。契約は続きます。", "sme.contract", ref=ref)


@door.post("/contracts/<ref>/withdraw", shows="sme.contract")
def withdraw_contract(actor: Actor, ref: str) -> ResponseReturnValue:
    """「契約の取りやめ」 While nothing was paid."""
    reason = Fields(request.form).text("reason")
    visit.do(desk.withdraw_contract, actor, desk.WithdrawContract(visit.token(), ref, reason))
    return links.done("契約を取りやめました。", "sme.contract", ref=ref)


@door.get("/invoices")
def invoices(actor: Actor) -> ResponseReturnValue:
    """「請求書」 The newest first."""
    with visit.store().read() as book:
        found = bills.invoices(book, actor)
    return render_template("sme/invoices.html", invoices=found)


files.open_papers(door, back="invoices")
records.open_records(door)
