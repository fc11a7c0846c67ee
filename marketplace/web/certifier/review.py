"""「審査」 One submission: look, rule on what needs a person, certify or refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import review as desk
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Finding, Ruling, Verdict
from marketplace.store import Book
from marketplace.web import evidence, findings, links, visit
from marketplace.web.certifier.door import door
from marketplace.web.fields import Fields
from marketplace.web.people import colleague

ANSWERS = {Verdict.CONFORMS.value: Verdict.CONFORMS, Verdict.FAILS.value: Verdict.FAILS}


@dataclass(frozen=True, slots=True)
class Half:
    """「もう一人の確認待ち」 What one examiner ruled where two have to be of one mind."""

    clause: str
    verdict: Verdict
    reason: str
    name: str
    mine: bool


@door.get("/submissions/<ref>")
def review(actor: Actor, ref: str) -> ResponseReturnValue:
    """「審査」 The open findings first, one of them beside its text and evidence."""
    with visit.store().read() as book:
        found = desk.review(book, actor, ref, visit.today())
        shown = findings.show(found.outcome, found.submission.dossier)
        halves = {half.clause: half for half in _halves(book, actor, shown, found.rulings)}
    line = shown.line(request.args.get("clause", ""))
    papers = evidence.paired(found.submission.dossier, found.files)
    return render_template(
        "certifier/review.html", found=found, shown=shown, line=line, halves=halves, papers=papers
    )


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


def _halves(
    book: Book, actor: Actor, shown: findings.Shown, ruled: tuple[Ruling, ...]
) -> Iterator[Half]:
    """The rulings that wait for a second examiner, of the text and the facts as they are now."""
    waits = {_subject(line.finding): line for line in shown.lines if line.needs_two}
    for one in ruled:
        if _subject(one) in waits and len(set(one.by)) == 1:
            mine = one.by[0] == actor.person.ref
            name = colleague(book, actor, one.by[0])
            yield Half(one.clause, one.verdict, one.reason, name, mine)


def _subject(one: Finding | Ruling) -> tuple[str, str, str]:
    return one.clause, one.text_digest, one.facts_digest


evidence.open_files(door)
