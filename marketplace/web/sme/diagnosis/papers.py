"""「証拠のファイル」 Beside the answers of an item: added, opened and taken off by POST."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.diagnosis import evidencing
from marketplace.desk.diagnosis.evidencing import (
    AttachFile,
    OpenFile,
    RemoveFile,
    attach_file,
    open_file,
    remove_file,
)
from marketplace.domain.organisation import Actor
from marketplace.web import links, visit
from marketplace.web.evidence import attachment
from marketplace.web.fields import BadFields, FieldFault
from marketplace.web.headers import FILE_POLICY
from marketplace.web.sme.diagnosis.chapters import item, seen
from marketplace.web.sme.door import door


@door.get("/diagnosis/<ref>/<category>/<number>/files")
def diagnosis_papers(actor: Actor, ref: str, category: str, number: str) -> ResponseReturnValue:  # noqa: ARG001 - a step of the address
    """「証拠のファイル」 Those of an item, by criterion."""
    picture = seen(actor, ref)
    found = item(picture.level, number)
    with visit.store().read() as book:
        papers = evidencing.files(book, actor, ref)
    return render_template("sme/diagnosis/papers.html", p=picture, item=found, papers=papers)


@door.post("/diagnosis/<ref>/<category>/<number>/files", shows="sme.diagnosis_papers")
def attach(actor: Actor, ref: str, **place: str) -> ResponseReturnValue:
    """「ファイルを添える」 To one of the item's criteria."""
    file, criterion = request.files.get("file"), request.form.get("criterion", "")
    if file is None or not file.filename:
        raise BadFields((FieldFault("file", "ファイル", "ファイルを選んでください"),))
    with file.stream as stream:
        raw = stream.read()
    order = AttachFile(visit.token(), ref, criterion, file.filename, raw)
    visit.do(attach_file, actor, order)
    return links.done("ファイルを添えました。", "sme.diagnosis_papers", ref=ref, **place)


@door.post("/diagnosis/<ref>/<category>/<number>/files/<paper>/remove")
def detach(actor: Actor, paper: str, **place: str) -> ResponseReturnValue:
    """「ファイルを外す」 With its bytes."""
    visit.do(remove_file, actor, RemoveFile(visit.token(), paper))
    return links.done("ファイルを外しました。", "sme.diagnosis_papers", **place)


@door.post("/diagnosis/files/<paper>")
def open_paper(actor: Actor, paper: str) -> Response:
    """「ファイルを開く」 Each opening is written down anew; it is saved, never shown as a page."""
    found = visit.do(open_file, actor, OpenFile(visit.new_token(), paper))
    answer = Response(found.raw, content_type=found.file.media_type)
    answer.headers["Content-Disposition"] = attachment(found.file.name, found.ref)
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer
