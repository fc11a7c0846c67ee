"""「アカウントを変える」 The own name, address and password."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import changing as desk
from marketplace.desk.accounts import passwords
from marketplace.domain.organisation import Person
from marketplace.web import links, visit
from marketplace.web.account.door import door

SENT = "{email} に手紙を送りました。手紙のリンクを開くと、アドレスが変わります。"
CHANGED = "パスワードを変えました。ほかの画面でのサインインは、すべて終わりました。"


@door.get("/name")
def name(person: Person) -> ResponseReturnValue:
    """「名前」 As others see it."""
    return render_template("account/name.html", person=person)


@door.post("/name", shows="account.name")
def rename(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view takes it
    """「名前を変える」 From now on."""
    entered = request.form.get("person_name", "")
    visit.store().run(desk.rename, visit.signed_inside(), entered, visit.instant())
    return links.done("名前を変えました。", "account.home")


@door.get("/address")
def address(person: Person) -> ResponseReturnValue:
    """「メールアドレス」 With which one signs in, and a field for another."""
    return render_template("account/address.html", person=person)


@door.post("/address", shows="account.address")
def ask_address(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view
    """「アドレスを変えたい」 The letter goes to the new one."""
    entered = request.form.get("email", "")
    wanted = visit.store().run(desk.ask_address, visit.signed_inside(), entered, visit.instant())
    return links.done(SENT.format(email=wanted), "account.home")


@door.get("/password")
def password(person: Person) -> ResponseReturnValue:
    """「パスワード」 The old one and a new one."""
    return render_template("account/password.html", person=person, least=passwords.LEAST)


@door.post("/password", shows="account.password")
def change_password(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view
    """「パスワードを変える」 Everywhere else one has to sign in again."""
    order = desk.ChangePassword(request.form.get("old", ""), request.form.get("password", ""))
    desk.change_password(visit.store(), visit.signed_inside(), order, visit.instant())
    return links.done(CHANGED, "account.home")
