"""「診断の結果」 What is left until the star, who can close it, and the answers as a table."""

from __future__ import annotations

import csv
import json
from io import StringIO

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from marketplace.codec.assessment import dump_assessment
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.assessment import Answer
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import reason_of
from marketplace.domain.requirement import Criterion, MetBy
from marketplace.web import look
from marketplace.web.sme.diagnosis.chapters import answers, chapters, seen
from marketplace.web.sme.diagnosis.squares import WIDE, height, squares
from marketplace.web.sme.door import door

HEADS = (
    "分類",
    "要求事項",
    "評価基準",
    "見出し",
    "答え",
    "対象外の理由",
    "メモ",
    "証拠",
    "担当",
    "期日",
    "証拠を確かめた日",
    "まとめて回答",
    "答えた人",
    "答えた日時",
)
_STEERS = ("=", "+", "-", "@", "\t", "\r")


@door.get("/diagnosis/<ref>/result")
def diagnosis_result(actor: Actor, ref: str) -> ResponseReturnValue:
    """「診断の結果（参考）」 The conclusion first."""
    picture = seen(actor, ref)
    found = answers(picture)
    parts = chapters(picture)
    pictured = [
        (one, squares({c.id: found[c.id] for item in one.items for c in item.criteria}))
        for one in parts
    ]
    return render_template(
        "sme/diagnosis/result.html",
        p=picture,
        chapters=parts,
        pictured=[(one, made, height(len(made))) for one, made in pictured],
        wide=WIDE,
        answers=found,
        means=_means(picture.gaps),
        legend=[(one.label, one) for one in Answer],
    )


@door.get("/diagnosis/<ref>/answers.csv")
def diagnosis_answers(actor: Actor, ref: str) -> Response:
    """「回答の一覧」 For a spreadsheet, which needs the mark at the beginning to read Japanese."""
    picture = seen(actor, ref)
    sheet = StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([_cell(text) for text in _row(picture, one)] for one in picture.level.criteria)
    return _saved(Response("\ufeff" + sheet.getvalue(), mimetype="text/csv"), ref, "csv")


@door.get("/diagnosis/<ref>/answers.json")
def diagnosis_document(actor: Actor, ref: str) -> Response:
    """「診断の書類」 The whole diagnosis in its document format."""
    made = dump_assessment(seen(actor, ref).kept.assessment)
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    return _saved(Response(text, mimetype="application/json"), ref, "json")


def _saved(answer: Response, ref: str, ending: str) -> Response:
    name = f'attachment; filename="diagnosis-{ref}.{ending}"'
    answer.headers["Content-Disposition"] = name
    return answer


def _means(gaps: tuple[Criterion, ...]) -> dict[MetBy, list[Criterion]]:
    return {means: [one for one in gaps if one.met_by is means] for means in MetBy}


def _row(picture: Picture, one: Criterion) -> tuple[str | None, ...]:
    made, given = picture.kept.assessment, picture.kept.given.get(one.id)
    reply = made.reply(one.id)
    counted: Answer = answers(picture)[one.id]
    item = next(found for found in picture.level.items if found.id == one.item)
    return (
        item.category_label,
        item.title,
        one.id,
        one.label,
        counted.label,
        reason_of(made, one),
        reply.note,
        reply.evidence,
        reply.owner,
        reply.due.isoformat() if reply.due else None,
        reply.checked_on.isoformat() if reply.checked_on else None,
        "はい" if reply.wholesale else None,
        given.by if given else None,
        look.moment(given.at) if given else None,
    )


def _cell(text: str | None) -> str:
    """What begins like a formula stays text in a spreadsheet."""
    return f"'{text}" if text and text.startswith(_STEERS) else text or ""
