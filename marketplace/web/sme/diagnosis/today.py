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
ASKED = {
    "information": "取引先の重要な機密情報を、自社で扱っている",
    "delay": "自社が止まると、取引先の仕事が、許せないほど遅れる",
    "reach": "自社から、取引先の社内の仕組みに入れる",
}
"""「三つの問い」 What a customer is expected to look at; any yes asks for ★4."""

WORDS = {"yes": True, "no": False}
BY = ("seminar", "guideline")
"""「条文の出どころ」 Sources of SECURITY ACTION's list; they differ, and we count neither."""


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
        by=request.args.get("by") if request.args.get("by") in BY else BY[0],
        questions=ASKED,
        told=_told(),
        likely=_likely(_told()),
    )


def _told() -> dict[str, bool | None]:
    return {name: WORDS.get(request.args.get(name, "")) for name in ASKED}


def _likely(told: dict[str, bool | None]) -> Star | None:
    """「目安」 ★4 with any yes, ★3 with three noes; None while it cannot be said."""
    if any(told.values()):
        return Star.FOUR
    return Star.THREE if all(one is False for one in told.values()) else None


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
