"""「回答」 The full form: an item's criteria one by one, with the plain words for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from conformance.assessing import questions
from conformance.edition import load_edition
from marketplace.desk.diagnosis.confirming import level_of
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.diagnosis import Clash, Diagnosis
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.domain.requirement import Level
from marketplace.web import helps, links, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.diagnosis.chapters import after, colleagues, is_set_aside, item, seen
from marketplace.web.sme.diagnosis.squares import bar
from marketplace.web.sme.door import door

WORDS = {one.value: one for one in Answer}
MOST = 10**9


@door.get("/diagnosis/<ref>/<category>/<number>")
def diagnosis_item(actor: Actor, ref: str, category: str, number: str) -> ResponseReturnValue:  # noqa: ARG001 - a step of the address
    """「要求事項」 Its criteria with the answers so far, and who gave them."""
    picture = seen(actor, ref)
    made, clashes = picture.kept.assessment, _clashes()
    found = item(picture.level, number)
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
        next=after(picture.level, number),
        colleagues=colleagues(actor),
        bar=bar(picture.total),
    )


@door.post("/diagnosis/<ref>/<category>/<number>", shows="sme.diagnosis_item")
def reply_to(actor: Actor, ref: str, category: str, number: str) -> ResponseReturnValue:  # noqa: ARG001 - a step of the address
    """「回答を保存する」 All criteria of the item, or none; the act alone reads what is there."""
    fields = Fields(request.form)
    last = seen(actor, ref).last if "same" in _marks(number) else {}
    told = tuple(_told(fields, one, last) for one in _numbers(number))
    fields.check()
    if not told:
        item(seen(actor, ref).level, number)
    made = _kept(actor, GiveReply(visit.token(), ref, told)).assessment
    return _onward(ref, level_of(made), number)


def _numbers(number: str) -> tuple[str, ...]:
    """The criteria of the item that the form answers; whether they exist is asked by the act."""
    return tuple(name[2:] for name in request.form if name.startswith(f"a-{number}-"))


def _marks(number: str) -> set[str]:
    """What the form says of the item's criteria beside their answers."""
    return {name.partition("-")[0] for name in request.form if f"-{number}-" in name}


def _kept(actor: Actor, order: GiveReply) -> Diagnosis:
    try:
        return visit.do(reply, actor, order)
    except Conflict as error:
        g.clashes = error.values.get("clashes", ())
        raise


def _onward(ref: str, level: Level, number: str) -> ResponseReturnValue:
    following = after(level, number)
    if request.form.get("go") == "next" and following:
        place = {"category": following.category, "number": following.id}
        return links.done("保存しました。", "sme.diagnosis_item", ref=ref, **place)
    category = item(level, number).category
    return links.done("保存しました。", "sme.diagnosis_category", ref=ref, category=category)


def _clashes() -> dict[str, Clash]:
    found: tuple[Clash, ...] = g.get("clashes", ())
    return {one.criterion: one for one in found}


def _told(fields: Fields, one: str, last: Mapping[str, Reply]) -> ReplyTo:
    answer = fields.choice(f"a-{one}", one, WORDS)
    given = Reply(
        answer=WORDS.get(answer, Answer.OPEN),
        reason=fields.text(f"reason-{one}"),
        note=fields.text(f"note-{one}"),
        evidence=fields.text(f"evidence-{one}"),
        owner=fields.text(f"owner-{one}"),
        due=_day(fields, f"due-{one}", f"{one} の期日"),
        checked_on=_day(fields, f"checked-{one}", f"{one} の証拠を確かめた日"),
    )
    same = fields.text(f"same-{one}") == "yes" and given.answer is Answer.OPEN
    if same and one in last:
        given = _as_last_time(given, last[one])
    return ReplyTo(one, given, fields.whole(f"seen-{one}", one, (0, MOST)))


def _as_last_time(given: Reply, last: Reply) -> Reply:
    """What was entered now stands over what was said then."""
    entered = {f.name: value for f in fields_of(given) if (value := getattr(given, f.name))}
    return replace(last, **entered | {"answer": last.answer, "wholesale": False})


def _day(fields: Fields, name: str, label: str) -> date | None:
    written = any(fields.text(f"{name}_{part}") for part in ("y", "m", "d"))
    return fields.day(name, label) if written else None
