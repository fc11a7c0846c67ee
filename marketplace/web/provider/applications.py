"""「申込みへの回答」 Accept with a start day, or decline with a reason."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.contracts import applications as desk
from marketplace.domain.contract import ApplicationState
from marketplace.domain.organisation import Actor
from marketplace.payments import gateway
from marketplace.store import applications as papers
from marketplace.web import links, visit
from marketplace.web.fields import Fields
from marketplace.web.provider.door import door


@door.get("/applications")
def applications(actor: Actor) -> ResponseReturnValue:
    """「申込み」 The newest first."""
    with visit.store().read() as book:
        found = papers.applications(book, actor)
    waiting = sum(one.state_on(visit.today()) is ApplicationState.APPLIED for one in found)
    return render_template("provider/applications.html", applications=found, waiting=waiting)


@door.get("/applications/<ref>")
def application(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの申込み」 At the price that was shown, waiting for an answer."""
    with visit.store().read() as book:
        found = papers.application(book, actor, ref)
    way = gateway(found.signature.gateway if found.signature else desk.USUAL_GATEWAY)
    return render_template("provider/application.html", application=found, way=way)


@door.post("/applications/<ref>/accept", shows="provider.application")
def accept(actor: Actor, ref: str) -> ResponseReturnValue:
    """「承諾」 The application becomes a contract."""
    fields = Fields(request.form)
    starts_on = fields.day("starts_on", "サービスの開始日")
    fields.check()
    made = visit.do(desk.accept, actor, desk.Accept(visit.token(), ref, starts_on))
    return links.done("申込みを承諾し、契約が成立しました。", "provider.contract", ref=made.ref)


@door.post("/applications/<ref>/decline", shows="provider.application")
def decline(actor: Actor, ref: str) -> ResponseReturnValue:
    """「見送り」 With a reason that the company reads."""
    reason = Fields(request.form).text("reason")
    visit.do(desk.decline, actor, desk.Decline(visit.token(), ref, reason))
    return links.done("申込みを見送りました。", "provider.application", ref=ref)
