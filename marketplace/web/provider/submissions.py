"""「事前確認と申請」 The same judgement as the examination's, before handing in and after."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk import review as reviewing
from marketplace.desk import submission as desk
from marketplace.domain.organisation import Actor
from marketplace.host import read_manifest
from marketplace.store import submissions as kept
from marketplace.web import evidence, findings, links, manifests, visit
from marketplace.web.provider.door import door


@door.get("/check")
def check(actor: Actor) -> ResponseReturnValue:
    """「事前確認」 Paste or choose a manifest."""
    return render_template(
        "provider/check.html", code=actor.org.code, text=manifests.entered_text()
    )


@door.post("/check", shows="provider.check")
def check_now(actor: Actor) -> ResponseReturnValue:
    """「事前確認の結果」 Judged as the examination would; nothing is written or sent on."""
    sent = manifests.sent()
    with visit.store().read() as book:
        outcomes = desk.pre_check(actor, sent.raw, sent.name, visit.today(), book=book)
    dossier = read_manifest(sent.raw, sent.name)
    shown = [findings.show(outcome, dossier) for outcome in outcomes]
    return render_template("provider/checked.html", sent=sent, dossier=dossier, shown=shown)


@door.get("/submissions")
def submissions(actor: Actor) -> ResponseReturnValue:
    """「申請の一覧」 The newest first."""
    with visit.store().read() as book:
        found = kept.submissions(book, actor)
    return render_template("provider/submissions.html", submissions=found)


@door.post("/submissions", shows="provider.check")
def submit(actor: Actor) -> ResponseReturnValue:
    """「申請する」 Exactly the bytes that were checked, and the papers that were chosen."""
    sent = manifests.sent()
    order = desk.Submit(visit.token(), sent.raw, sent.name, evidence.sent())
    made = visit.do(desk.submit, actor, order)
    tiers = "、".join(one.tier.label for one in made)
    return links.done(f"{tiers}の申請を受け付けました。", "provider.submission", ref=made[0].ref)


@door.get("/submissions/<ref>")
def submission(actor: Actor, ref: str) -> ResponseReturnValue:
    """「申請の結果」 Where it stands, who decided what, and why."""
    with visit.store().read() as book:
        found = reviewing.review(book, actor, ref, visit.today())
    shown = findings.show(found.outcome, found.submission.dossier)
    papers = evidence.paired(found.submission.dossier, found.files)
    return render_template("provider/submission.html", found=found, shown=shown, papers=papers)


@door.post("/submissions/<ref>/withdraw", shows="provider.submission")
def withdraw_submission(actor: Actor, ref: str) -> ResponseReturnValue:
    """「申請の取下げ」 While it is under review."""
    visit.do(desk.withdraw_submission, actor, desk.WithdrawSubmission(visit.token(), ref))
    return links.done("申請を取り下げました。", "provider.submission", ref=ref)


evidence.open_files(door)
