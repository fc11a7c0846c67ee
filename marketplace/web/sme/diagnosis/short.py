"""「短い形」 One answer an item, of one category at a time; about ten minutes for all."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.diagnosis.confirming import level_of
from marketplace.desk.diagnosis.replying import GiveItemReply, ItemReply, reply_item
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.assessment import Answer
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
    fields = Fields(request.form)
    items = (name[2:] for name in request.form if name.startswith(f"a-{category}-"))
    told = tuple(one for item in items for one in _told(fields, item))
    fields.check()
    if not told:
        chapter(seen(actor, ref), category)
    made = visit.do(reply_item, actor, GiveItemReply(visit.token(), ref, told)).assessment
    numbers = list(dict.fromkeys(item.category for item in level_of(made).items))
    place = numbers.index(category) + 1
    if request.form.get("go") == "next" and place < len(numbers):
        onward = {"ref": ref, "category": numbers[place]}
        return links.done("保存しました。", "sme.diagnosis_category", **onward)
    return links.done("保存しました。", "sme.diagnosis", ref=ref)


def _told(fields: Fields, item: str) -> list[ItemReply]:
    name = f"a-{item}"
    answer = fields.text(name)
    if not answer or answer == fields.text(f"was-{item}"):
        return []
    fields.choice(name, item, WORDS)
    version = fields.whole(f"seen-{item}", item, (0, MOST))
    return [ItemReply(item, WORDS.get(answer, Answer.OPEN), version)]


def _said(picture: Picture, item: Requirement) -> str:
    """The one answer of all criteria that apply; nothing where they differ."""
    made = picture.kept.assessment
    asked = [one for one in item.criteria if applies(one, made.profile) is not False]
    found = {made.reply(one.id).answer.value for one in asked}
    (only,) = found if len(found) == 1 else ("",)
    return only if only in WORDS else ""
