"""「基準の版」 The body puts an edition out for opinions, in force, or out of force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import enforcing as desk
from marketplace.desk.enforcing import EditionPlan
from marketplace.domain.organisation import Actor
from marketplace.store import Book
from marketplace.web import links, visit
from marketplace.web.certifier.door import door
from marketplace.web.fields import Fields
from marketplace.web.people import colleague

OFFERED = {stage.value: stage for stage in desk.OFFERED}


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """「版の行」 An edition's plan, and the names of who proposed what is open."""

    plan: EditionPlan
    people: tuple[str, ...]


@door.get("/editions")
def editions(actor: Actor) -> ResponseReturnValue:
    """「基準の版」 The state of each, what is proposed, and what is still assumed."""
    with visit.store().read() as book:
        found = desk.editions_of(book, actor, visit.today())
        rows = [ShownPlan(one, _people(book, actor, one)) for one in found]
    return render_template("certifier/editions.html", rows=rows)


@door.post("/editions", shows="certifier.editions")
def put_edition(actor: Actor) -> ResponseReturnValue:
    """「版を動かす」 A first proposal waits for a second; the same by another person decides."""
    fields = Fields(request.form)
    state, at = fields.choice("state", "状態", OFFERED), _at(fields)
    fields.check()
    slug, reason = fields.text("edition"), fields.text("reason")
    made = visit.do(
        desk.put_edition, actor, desk.PutEdition(visit.token(), slug, state, at, reason)
    )
    words = "決まりました" if made.complete else "提案を記録しました。もう一人の同意を待ちます"
    label = f"{slug} を{OFFERED[state].label}にすること"
    return links.done(f"{label}：{words}。", "certifier.editions")


@door.post("/editions/withdraw", shows="certifier.editions")
def withdraw_edition_proposal(actor: Actor) -> ResponseReturnValue:
    """「版の案の取消し」 While only one person has said it."""
    slug = Fields(request.form).text("edition")
    order = desk.WithdrawEditionProposal(visit.token(), slug)
    visit.do(desk.withdraw_edition_proposal, actor, order)
    return links.done(f"{slug} の案を取り消しました。", "certifier.editions")


def _at(fields: Fields) -> date:
    """The day: three fields of a proposal, or that of the proposal that is agreed to."""
    agreed = fields.text("at")
    try:
        return date.fromisoformat(agreed) if agreed else fields.day("at", "いつから")
    except ValueError:
        return fields.day("at", "いつから")


def _people(book: Book, actor: Actor, one: EditionPlan) -> tuple[str, ...]:
    refs = one.proposal.by if one.proposal else ()
    return tuple(colleague(book, actor, ref) for ref in refs)
