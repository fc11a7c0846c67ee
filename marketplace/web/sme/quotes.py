"""「見積りと申込み」 From a listed plan to a quote at my own size, and on to a signature."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.catalogue import listing
from marketplace.desk.contracts import applications as signing
from marketplace.desk.contracts import quotes as desk
from marketplace.domain.contract import Application
from marketplace.domain.errors import Missing
from marketplace.domain.invoice import PAYMENT_DAYS
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Actor
from marketplace.domain.outlook import outlook
from marketplace.domain.quote import QUOTE_DAYS, consents_for
from marketplace.payments import offered
from marketplace.print import insurance_line, quote_pdf
from marketplace.store import Book
from marketplace.store import applications as papers_of
from marketplace.store import quotes as papers
from marketplace.web import files, links, sizing, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.door import door


@door.get("/quote/<ref>/<code>")
def quote_form(actor: Actor, ref: str, code: str) -> ResponseReturnValue:
    """「見積りを作る前に」 The price at my size once more, and the button that keeps it."""
    asked, day = sizing.asked(), visit.today()
    with visit.store().read() as book:
        page = listing.offering(book, ref, day)
        origin = _origin(book, actor)
    plan = _plan(page.plans, code)
    breakdown = plan.tariff.breakdown(asked.size, asked.months, day)
    shown = {"asked": asked, "page": page, "plan": plan, "breakdown": breakdown, "origin": origin}
    return render_template("sme/quote_form.html", **shown, quote_days=QUOTE_DAYS), asked.status


@door.post("/quote/<ref>/<code>", shows="sme.quote_form")
def make_quote(actor: Actor, ref: str, code: str) -> ResponseReturnValue:
    """「見積りを作る」 For exactly the size that the price was shown for."""
    fields = Fields(request.form)
    size, months = sizing.entered(fields)
    fields.check()
    wish = desk.MakeQuote(visit.token(), ref, code, size, months, fields.text("from"))
    made = visit.do(desk.quote, actor, wish)
    return links.done("見積りを作りました。まだ申し込んでいません。", "sme.quote", ref=made.ref)


def _origin(book: Book, actor: Actor) -> Application | None:
    """The 仮申込 that an address names, for the old price beside the new one."""
    named = request.args.get("from", "")
    return papers_of.application(book, actor, named) if named else None


@door.get("/quotes")
def quotes(actor: Actor) -> ResponseReturnValue:
    """「見積りの一覧」 The newest first."""
    with visit.store().read() as book:
        found = papers.quotes(book, actor)
    return render_template("sme/quotes.html", quotes=found)


@door.get("/quotes/<ref>")
def quote(actor: Actor, ref: str) -> ResponseReturnValue:
    """「見積りと申込みの確認」 Everything that is agreed to, on one page, before it is signed."""
    day = visit.today()
    with visit.store().read() as book:
        page = desk.quote_page(book, actor, ref, day)
    found = page.quote
    return render_template(
        "sme/quote.html",
        page=page,
        quote=found,
        ahead=outlook(found, day),
        consents=consents_for(found),
        ways=offered(found.provider),
        insured=insurance_line(found.offering.insurance),
        answer_days=signing.answer_days(found),
        payment_days=PAYMENT_DAYS,
    )


@door.post("/quotes/<ref>/sign", shows="sme.quote")
def sign(actor: Actor, ref: str) -> ResponseReturnValue:
    """「申し込む」 Exactly what was shown, with each consent ticked by itself."""
    with visit.store().read() as book:
        found = papers.quote(book, actor, ref)
    asked, fields = consents_for(found), Fields(request.form)
    for one in asked:
        fields.ticked(f"consent_{one.code}", one.name, "同意できるときは、印を付けてください")
    fields.choice("gateway", "支払い方法", {way.name: way for way in offered(found.provider)})
    fields.check()
    given, way = tuple(one.code for one in asked), fields.text("gateway")
    order = signing.SignQuote(visit.token(), ref, request.form.get("digest", ""), given, way)
    made = visit.do(signing.sign, actor, order)
    return links.done(_told(made), "sme.application", ref=made.ref)


def _told(made: Application) -> str:
    if made.provisional:
        return "仮申込をしました。適合確認書が出るまで、契約にはなりません。"
    return "申し込みました。事業者の回答をお待ちください。"


@door.get("/quotes/<ref>/pdf")
def quote_file(actor: Actor, ref: str) -> Response:
    """「見積書」 As a file to keep, the same one on every day."""
    with visit.store().read() as book:
        found = papers.quote(book, actor, ref)
    return files.pdf(quote_pdf(found), f"quote-{found.ref}")


def _plan(plans: tuple[Plan, ...], code: str) -> Plan:
    named = {plan.code: plan for plan in plans}
    if code not in named:
        raise Missing("plan", ref=code)
    return named[code]
