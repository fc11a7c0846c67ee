"""「組合せの案」 The cheapest combination that closes a company's gaps, with its proof."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.planning.planning import planned
from marketplace.desk.planning.subject import Subject, subject
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.web import visit
from marketplace.web.catalogue.covering import WORDS
from marketplace.web.errors import status_of
from marketplace.web.planning.asking import Wanted, wanted
from marketplace.web.planning.sheet import sheet
from marketplace.web.planning.shown import PlanPage
from marketplace.web.prefectures import BY_CODE
from marketplace.web.said import said
from marketplace.web.sme.door import door


@door.get("/plan")
def plan(actor: Actor) -> ResponseReturnValue:
    """「組合せの案」 For the newest diagnosis; without one it says where to begin."""
    try:
        about = _subject(actor)
    except Conflict as error:
        told = render_template("sme/planning/undiagnosed.html", told=said(error))
        return told, status_of(error)
    return _shown(about)


@door.get("/diagnosis/<ref>/plan")
def diagnosis_plan(actor: Actor, ref: str) -> ResponseReturnValue:
    """「この診断からの案」 The same for one of the company's diagnoses."""
    return _shown(_subject(actor, ref))


@door.get("/diagnosis/<ref>/plan.csv")
def diagnosis_plan_sheet(actor: Actor, ref: str) -> Response:
    """「表計算用のファイル」 All of the page, to be saved."""
    about = _subject(actor, ref)
    page = _page(about, wanted(about))
    answer = Response(sheet(page), page.status, mimetype="text/csv")
    name = f"plan-{page.made.conditions.day.isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _subject(actor: Actor, ref: str | None = None) -> Subject:
    with visit.store().read() as book:
        return subject(book, actor, ref)


def _page(about: Subject, asked: Wanted) -> PlanPage:
    with visit.store().read() as book:
        return PlanPage(planned(book, about, asked.order, visit.today()), asked)


def _shown(about: Subject) -> ResponseReturnValue:
    found = wanted(about)
    same = {"about": about, "wanted": found, "asked": found.asked, "prefectures": BY_CODE}
    if not (found.asked.usable and found.places):
        return render_template("sme/planning/asking.html", **same), found.asked.status
    page = _page(about, found)
    shown = render_template("sme/planning/plan.html", page=page, p=page.made, words=WORDS, **same)
    return shown, page.status
