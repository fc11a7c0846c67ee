"""「診断の進み」 Where a diagnosis stands, and its end."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.diagnosis.starting import FinishDiagnosis, finish_diagnosis
from marketplace.domain.organisation import Actor
from marketplace.web import links, visit
from marketplace.web.sme.diagnosis.chapters import answers, chapters, seen
from marketplace.web.sme.diagnosis.squares import bar
from marketplace.web.sme.door import door


@door.get("/diagnosis/<ref>")
def diagnosis(actor: Actor, ref: str) -> ResponseReturnValue:
    """「診断の進み」 By category, and what comes next."""
    picture = seen(actor, ref)
    found = answers(picture)
    waiting = next((c for c in picture.level.criteria if found[c.id].value == "open"), None)
    return render_template(
        "sme/diagnosis/steps.html",
        p=picture,
        chapters=chapters(picture),
        next=waiting and picture.level.item_of[waiting.id],
        bar=bar(picture.total),
    )


@door.post("/diagnosis/<ref>/finish", shows="sme.diagnosis_result")
def finish(actor: Actor, ref: str) -> ResponseReturnValue:
    """「診断を終える」 It stays as it is from now on."""
    visit.do(finish_diagnosis, actor, FinishDiagnosis(visit.token(), ref))
    return links.done(
        "診断を終えました。この診断は、もう変わりません。", "sme.diagnosis_result", ref=ref
    )
