"""「パスワードを決め直す」 A letter to the address, a link, a new password."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import asking, passwords, resetting
from marketplace.web import visit
from marketplace.web.entry.linked import link
from marketplace.web.public.door import door


@door.get("/reset")
def reset() -> ResponseReturnValue:
    """「決め直す」 With which address one signs in."""
    return render_template("entry/reset.html", email=request.args.get("email", ""))


@door.post("/reset", shows="public.reset")
def ask_reset() -> ResponseReturnValue:
    """「決め直しを頼む」 The same answer, whoever has the address."""
    order = asking.AskReset(request.form.get("email", ""))
    visit.store().run(asking.ask_reset, order, visit.instant())
    return redirect(url_for("public.letter_sent"), 303)


@door.get("/reset/<text>")
def finish_reset(text: str) -> ResponseReturnValue:
    """「新しいパスワード」 The link is used only when the form is sent."""
    with visit.store().read() as book:
        person = resetting.asked_reset(book, link(text), visit.instant())
    least = passwords.LEAST
    return render_template("entry/new_password.html", email=person.email, text=text, least=least)


@door.post("/reset/<text>", shows="public.finish_reset")
def enter_reset(text: str) -> ResponseReturnValue:
    """「決め直す」 Nobody is signed in by a link alone: a second factor is asked as ever."""
    clicked = link(text)
    with visit.store().read() as book:
        person = resetting.asked_reset(book, clicked, visit.instant())
    entered = request.form.get("password")
    password = passwords.hashed(entered, about=(person.email, person.name))
    visit.store().run(resetting.reset, resetting.Reset(clicked, password), visit.instant())
    flash("パスワードを決め直しました。新しいパスワードでサインインしてください。")
    return redirect(url_for("public.sign_in", email=person.email), 303)
