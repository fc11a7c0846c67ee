"""「外部のIDで入る」 There, back, and in: as who linked it, or by linking it with the password."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import identities, proving, second_factors
from marketplace.desk.accounts.second_factors import Proven
from marketplace.domain.account import Proof
from marketplace.domain.errors import Refused
from marketplace.domain.organisation import Person
from marketplace.web import links, visit
from marketplace.web.entry import halfway
from marketplace.web.oidc import trip
from marketplace.web.oidc.trip import Returned
from marketplace.web.public.door import door


@door.get("/signin/oidc/<name>")
def oidc(name: str) -> ResponseReturnValue:
    """「行く」 To the issuer; the cookie remembers what has to come back."""
    return redirect(trip.leave(name, links.inside(request.args.get("next", "/"))), 303)


@door.get("/signin/oidc/<name>/back")
def oidc_back(name: str) -> ResponseReturnValue:
    """「戻る」 Checked, and on to the page that asks; whoever is signed in came to link."""
    trip.come_back(name)
    if visit.person() is not None:
        return redirect(url_for("account.identity", name=name), 303)
    return redirect(url_for("public.oidc_person", name=name), 303)


@door.get("/signin/oidc/<name>/person")
def oidc_person(name: str) -> ResponseReturnValue:
    """「この人として入る」 Who the issuer means here, or how that can be said."""
    found = trip.returned(name)
    with visit.store().read() as book:
        person = identities.whose(book, found.shown)
        may_be = identities.may_be(book, found.shown)
    return render_template("entry/oidc.html", found=found, person=person, may_be=may_be)


@door.post("/signin/oidc/<name>/person", shows="public.oidc_person")
def enter_by_oidc(name: str) -> ResponseReturnValue:
    """「入る」 A second factor that the issuer does not speak of is asked for here."""
    found = trip.returned(name)
    person = _entered(found)
    with visit.store().read() as book:
        asks = not found.second and second_factors.asks_code(book, person.ref)
    if asks:
        halfway.begin(person.ref, Proof.OIDC)
        return redirect(url_for("public.second", next=found.back), 303)
    visit.begin(person.ref, Proof.OIDC, second=found.second)
    return redirect(links.onward(found.back), 303)


def _entered(found: Returned) -> Person:
    with visit.store().read() as book:
        may_be = identities.may_be(book, found.shown)
    if may_be is None:
        return visit.store().run(identities.enter, found.shown, visit.instant())
    _link(may_be, found)
    return may_be


def _link(person: Person, found: Returned) -> None:
    """Never silently: the address is the issuer's word, the password is the person's."""
    now, store = visit.instant(), visit.store()
    proving.require_password(store, person, request.form.get("password", ""), now)
    with store.read() as book:
        if second_factors.has_any(book, person):
            raise Refused("oidc_two_steps")
    store.run(identities.link, person, found.shown, now, proven=Proven(now, second=False))
