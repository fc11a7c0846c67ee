"""「取込み」 A file is looked at first; what would change is shown and confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.codec.answers import Answers, Row
from marketplace.codec.imported import Carried, dump_carried, load_carried
from marketplace.desk.diagnosis import viewing
from marketplace.desk.diagnosis.importing import (
    Change,
    ImportAnswers,
    Preview,
    import_answers,
    preview,
    previewed,
)
from marketplace.desk.diagnosis.replying import ReplyTo
from marketplace.domain.assessment import Reply
from marketplace.domain.organisation import Actor
from marketplace.web import links, visit
from marketplace.web.fields import BadFields, FieldFault
from marketplace.web.said import said
from marketplace.web.sme.diagnosis.chapters import seen
from marketplace.web.sme.door import door

NO_FILE = "CSV か JSON のファイルを選んでください"
_SAYS = ("answer", "reason", "note", "evidence", "owner", "due", "checked_on", "wholesale")


@door.get("/diagnosis/<ref>/import")
def diagnosis_import(actor: Actor, ref: str) -> ResponseReturnValue:
    """「ファイルを選ぶ」 Where a colleague was faster than a confirmation, both answers."""
    if "refusal" in g and "carried" in request.form:
        return _shown(_again(actor, ref))
    return render_template("sme/diagnosis/import.html", p=seen(actor, ref))


@door.post("/diagnosis/<ref>/import", shows="sme.diagnosis_import")
def look_into(actor: Actor, ref: str) -> ResponseReturnValue:
    """「下見」 What the file would change; nothing is written."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise BadFields((FieldFault("file", "ファイル", NO_FILE),))
    with file.stream as stream:
        raw = stream.read()
    with visit.store().read() as book:
        found = preview(book, actor, ref, raw=raw, name=file.filename)
    return _shown(found)


@door.post("/diagnosis/<ref>/import/confirm", shows="sme.diagnosis_import")
def take_in(actor: Actor, ref: str) -> ResponseReturnValue:
    """「取り込む」 What was shown, with those of the clashes that are to be taken."""
    carried = _carried(actor, ref)
    told = {**carried.replies, **_taken(carried)}
    replies = tuple(ReplyTo(number, reply, version) for number, (reply, version) in told.items())
    parts: dict[str, Any] = dict(carried.parts)
    order = ImportAnswers(visit.token(), ref, carried.seen_version, replies, **parts)
    visit.do(import_answers, actor, order)
    return links.done(f"{len(replies)}基準の答えを取り込みました。", "sme.diagnosis", ref=ref)


def _taken(carried: Carried) -> dict[str, tuple[Reply, int]]:
    taken = set(request.form.getlist("take"))
    return {number: told for number, told in carried.clashes.items() if number in taken}


def _carried(actor: Actor, ref: str) -> Carried:
    about = seen(actor, ref).kept.assessment
    return load_carried(request.form.get("carried", ""), about)


def _again(actor: Actor, ref: str) -> Preview:
    """The same replies over what a colleague has answered since."""
    carried = _carried(actor, ref)
    told = {**carried.replies, **carried.clashes}
    rows = tuple(
        Row(0, number, {name: getattr(reply, name) for name in _SAYS}, version)
        for number, (reply, version) in told.items()
    )
    with visit.store().read() as book:
        found = viewing.diagnosis(book, actor, ref).kept
        return previewed(book, actor, found, Answers(rows), parts=carried.parts)


def _shown(found: Preview) -> ResponseReturnValue:
    moves = (Change.ADDED, Change.CHANGED)
    return render_template(
        "sme/diagnosis/import_preview.html",
        p=found,
        changes=Change,
        refused=sorted(_refused(found), key=lambda one: int(one["line"])),
        carried=dump_carried(
            Carried(
                replies=_by_number(found, *moves),
                clashes=_by_number(found, Change.CLASH),
                parts=found.parts,
                seen_version=found.kept.version,
            ),
            found.kept.assessment,
        ),
    )


def _by_number(found: Preview, *kinds: Change) -> dict[str, tuple[Reply, int]]:
    lines = (one for kind in kinds for one in found.of(kind))
    return {one.criterion: (one.after, one.seen) for one in lines}


def _refused(found: Preview) -> Iterator[Mapping[str, str]]:
    """Every line that is not taken, as the page lists it."""
    for fault in found.unread:
        yield {
            "line": str(fault.line or 0),
            "field": fault.place,
            "message": fault.message,
            "remedy": fault.remedy,
        }
    for one in found.unusable:
        told = said(one.error)
        yield {
            "line": str(one.line),
            "field": one.criterion,
            "message": told.text,
            "remedy": told.remedy,
        }
