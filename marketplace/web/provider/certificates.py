"""「適合確認書と掲載」 What was issued to this provider, and taking an offering off the list."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk import trials
from marketplace.desk.catalogue import listing as desk
from marketplace.domain.organisation import Actor
from marketplace.store import certificates as papers
from marketplace.web import links, manifests, visit
from marketplace.web.provider.door import door


@door.get("/certificates")
def certificates(actor: Actor) -> ResponseReturnValue:
    """「適合確認書」 The newest first, each with what it means today."""
    with visit.store().read() as book:
        found = papers.certificates(book, actor)
        shown = trials.own_trials(book, actor, visit.today())
    return render_template("provider/certificates.html", certificates=found, trials=shown)


@door.post("/certificates/<ref>/withdraw")
def withdraw_listing(actor: Actor, ref: str) -> ResponseReturnValue:
    """「掲載の取下げ」 From today; the certificate stays as it is."""
    visit.do(desk.withdraw_listing, actor, desk.WithdrawListing(visit.token(), ref))
    return links.done("掲載を取り下げました。", "provider.certificates")


@door.post("/trials", shows="provider.check")
def ask_trial(actor: Actor) -> ResponseReturnValue:
    """「参考掲載する」 Judged under the draft; what fails is named, and nothing is listed then."""
    sent = manifests.sent()
    order = trials.AskTrial(visit.token(), sent.raw, sent.name)
    made = visit.do(trials.ask_trial, actor, order)
    tiers = "、".join(one.tier.label for one in made)
    return links.done(f"{tiers}の参考掲載を始めました。", "provider.certificates")


@door.post("/trials/<ref>/withdraw")
def withdraw_trial(actor: Actor, ref: str) -> ResponseReturnValue:
    """「参考掲載の取下げ」 From today; provisional applications stay as they are."""
    visit.do(trials.withdraw_trial, actor, trials.WithdrawTrial(visit.token(), ref))
    return links.done("参考掲載を取り下げました。", "provider.certificates")
