"""「アカウントを閉じる」 What goes, what the law keeps; it cannot be taken back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk import erasing as desk
from marketplace.desk.accounts.proving import require_password
from marketplace.domain.organisation import Person
from marketplace.store.accounts import passwords, people
from marketplace.web import visit
from marketplace.web.account.door import door


@door.get("/leave")
def closing(person: Person) -> ResponseReturnValue:
    """「アカウントを閉じる」 Read before it is done."""
    with visit.store().read() as book:
        acting = people.acting_as(book, person.ref)
        password = passwords.kept(book, person.ref)
    return render_template("account/closing.html", person=person, acting=acting, password=password)


@door.post("/leave", shows="account.closing")
def close_account(person: Person) -> ResponseReturnValue:
    """「閉じる」 With the password where there is one; then nobody is signed in here."""
    with visit.store().read() as book:
        has_password = passwords.kept(book, person.ref) is not None
    if has_password:
        typed = request.form.get("password", "")
        require_password(visit.store(), person, typed, visit.instant())
    order = desk.CloseAccount(person.ref, request.form.get("agreed") == "yes")
    visit.store().run(desk.close_account, order, visit.instant())
    visit.forget()
    visit.end()
    flash("アカウントを閉じました。ご利用ありがとうございました。")
    return redirect(url_for("public.home"), 303)
