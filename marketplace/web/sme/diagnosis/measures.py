"""「いま使っている対策」 What the company already has, one at a time, and what it meets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.codec.assessment import MOST_SAFEGUARDS, MOST_YEN
from marketplace.desk.diagnosis.profiling import StateProfile, state_profile
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.assessment import Safeguard, SafeguardKind
from marketplace.domain.organisation import Actor
from marketplace.web import links, visit
from marketplace.web.fields import Fields, digits
from marketplace.web.sme.diagnosis.chapters import chapters, seen
from marketplace.web.sme.door import door

KINDS = {kind.value: kind for kind in SafeguardKind}
MOST = 10**9


@door.get("/diagnosis/<ref>/measures/<place>")
def diagnosis_measure(actor: Actor, ref: str, place: str) -> ResponseReturnValue:
    """「対策を書く」 The one at that place, or a new one after the last."""
    picture = seen(actor, ref)
    own, at = _own(picture, place)
    return render_template(
        "sme/diagnosis/measure.html",
        p=picture,
        place=at,
        own=own[at] if at < len(own) else None,
        kinds=SafeguardKind,
        chapters=chapters(picture),
        ticked=_ticked(own, at),
    )


@door.post("/diagnosis/<ref>/measures/<place>", shows="sme.diagnosis_measure")
def state_measure(actor: Actor, ref: str, place: str) -> ResponseReturnValue:
    """「対策を保存する」 Or take it off the list; the profile is kept as a whole."""
    picture, fields = seen(actor, ref), Fields(request.form)
    own, at = _own(picture, place)
    version = fields.whole("seen", "画面の版", (0, MOST))
    gone = request.form.get("go") == "remove"
    entered = () if gone else (_entered(fields, picture),)
    fields.check()
    profile = picture.kept.assessment.profile
    changed = replace(profile, safeguards=(*own[:at], *entered, *own[at + 1 :]))
    visit.do(state_profile, actor, StateProfile(visit.token(), ref, version, profile=changed))
    told = "対策を一覧から外しました。" if gone else "対策を保存しました。"
    return links.done(told, "sme.diagnosis_profile", ref=ref)


def _own(picture: Picture, place: str) -> tuple[tuple[Safeguard, ...], int]:
    """The measures, and the place of this one; an address with another leads nowhere."""
    own, at = picture.kept.assessment.profile.safeguards, digits(place)
    if at is None or at > min(len(own), MOST_SAFEGUARDS - 1):
        abort(404)
    return own, at


def _ticked(own: tuple[Safeguard, ...], place: int) -> frozenset[str]:
    if request.method == "POST":
        return frozenset(request.form.getlist("criterion"))
    return frozenset(own[place].criteria) if place < len(own) else frozenset()


def _entered(fields: Fields, picture: Picture) -> Safeguard:
    name = fields.text("name")
    if not name:
        fields.fault("name", "名前", "対策の名前を書いてください")
    kind = fields.choice("kind", "種類", KINDS)
    ticked = set(request.form.getlist("criterion"))
    paid = fields.text("monthly_ex_tax")
    return Safeguard(
        name=name,
        kind=KINDS.get(kind, SafeguardKind.OWN),
        criteria=tuple(one for one in picture.level.by_id if one in ticked),
        monthly_ex_tax=fields.whole("monthly_ex_tax", "月額（税抜）", (0, MOST_YEN))
        if paid
        else None,
        ends_on=_ends_on(fields),
    )


def _ends_on(fields: Fields) -> date | None:
    written = any(fields.text(f"ends_on_{part}") for part in ("y", "m", "d"))
    return fields.day("ends_on", "終わる日") if written else None
