"""「契約と請求書」 What was agreed, the invoices that follow from it, and what was received."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.contracts import billing as desk
from marketplace.desk.contracts import deposits, endings
from marketplace.domain.money import MAX_YEN
from marketplace.domain.organisation import Actor
from marketplace.payments import gateway
from marketplace.store import contracts as papers
from marketplace.store import invoices as bills
from marketplace.web import files, links, records, spans, visit
from marketplace.web.fields import Fields
from marketplace.web.provider.door import door


@door.get("/contracts")
def contracts(actor: Actor) -> ResponseReturnValue:
    """「契約・請求書」 The newest first."""
    with visit.store().read() as book:
        found, issued = papers.contracts(book, actor), bills.invoices(book, actor)
    return render_template("provider/contracts.html", contracts=found, invoices=issued)


@door.get("/contracts/<ref>")
def contract(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの契約」 With its invoices, and the button that issues the next one."""
    with visit.store().read() as book:
        found, own = papers.contract(book, actor, ref), bills.invoices_of(book, actor, ref)
        following = desk.next_invoice(book, actor, found)
    shown = {"contract": found, "invoices": own, "following": following}
    span = spans.contract(found, visit.today())
    way = gateway(found.gateway)
    return render_template("provider/contract.html", **shown, way=way, span=span)


@door.post("/contracts/<ref>/invoice", shows="provider.contract")
def issue_invoice(actor: Actor, ref: str) -> ResponseReturnValue:
    """「請求書の発行」 Its lines follow from what was agreed."""
    issued = visit.do(desk.issue_invoice, actor, desk.IssueInvoice(visit.token(), ref))
    return links.done(
        f"請求書 {issued.number} を発行しました。", "provider.invoice", ref=issued.ref
    )


@door.post("/contracts/<ref>/withdraw", shows="provider.contract")
def withdraw_contract(actor: Actor, ref: str) -> ResponseReturnValue:
    """「契約の取りやめ」 While nothing was paid."""
    order = endings.WithdrawContract(visit.token(), ref, Fields(request.form).text("reason"))
    visit.do(endings.withdraw_contract, actor, order)
    return links.done("契約を取りやめました。", "provider.contract", ref=ref)


@door.post("/invoices/<ref>/deposits", shows="provider.invoice")
def record_deposit(actor: Actor, ref: str) -> ResponseReturnValue:
    """「入金の記録」 As it stands in the bank's statement."""
    fields = Fields(request.form)
    amount = fields.whole("amount_yen", "入金の額", (1, MAX_YEN))
    received_on = fields.day("received_on", "入金の日")
    fields.check()
    seen = (amount, received_on, fields.text("payer_name"))
    order = deposits.RecordDeposit(visit.token(), ref, *seen)
    paid = visit.do(deposits.record_deposit, actor, order)
    told = "入金を記録しました。" + ("契約が始まります。" if paid.began else "")
    return links.done(told, "provider.invoice", ref=ref)


@door.post("/invoices/<ref>/reverse", shows="provider.invoice")
def reverse_deposit(actor: Actor, ref: str) -> ResponseReturnValue:
    """「記録の取消し」 With a reason that both sides read."""
    fields = Fields(request.form)
    named = fields.text("deposit"), fields.text("reason")
    order = deposits.ReverseDeposit(visit.token(), *named)
    visit.do(deposits.reverse_deposit, actor, order)
    return links.done("入金の記録を取り消しました。", "provider.invoice", ref=ref)


files.open_papers(door, back="contracts", records=True)
records.open_records(door)
