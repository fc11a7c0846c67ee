"""「アドレスの確認」 The link of the letter to a new address."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import changing
from marketplace.web import visit
from marketplace.web.entry.linked import link
from marketplace.web.public.door import door


@door.get("/address/<text>")
def address(text: str) -> ResponseReturnValue:
    """「アドレスの確認」 Nothing is changed by opening a link: programs open them, too."""
    with visit.store().read() as book:
        ticket, person = changing.asked_address(book, link(text), visit.instant())
    return render_template("entry/address.html", ticket=ticket, name=person.name, text=text)


@door.post("/address/<text>", shows="public.address")
def confirm_address(text: str) -> ResponseReturnValue:
    """「アドレスを変える」 From now on one signs in with the new one."""
    person = visit.store().run(changing.confirm_address, link(text), visit.instant())
    flash("メールアドレスを変えました。次からは、新しいアドレスでサインインしてください。")
    if visit.person() is not None:
        return redirect(url_for("account.home"), 303)
    return redirect(url_for("public.sign_in", email=person.email), 303)
