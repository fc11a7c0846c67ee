"""「前回の診断」 Its answers are looked at again, and what became of them since."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.diagnosis.confirming import ConfirmPrevious, compared, confirm_previous
from marketplace.domain.difference import Turn
from marketplace.domain.organisation import Actor
from marketplace.web import links, visit
from marketplace.web.sme.door import door


@door.post("/diagnosis/<ref>/<category>/confirm", shows="sme.diagnosis_category")
def confirm(actor: Actor, ref: str, category: str) -> ResponseReturnValue:
    """「前回の答えを今日の答えにする」 Those that are ticked; what was answered meanwhile stays."""
    criteria = tuple(request.form.getlist("criterion"))
    visit.do(confirm_previous, actor, ConfirmPrevious(visit.token(), ref, criteria))
    told = "しるしの付いた前回の答えを、今日の答えにしました。"
    return links.done(told, "sme.diagnosis_category", ref=ref, category=category)


@door.get("/diagnosis/<ref>/changes")
def diagnosis_changes(actor: Actor, ref: str) -> ResponseReturnValue:
    """「前回との違い」 Each diagnosis read under its own edition."""
    with visit.store().read() as book:
        found = compared(book, actor, ref, request.args.get("with"))
    turns = [(turn, found.differences.of(turn)) for turn in Turn]
    return render_template("sme/diagnosis/changes.html", p=found, turns=turns)
