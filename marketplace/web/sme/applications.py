"""「申込み」 What this company has signed, and how the provider answered."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.catalogue.listing import current
from marketplace.desk.contracts import applications as desk
from marketplace.desk.contracts.converting import final_offer
from marketplace.domain.certificate import Listing
from marketplace.domain.contract import Application, ApplicationState
from marketplace.domain.organisation import Actor
from marketplace.store import Book
from marketplace.store import applications as papers
from marketplace.web import links, visit
from marketplace.web.sme.door import door


@door.get("/applications")
def applications(actor: Actor) -> ResponseReturnValue:
    """「申込みの一覧」 The newest first."""
    with visit.store().read() as book:
        found = papers.applications(book, actor)
    waiting = sum(one.state_on(visit.today()) is ApplicationState.APPLIED for one in found)
    return render_template("sme/applications.html", applications=found, waiting=waiting)


@door.get("/applications/<ref>")
def application(actor: Actor, ref: str) -> ResponseReturnValue:
    """「一つの申込み」 Where it stands, and the price that was shown."""
    with visit.store().read() as book:
        found = papers.application(book, actor, ref)
        final, came = _final(book, found), papers.came_of(book, actor, ref)
    return render_template("sme/application.html", application=found, final=final, came=came)


def _final(book: Book, found: Application) -> Listing | None:
    """「最終の料金」 Where it can be looked at, for a 仮申込 that is still open."""
    if not found.provisional or found.state_on(visit.today()) is not ApplicationState.APPLIED:
        return None
    return final_offer(found, current(book, visit.today()).listings)


@door.post("/applications/<ref>/withdraw", shows="sme.application")
def withdraw_application(actor: Actor, ref: str) -> ResponseReturnValue:
    """「申込みの取下げ」 While nobody has answered."""
    visit.do(desk.withdraw_application, actor, desk.WithdrawApplication(visit.token(), ref))
    return links.done("申込みを取り下げました。", "sme.application", ref=ref)
