"""「パスキー」 Add the keys of one's devices, see when they were used, take them away."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import passkeys as desk
from marketplace.desk.accounts import second_factors
from marketplace.desk.accounts.passkeys import AddPasskey
from marketplace.domain.organisation import Person
from marketplace.store.accounts import passkeys as kept
from marketplace.web import links, proofs, visit
from marketplace.web.account.door import door


@door.get("/passkeys")
def passkeys(person: Person) -> ResponseReturnValue:
    """「パスキーの一覧」 One's own, and how to add one; where none can be used, why."""
    with visit.store().read() as book:
        found = kept.passkeys(book, person.ref)
        required = second_factors.is_required(book, person)
    shown = {"site": proofs.site(), "hindrance": proofs.hindrance(person)}
    return render_template("account/passkeys.html", passkeys=found, required=required, **shown)


@door.post("/passkeys/options")
def passkey_options(person: Person) -> ResponseReturnValue:
    """「追加の問い」 What the browser asks the device, as JSON."""
    site = proofs.required_site()
    with visit.store().read() as book:
        asked = desk.adding(book, person, proofs.draw(), site=site)
    return Response(asked, mimetype="application/json")


@door.post("/passkeys", shows="account.passkeys")
def add_passkey(person: Person) -> ResponseReturnValue:
    """「追加する」 The device has checked its user, here and now: that is a second factor."""
    entered, site = request.form, proofs.required_site()
    answer = entered.get("answer", "")
    order = AddPasskey(entered.get("name", ""), answer, proofs.drawn(), proofs.proven())
    visit.store().run(desk.add_passkey, person, order, visit.instant(), site=site)
    proofs.strengthen(person)
    return links.done("パスキーを追加しました。次から、これだけで入れます。", "account.passkeys")


@door.post("/passkeys/remove", shows="account.passkeys")
def remove_passkey(person: Person) -> ResponseReturnValue:
    """「外す」 The device keeps its half, which opens nothing any more."""
    shown, ref = visit.signed_inside().second, request.form.get("ref", "")
    visit.store().run(desk.remove_passkey, person, ref, visit.instant(), shown=shown)
    return links.done(
        "パスキーを外しました。端末に残る分は、端末の設定で消せます。", "account.passkeys"
    )
