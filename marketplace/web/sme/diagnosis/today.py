"""「今日できること」 What a company can have today, its diagnoses, and the beginning of one."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.reference import level
from marketplace.desk.diagnosis import viewing
from marketplace.desk.diagnosis.editions import todays
from marketplace.desk.diagnosis.starting import StartDiagnosis, start_diagnosis
from marketplace.domain.organisation import Actor
from marketplace.domain.tier import Star
from marketplace.web import links, scheme, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.door import door

STARS = {star.value: star for star in Star}


@door.get("/diagnosis")
def diagnoses(actor: Actor) -> ResponseReturnValue:
    """「診断の一覧」 Below what can be had on this day."""
    with visit.store().read() as book:
        found = viewing.diagnoses(book, actor)
        edition = todays(book, visit.today()).slug
        last = viewing.last_one(book, actor)
    return render_template(
        "sme/diagnosis/today.html",
        found=found,
        edition=edition,
        last=last,
        sizes={star: level(edition, int(star.value)) for star in Star},
        is_open=scheme.may_have_begun(visit.today()),
    )


@door.post("/diagnosis", shows="sme.diagnoses")
def start(actor: Actor) -> ResponseReturnValue:
    """「診断を始める」 With the profile first, because it says what is asked."""
    fields = Fields(request.form)
    star = fields.choice("star", "どの★か", STARS)
    fields.check()
    edition, previous = fields.text("edition") or None, fields.text("previous") or None
    order = StartDiagnosis(visit.token(), STARS[star], edition, previous)
    made = visit.do(start_diagnosis, actor, order)
    told = "前回の答えは、確かめるまで未回答です。" if previous else ""
    told = f"{STARS[star].label} の診断を始めました。{told}"
    return links.done(told, "sme.diagnosis_profile", ref=made.ref)
