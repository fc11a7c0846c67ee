"""「文書のひな形」 Documents that a company goes on writing, and the card for an emergency."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.domain.contract import ContractState
from marketplace.domain.offering import Offering
from marketplace.domain.organisation import Actor
from marketplace.domain.service import NONE
from marketplace.print import emergency_pdf
from marketplace.print.blocks import Paragraph
from marketplace.print.emergency import OWN, Contact, Paper
from marketplace.print.spelt import name
from marketplace.print.word import TYPE, word
from marketplace.store import contracts
from marketplace.web import documents, files, visit
from marketplace.web.documents import Document
from marketplace.web.fields import Fields, digits
from marketplace.web.sme.door import door

PAPERS = {one.value: one for one in Paper}
LONGEST = 60
ALIVE = (ContractState.AWAITING_PAYMENT, ContractState.ACTIVE, ContractState.ENDING)


@door.get("/documents", endpoint="documents")
def all_documents(actor: Actor) -> ResponseReturnValue:  # noqa: ARG001 - a door gives the actor
    """「ひな形の一覧」 Each with what it helps with."""
    found = documents.documents().values()
    return render_template("sme/documents/list.html", found=found, fuller=documents.FULLER)


@door.get("/documents/<slug>")
def document(actor: Actor, slug: str) -> ResponseReturnValue:
    """「ひな形」 As text on the page, and as files to go on writing."""
    found = _found(slug)
    return render_template(
        "sme/documents/one.html",
        doc=found,
        body=found.of(name(actor.org)),
        ours=documents.OURS,
        fuller=documents.FULLER,
    )


@door.get("/documents/<slug>/docx")
def document_file(actor: Actor, slug: str) -> Response:
    """「書き直せる文書」 For a word processor."""
    found = _found(slug)
    about = Paragraph(f"{documents.OURS}詳しいひな形は IPA のページにあります：{documents.FULLER}")
    made = word(found.title, (*found.of(name(actor.org)), about))
    return _saved(Response(made, content_type=TYPE), f"{slug}.docx")


@door.get("/documents/<slug>/<place>.csv")
def document_table(actor: Actor, slug: str, place: str) -> Response:  # noqa: ARG001 - a door gives the actor
    """「表計算ソフトの表」 One of its tables, counted from 1."""
    grids, at = _found(slug).grids, digits(place)
    if at is None or not 1 <= at <= len(grids):
        abort(404)
    made = documents.table(grids[at - 1])
    return _saved(Response(made, mimetype="text/csv"), f"{slug}-{at}.csv")


@door.get("/emergency")
def emergency(actor: Actor) -> ResponseReturnValue:
    """「緊急カードを作る」 What is entered is printed and kept nowhere."""
    own = list(enumerate(OWN))
    return render_template("sme/documents/emergency.html", own=own, desks=_desks(actor))


@door.post("/emergency", shows="sme.emergency")
def emergency_card(actor: Actor) -> Response:
    """「緊急カード」 A line that stays empty is written by hand."""
    fields = Fields(request.form)
    paper = fields.choice("paper", "大きさ", PAPERS)
    own = tuple(_own(fields, at, one) for at, one in enumerate(OWN))
    fields.check()
    contacts = (*own[:1], *_desks(actor), *own[1:])
    made = emergency_pdf(actor.org, contacts, visit.today(), paper=PAPERS[paper])
    return files.pdf(made, f"emergency-card-{paper}")


def _own(fields: Fields, at: int, one: Contact) -> Contact:
    who, number = (fields.text(f"{part}-{at}") for part in ("who", "number"))
    for part, words in (("who", who), ("number", number)):
        if len(words) > LONGEST:
            fields.fault(f"{part}-{at}", one.who, f"{LONGEST}文字までで書いてください")
    return Contact(f"{one.who}　{who}" if who else one.who, number or None)


def _desks(actor: Actor) -> tuple[Contact, ...]:
    """「契約している相談窓口」 Of every contract that is in force, as its provider declared it."""
    with visit.store().read() as book:
        alive = (one for one in contracts.contracts(book, actor) if one.state in ALIVE)
        return tuple(_desk(contracts.agreed_offering(book, actor, one.ref)) for one in alive)


def _desk(offering: Offering) -> Contact:
    said = offering.desk
    number = None if said.contact in (None, NONE) else said.contact
    hours = "" if said.hours in (None, NONE) else f"{said.hours}"
    return Contact(f"相談窓口：{offering.name}", number, hours)


def _found(slug: str) -> Document:
    return documents.documents().get(slug) or abort(404)


def _saved(answer: Response, file_name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
