"""「使う組織を選ぶ」 For whom one acts from now on, where one belongs to several."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import sessions as desk
from marketplace.domain.organisation import Person
from marketplace.store.accounts import people
from marketplace.web import links, visit
from marketplace.web.account.door import door


@door.get("/organisations")
def organisations(person: Person) -> ResponseReturnValue:
    """「使う組織を選ぶ」 Everybody one acts for, the chosen one marked."""
    with visit.store().read() as book:
        acting = people.acting_as(book, person.ref)
    chosen = visit.signed_inside().org
    return render_template("account/organisations.html", acting=acting, chosen=chosen)


@door.post("/organisations", shows="account.organisations")
def choose_organisation(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view
    """「選ぶ」 And on to where one was going."""
    signed, org = visit.signed_inside(), request.form.get("org", "")
    visit.store().run(desk.choose, signed, org, visit.instant())
    visit.forget()
    return redirect(links.onward(request.form.get("next", "")), 303)
