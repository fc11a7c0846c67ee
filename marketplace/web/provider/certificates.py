"""「適合確認書と掲載」 What was issued to this provider, and taking an offering off the list."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.catalogue import listing as desk
from marketplace.domain.organisation import Actor
from marketplace.store import certificates as papers
from marketplace.web import links, visit
from marketplace.web.provider.door import door


@door.get("/certificates")
def certificates(actor: Actor) -> ResponseReturnValue:
    """「適合確認書」 The newest first, each with what it means today."""
    with visit.store().read() as book:
        found = papers.certificates(book, actor)
    return render_template("provider/certificates.html", certificates=found)


@door.post("/certificates/<ref>/withdraw")
def withdraw_listing(actor: Actor, ref: str) -> ResponseReturnValue:
    """「掲載の取下げ」 From today; the certificate stays as it is."""
    visit.do(desk.withdraw_listing, actor, desk.WithdrawListing(visit.token(), ref))
    return links.done("掲載を取り下げました。", "provider.certificates")
