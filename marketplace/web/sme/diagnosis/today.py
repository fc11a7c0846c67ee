"""「今日できること」 What a company can have today, its diagnoses, and the beginning of one."""

from __future__ import annotations

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.reference import level
from marketplace.desk.diagnosis import viewing
from marketplace.desk.diagnosis.starting import EDITION, StartDiagnosis, start_diagnosis
from marketplace.domain.organisation import Actor
from marketplace.domain.tier import Star
from marketplace.web import links, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.door import door

OPENS = date(2027, 3, 1)
"""経済産業省: ★3・★4 are to begin about March 2027; before it nobody can obtain one."""
STARS = {star.value: star for star in Star}


@door.get("/diagnosis")
def diagnoses(actor: Actor) -> ResponseReturnValue:
    """「診断の一覧」 Below what can be had on this day."""
    with visit.store().read() as book:
        found = viewing.diagnoses(book, actor)
    return render_template(
        "sme/diagnosis/today.html",
        found=found,
        sizes={star: level(EDITION, int(star.value)) for star in Star},
        is_open=visit.today() >= OPENS,
    )


@door.post("/diagnosis", shows="sme.diagnoses")
def start(actor: Actor) -> ResponseReturnValue:
    """「診断を始める」 With the profile first, because it says what is asked."""
    fields = Fields(request.form)
    star = fields.choice("star", "どの★か", STARS)
    fields.check()
    made = visit.do(start_diagnosis, actor, StartDiagnosis(visit.token(), STARS[star]))
    return links.done(
        f"{STARS[star].label} の診断を始めました。", "sme.diagnosis_profile", ref=made.ref
    )
