"""「記録簿の頁」 Who of the organisation did what and when; found, paged and saved."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import journals as desk
from marketplace.desk.journals import JournalPage, Wanted
from marketplace.domain.days import JST
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Actor
from marketplace.store.journal import Entry
from marketplace.web import visit
from marketplace.web.fields import Fields, digits
from marketplace.web.organisation.door import door
from marketplace.web.said import said
from marketplace.web.sentences.deeds import DEEDS, Subject, acts_about, deed_of

BOM = "\ufeff"
"""Without it Excel reads a CSV as Shift_JIS."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet (OWASP: CSV Injection)."""

HEAD = ("日時", "だれ", "したこと", "種類", "対象", "番号", "指紋")
PARTS = ("person", "about", "first_y", "first_m", "first_d", "last_y", "last_m", "last_d")


@door.get("/journal")
def journal(actor: Actor) -> ResponseReturnValue:
    """「記録簿」 Fifty a page; a search that cannot be used finds everything and says why."""
    status, g.entered = 200, request.args
    try:
        found = _page(actor, _wanted())
    except Refused as error:
        g.refusal, status = said(error), 422
        found = _page(actor, Wanted())
    asked = {name: request.args[name] for name in PARTS if request.args.get(name)}
    shown = {"found": found, "asked": asked, "deed_of": deed_of, "subjects": tuple(Subject)}
    return render_template("organisation/journal.html", most=desk.MOST_EXPORTED, **shown), status


@door.get("/journal.csv")
def journal_csv_file(actor: Actor) -> Response:
    """「CSV」 For a spreadsheet: what was found, with formulas made harmless."""
    return _saved(as_csv(_found(actor)), "text/csv", "journal.csv")


@door.get("/journal.json")
def journal_json_file(actor: Actor) -> Response:
    """「JSON」 For a program: the same lines with the codes of the acts."""
    said_so = {"organisation": actor.org.ref, "entries": [_plain(one) for one in _found(actor)]}
    body = json.dumps(said_so, ensure_ascii=False, indent=1)
    return _saved(f"{body}\n", "application/json", "journal.json")


def as_csv(entries: tuple[Entry, ...]) -> str:
    """The lines as CSV (RFC 4180) in UTF-8 with a byte order mark."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEAD)
    for one in entries:
        deed = deed_of(one.act)
        place = "" if one.seq is None else one.seq
        words = (_local(one), one.person, deed.words, deed.subject.label, one.subject_ref)
        writer.writerow([*(harmless(word) for word in words), place, one.digest])
    return BOM + file.getvalue()


def harmless(word: str) -> str:
    """A cell that no spreadsheet reckons with: an apostrophe makes it a text."""
    return f"'{word}" if word.startswith(FORMULA) else word


def _found(actor: Actor) -> tuple[Entry, ...]:
    with visit.store().read() as book:
        return desk.journal_export(book, actor, _wanted())


def _page(actor: Actor, wanted: Wanted) -> JournalPage:
    with visit.store().read() as book:
        return desk.journal_of(book, actor, wanted, digits(request.args.get("page", "")) or 1)


def _wanted() -> Wanted:
    fields = Fields(request.args)
    wanted = Wanted(
        person=fields.text("person") or None,
        acts=_acts(fields.text("about")),
        first=_day(fields, "first", "この日から"),
        last=_day(fields, "last", "この日まで"),
    )
    fields.check()
    return wanted


def _acts(about: str) -> tuple[str, ...] | None:
    """Every act about something; an unknown word finds everything."""
    return acts_about(Subject(about)) if about in set(Subject) else None


def _day(fields: Fields, name: str, label: str) -> date | None:
    """A day that may be left out."""
    parts = [fields.text(f"{name}_{part}") for part in ("y", "m", "d")]
    return fields.day(name, label) if any(parts) else None


def _plain(one: Entry) -> Mapping[str, Any]:
    deed = deed_of(one.act)
    return {
        "at": one.done_at.isoformat(),
        "person": {"ref": one.person_ref, "name": one.person},
        "act": one.act if one.act in DEEDS else None,
        "about": deed.subject.value,
        "sentence": deed.words,
        "subject": one.subject_ref,
        "number": one.seq,
        "digest": one.digest,
    }


def _local(one: Entry) -> str:
    return one.done_at.astimezone(JST).strftime("%Y-%m-%d %H:%M:%S")


def _saved(text: str, kind: str, name: str) -> Response:
    answer = Response(text.encode(), content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
