"""「診断の結果」 What is left until the star, who can close it, and the answers as a table."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.codec.answers import ANSWER, EDITION, NUMBER, VERSION, YES, write_table
from marketplace.codec.assessment import dump_assessment
from marketplace.desk.diagnosis.assigning import AssignTasks, assign_tasks
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import answer_of, reason_of
from marketplace.domain.remaining import by_means, closable, shares, yearly
from marketplace.domain.requirement import Criterion
from marketplace.domain.safeguard import Hold, Standing, lapses, open_criteria
from marketplace.print import diagnosis_pdf
from marketplace.web import documents, files, links, look, scheme, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.diagnosis.chapters import answers, chapters, colleagues, figures
from marketplace.web.sme.diagnosis.squares import WIDE, fields
from marketplace.web.sme.door import door

FIRST = 5
"""Criteria of a means that are shown at once; the others are one press away."""


@door.get("/diagnosis/<ref>/result")
def diagnosis_result(actor: Actor, ref: str) -> ResponseReturnValue:
    """「診断の結果（参考）」 The conclusion first."""
    picture = figures(actor, ref)
    made, level = picture.kept.assessment, picture.level
    return render_template(
        "sme/diagnosis/result.html",
        p=picture,
        **_pictured(picture),
        first=FIRST,
        means=by_means(picture.gaps),
        closable=closable(picture.gaps),
        shares=shares(made, level),
        colleagues=[] if made.finished_on else colleagues(actor),
        papers=documents.helping(),
        yearly=yearly(made, level),
        is_open=scheme.may_have_begun(visit.today()),
        legend=[(one.label, one) for one in Answer],
        lapses=lapses(made, level, visit.today()),
        lapsed=_lapsed(picture),
    )


@door.post("/diagnosis/<ref>/assign", shows="sme.diagnosis_result")
def assign(actor: Actor, ref: str) -> ResponseReturnValue:
    """「担当と期日を決める」 Of everything that is ticked, at once."""
    entered = Fields(request.form)
    written = any(entered.text(f"due_{part}") for part in ("y", "m", "d"))
    due = entered.day("due", "期日") if written else None
    entered.check()
    criteria = tuple(request.form.getlist("criterion"))
    order = AssignTasks(visit.token(), ref, criteria, entered.text("owner") or None, due)
    visit.do(assign_tasks, actor, order)
    told = f"{len(criteria)}基準の担当と期日を決めました。"
    return links.done(told, "sme.diagnosis_result", ref=ref, _anchor="todo")


@door.get("/diagnosis/<ref>/result.pdf")
def diagnosis_file(actor: Actor, ref: str) -> Response:
    """「社長向けの資料」 The same figures on paper."""
    made = diagnosis_pdf(figures(actor, ref), actor.org, visit.today())
    return files.pdf(made, f"diagnosis-{ref}")


def _pictured(picture: Picture) -> dict[str, Any]:
    found, parts = answers(picture), chapters(picture)
    drawn = [(one, fields((c for i in one.items for c in i.criteria), found)) for one in parts]
    return {"chapters": parts, "answers": found, "pictured": drawn, "wide": WIDE}


@door.get("/diagnosis/<ref>/answers.csv")
def diagnosis_answers(actor: Actor, ref: str) -> Response:
    """「回答の一覧」 For a spreadsheet, which needs the mark at the beginning to read Japanese."""
    picture = figures(actor, ref)
    text = write_table(_row(picture, one) for one in picture.level.criteria)
    return _saved(Response(text, mimetype="text/csv"), ref, "csv")


@door.get("/diagnosis/<ref>/answers.json")
def diagnosis_document(actor: Actor, ref: str) -> Response:
    """「診断の書類」 The whole diagnosis in its document format."""
    made = dump_assessment(figures(actor, ref).kept.assessment)
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    return _saved(Response(text, mimetype="application/json"), ref, "json")


def _saved(answer: Response, ref: str, ending: str) -> Response:
    name = f'attachment; filename="diagnosis-{ref}.{ending}"'
    answer.headers["Content-Disposition"] = name
    return answer


def _lapsed(picture: Picture) -> list[Standing]:
    """Criteria that are said to be 達成 by measures which have ended."""
    today = visit.today()
    found = open_criteria(picture.kept.assessment, picture.level, today)
    return [one for one in found if one.hold is Hold.LAPSED]


def _row(picture: Picture, one: Criterion) -> dict[str, str | None]:
    made, given = picture.kept.assessment, picture.kept.given.get(one.id)
    item = next(found for found in picture.level.items if found.id == one.item)
    return {
        "分類": item.category_label,
        "要求事項": item.title,
        NUMBER: one.id,
        "見出し": one.label,
        ANSWER: answer_of(made, one).label,
        **_said(made.reply(one.id)),
        "対象外の理由": reason_of(made, one),
        "答えた人": given.by if given else None,
        "答えた日時": look.moment(given.at) if given else None,
        VERSION: str(given.version if given else 0),
        EDITION: made.edition,
    }


def _said(reply: Reply) -> dict[str, str | None]:
    return {
        "メモ": reply.note,
        "証拠": reply.evidence,
        "担当": reply.owner,
        "期日": reply.due.isoformat() if reply.due else None,
        "証拠を確かめた日": reply.checked_on.isoformat() if reply.checked_on else None,
        "まとめて回答": YES if reply.wholesale else None,
    }
