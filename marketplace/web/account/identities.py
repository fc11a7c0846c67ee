"""「外部のID」 Which issuers may name one, link another, take one away."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import identities as desk
from marketplace.domain.organisation import Person
from marketplace.store.accounts import identities as kept
from marketplace.web import links, proofs, visit
from marketplace.web.account.door import door
from marketplace.web.oidc import trip


@door.get("/identities")
def identities(person: Person) -> ResponseReturnValue:
    """「外部のID」 Those that are linked, and those that can be."""
    with visit.store().read() as book:
        found = {one.issuer: one for one in kept.identities(book, person.ref)}
    issuers = visit.market().oidc
    gone = [one for issuer, one in found.items() if issuer not in {i.issuer for i in issuers}]
    return render_template("account/identities.html", issuers=issuers, linked=found, gone=gone)


@door.get("/identities/<name>")
def identity(person: Person, name: str) -> ResponseReturnValue:
    """「このIDを結ぶ」 Whom the issuer named, before anything is linked."""
    found, hindrance = trip.returned(name), proofs.hindrance(person)
    return render_template("account/identity.html", found=found, hindrance=hindrance)


@door.post("/identities/<name>", shows="account.identity")
def link_identity(person: Person, name: str) -> ResponseReturnValue:
    """「結ぶ」 From now on the issuer's word is one's own."""
    found, now = trip.returned(name), visit.instant()
    visit.store().run(desk.link, person, found.shown, now, proven=proofs.proven())
    trip.forget()
    return links.done("外部のIDを結びました。次から、これでも入れます。", "account.identities")


@door.post("/identities/remove", shows="account.identities")
def unlink_identity(person: Person) -> ResponseReturnValue:
    """「外す」 The issuer goes on as it was; here its word counts no more."""
    named = request.form.get("issuer", "")
    visit.store().run(desk.unlink, person, named, visit.instant())
    return links.done("外部のIDを外しました。", "account.identities")
