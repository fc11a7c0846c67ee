"""「効力の決定」 A certificate as its body sees it: suspend, lift the suspension, revoke."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import measures as desk
from marketplace.domain.certificate import MAY_FOLLOW, Certificate, MeasureKind
from marketplace.domain.organisation import Actor
from marketplace.store import Book
from marketplace.store import certificates as papers
from marketplace.web import links, visit
from marketplace.web.certifier.door import door
from marketplace.web.fields import Fields

ACTS: dict[str, Callable[[Book, Actor, desk.Decide, datetime], Certificate]] = {
    MeasureKind.SUSPEND.value: desk.suspend,
    MeasureKind.REINSTATE.value: desk.reinstate,
    MeasureKind.REVOKE.value: desk.revoke,
}


@door.get("/certificates/<ref>")
def certificate(actor: Actor, ref: str) -> ResponseReturnValue:
    """「適合確認書」 What was decided of it, and what may be decided next."""
    with visit.store().read() as book:
        found = papers.certificate(book, actor, ref)
    last = found.last_measure
    moves = [kind for kind in MeasureKind if kind in MAY_FOLLOW[last.kind if last else None]]
    over = visit.today() > found.valid_until
    return render_template(
        "certifier/certificate.html", certificate=found, moves=[] if over else moves
    )


@door.post("/certificates/<ref>", shows="certifier.certificate")
def decide_certificate(actor: Actor, ref: str) -> ResponseReturnValue:
    """「効力の決定」 From a day on, with the reason that everybody reads."""
    fields = Fields(request.form)
    kind, since = fields.choice("kind", "決定", ACTS), fields.day("since", "いつから")
    fields.check()
    order = desk.Decide(visit.token(), ref, since, fields.text("reason"))
    made = visit.do(ACTS[kind], actor, order)
    words = f"適合確認書 {made.number} の{MeasureKind(kind).label}を記録しました。"
    return links.done(words, "certifier.certificate", ref=ref)
