"""「審査」 One submission: look, rule on what needs a person, certify or refuse."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import review as desk
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Verdict
from marketplace.web import findings, links, visit
from marketplace.web.certifier.door import door
from marketplace.web.fields import Fields

ANSWERS = {Verdict.CONFORMS.value: Verdict.CONFORMS, Verdict.FAILS.value: Verdict.FAILS}


@door.get("/submissions/<ref>")
def review(actor: Actor, ref: str) -> ResponseReturnValue:
    """「審査」 The open findings first, one of them beside its text and evidence."""
    with visit.store().read() as book:
        found = desk.review(book, actor, ref, visit.today())
    shown = findings.show(found.outcome, found.submission.dossier)
    line = shown.line(request.args.get("clause", ""))
    return render_template("certifier/review.html", found=found, shown=shown, line=line)


@door.post("/submissions/<ref>/rule", shows="certifier.review")
def rule(actor: Actor, ref: str) -> ResponseReturnValue:
    """「確認」 An examiner's answer to one finding."""
    fields = Fields(request.form)
    verdict = fields.choice("verdict", "判断", ANSWERS)
    fields.check()
    clause, reason = fields.text("clause"), fields.text("reason")
    order = desk.Rule(visit.token(), ref, clause, ANSWERS[verdict], reason)
    visit.do(desk.rule, actor, order)
    return links.done(
        f"{clause} の判断を記録しました。", "certifier.review", ref=ref, clause=clause
    )


@door.post("/submissions/<ref>/certify", shows="certifier.review")
def certify(actor: Actor, ref: str) -> ResponseReturnValue:
    """「適合確認書の発行」 With the days that the body decided."""
    fields = Fields(request.form)
    days = (fields.day("valid_from", "有効期間の最初の日"), fields.day("valid_until", "最後の日"))
    fields.check()
    issued = visit.do(desk.certify, actor, desk.Certify(visit.token(), ref, *days))
    return links.done(
        f"適合確認書 {issued.number} を発行しました。", "public.certificate", ref=issued.ref
    )


@door.post("/submissions/<ref>/refuse", shows="certifier.review")
def refuse(actor: Actor, ref: str) -> ResponseReturnValue:
    """「不適合の通知」 With the reason."""
    fields = Fields(request.form)
    visit.do(desk.refuse, actor, desk.Refuse(visit.token(), ref, fields.text("reason")))
    return links.done("不適合を通知しました。", "certifier.home")
