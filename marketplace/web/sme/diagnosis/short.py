"""「短い形」 One answer an item, of one category at a time; about ten minutes for all."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.diagnosis.replying import GiveItemReply, ItemReply, reply_item
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.assessment import Answer
from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import applies, counts
from marketplace.domain.requirement import Requirement
from marketplace.web import helps, links, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.diagnosis.chapters import answers, chapter, chapters, seen
from marketplace.web.sme.diagnosis.squares import bar
from marketplace.web.sme.door import door

CHOICES = (Answer.MET, Answer.PARTLY, Answer.UNMET, Answer.OPEN)
WORDS = {one.value: one for one in CHOICES}
MOST = 10**9


@door.get("/diagnosis/<ref>/<category>")
def diagnosis_category(actor: Actor, ref: str, category: str) -> ResponseReturnValue:
    """「分類」 Its items in the short form, each with the way to its criteria."""
    picture = seen(actor, ref)
    found = chapter(picture, category)
    made = picture.kept.assessment
    return render_template(
        "sme/diagnosis/category.html",
        p=picture,
        chapter=found,
        chapters=chapters(picture),
        choices=CHOICES,
        said={item.id: _said(picture, item) for item in found.items},
        counted={item.id: counts(made, item.criteria) for item in found.items},
        answers=answers(picture),
        helps=helps.helps(made.edition),
        bar=bar(picture.total),
    )


@door.post("/diagnosis/<ref>/<category>", shows="sme.diagnosis_category")
def reply_category(actor: Actor, ref: str, category: str) -> ResponseReturnValue:
    """「まとめて答える」 Only what was changed on the page is written."""
    picture = seen(actor, ref)
    _require_open(picture)
    found, fields = chapter(picture, category), Fields(request.form)
    told = tuple(one for item in found.items for one in _told(fields, item))
    fields.check()
    visit.do(reply_item, actor, GiveItemReply(visit.token(), ref, told))
    numbers = [one.number for one in chapters(picture)]
    place = numbers.index(category) + 1
    if request.form.get("go") == "next" and place < len(numbers):
        onward = {"ref": ref, "category": numbers[place]}
        return links.done("保存しました。", "sme.diagnosis_category", **onward)
    return links.done("保存しました。", "sme.diagnosis", ref=ref)


def _require_open(picture: Picture) -> None:
    on = picture.kept.assessment.finished_on
    if on:
        raise Conflict("assessment_finished", on=on)


def _told(fields: Fields, item: Requirement) -> list[ItemReply]:
    name = f"a-{item.id}"
    answer = fields.text(name)
    if not answer or answer == fields.text(f"was-{item.id}"):
        return []
    fields.choice(name, item.id, WORDS)
    version = fields.whole(f"seen-{item.id}", item.id, (0, MOST))
    return [ItemReply(item.id, WORDS.get(answer, Answer.OPEN), version)]


def _said(picture: Picture, item: Requirement) -> str:
    """The one answer of all criteria that apply; nothing where they differ."""
    made = picture.kept.assessment
    asked = [one for one in item.criteria if applies(one, made.profile) is not False]
    found = {made.reply(one.id).answer.value for one in asked}
    (only,) = found if len(found) == 1 else ("",)
    return only if only in WORDS else ""
