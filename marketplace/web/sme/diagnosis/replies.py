"""「回答」 The full form: an item's criteria one by one, with the plain words for each."""

from __future__ import annotations

from datetime import date

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from conformance.assessing import questions
from conformance.edition import load_edition
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.diagnosis import Clash
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.domain.requirement import Criterion
from marketplace.web import helps, links, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.diagnosis.chapters import after, is_set_aside, item, seen
from marketplace.web.sme.diagnosis.squares import bar
from marketplace.web.sme.door import door

WORDS = {one.value: one for one in Answer}
MOST = 10**9


@door.get("/diagnosis/<ref>/<category>/<number>")
def diagnosis_item(actor: Actor, ref: str, category: str, number: str) -> ResponseReturnValue:  # noqa: ARG001 - a step of the address
    """「要求事項」 Its criteria with the answers so far, and who gave them."""
    picture = seen(actor, ref)
    made, clashes = picture.kept.assessment, _clashes()
    found = item(picture, number)
    return render_template(
        "sme/diagnosis/item.html",
        p=picture,
        item=found,
        answers=tuple(Answer),
        aside={one.id for one in found.criteria if is_set_aside(picture, one)},
        clashes=clashes,
        helps=helps.helps(made.edition),
        parts_of_help=helps.PARTS,
        asked=questions(load_edition(made.edition), made.star),
        next=after(picture, number),
        bar=bar(picture.total),
    )


@door.post("/diagnosis/<ref>/<category>/<number>", shows="sme.diagnosis_item")
def reply_to(actor: Actor, ref: str, category: str, number: str) -> ResponseReturnValue:  # noqa: ARG001 - a step of the address
    """「回答を保存する」 All criteria of the item, or none."""
    picture, fields = seen(actor, ref), Fields(request.form)
    asked = item(picture, number).criteria
    told = tuple(_told(fields, one) for one in asked if f"a-{one.id}" in request.form)
    fields.check()
    _kept(actor, GiveReply(visit.token(), ref, told))
    return _onward(picture, number)


def _kept(actor: Actor, order: GiveReply) -> None:
    try:
        visit.do(reply, actor, order)
    except Conflict as error:
        g.clashes = error.values.get("clashes", ())
        raise


def _onward(picture: Picture, number: str) -> ResponseReturnValue:
    following = after(picture, number)
    if request.form.get("go") == "next" and following:
        place = {"category": following.category, "number": following.id}
        return links.done("保存しました。", "sme.diagnosis_item", ref=picture.kept.ref, **place)
    category = item(picture, number).category
    back = "sme.diagnosis_category"
    return links.done("保存しました。", back, ref=picture.kept.ref, category=category)


def _clashes() -> dict[str, Clash]:
    found: tuple[Clash, ...] = g.get("clashes", ())
    return {one.criterion: one for one in found}


def _told(fields: Fields, one: Criterion) -> ReplyTo:
    answer = fields.choice(f"a-{one.id}", one.id, WORDS)
    given = Reply(
        answer=WORDS.get(answer, Answer.OPEN),
        reason=fields.text(f"reason-{one.id}"),
        note=fields.text(f"note-{one.id}"),
        evidence=fields.text(f"evidence-{one.id}"),
        owner=fields.text(f"owner-{one.id}"),
        due=_day(fields, f"due-{one.id}", f"{one.id} の期日"),
        checked_on=_day(fields, f"checked-{one.id}", f"{one.id} の証拠を確かめた日"),
    )
    return ReplyTo(one.id, given, fields.whole(f"seen-{one.id}", one.id, (0, MOST)))


def _day(fields: Fields, name: str, label: str) -> date | None:
    written = any(fields.text(f"{name}_{part}") for part in ("y", "m", "d"))
    return fields.day(name, label) if written else None
