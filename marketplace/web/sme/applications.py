"""「申込み」 From a listed plan to an application, at my own size."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.catalogue import listing
from marketplace.desk.contracts import contracting as desk
from marketplace.domain.errors import Missing
from marketplace.domain.invoice import PAYMENT_DAYS
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Actor
from marketplace.store import contracts
from marketplace.web import links, sizing, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.door import door


@door.get("/apply/<ref>/<code>")
def apply_form(actor: Actor, ref: str, code: str) -> ResponseReturnValue:  # noqa: ARG001 - behind the door
    """「申込みの確認」 The price once more, the conditions, and the agreement."""
    asked, day = sizing.asked(), visit.today()
    with visit.store().read() as book:
        page = listing.offering(book, ref, day)
    plan = _plan(page.plans, code)
    breakdown = plan.tariff.breakdown(asked.size, asked.months, day)
    return render_template(
        "sme/apply.html",
        asked=asked,
        page=page,
        plan=plan,
        breakdown=breakdown,
        answer_days=desk.ANSWER_DAYS,
        payment_days=PAYMENT_DAYS,
    ), asked.status


@door.post("/apply/<ref>/<code>", shows="sme.apply_form")
def apply(actor: Actor, ref: str, code: str) -> ResponseReturnValue:
    """「申し込む」 For exactly the size that the price was shown for."""
    fields = Fields(request.form)
    size, months = sizing.entered(fields)
    fields.check()
    agreed, shown = request.form.get("agreed") == "yes", request.form.get("shown", "")
    order = desk.Apply(visit.token(), ref, shown, code, size=size, months=months, agreed=agreed)
    made = visit.do(desk.apply, actor, order)
    return links.done(
        "申し込みました。事業者の回答をお待ちください。", "sme.application", ref=made.ref
    )


@door.get("/applications")
def applications(actor: Actor) -> ResponseReturnValue:
    """「申込みの一覧」 The newest first."""
    with visit.store().read() as book:
        found = contracts.applications(book, actor)
    return render_template("sme/applications.html", applications=found)


@door.get("/applications/<ref>")
def application(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの申込み」 Where it stands, and the price that was shown."""
    with visit.store().read() as book:
        found = contracts.application(book, actor, ref)
    return render_template("sme/application.html", application=found)


@door.post("/applications/<ref>/withdraw", shows="sme.application")
def withdraw_application(actor: Actor, ref: str) -> ResponseReturnValue:
    """「申込みの取下げ」 While nobody has answered."""
    visit.do(desk.withdraw_application, actor, desk.WithdrawApplication(visit.token(), ref))
    return links.done("申込みを取り下げました。", "sme.application", ref=ref)


def _plan(plans: tuple[Plan, ...], code: str) -> Plan:
    named = {plan.code: plan for plan in plans}
    if code not in named:
        raise Missing("plan", ref=code)
    return named[code]
