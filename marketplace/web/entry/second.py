"""「もう一つの確認」 The second page of signing in: a code of the authenticator, or a spare one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import proving
from marketplace.desk.accounts.second_factors import ShowSecond
from marketplace.store.accounts import people
from marketplace.web import links, proofs, visit
from marketplace.web.entry import halfway
from marketplace.web.public.door import door


@door.get("/signin/second")
def second() -> ResponseReturnValue:
    """「もう一つの確認」 For whoever has just given a password; others begin there."""
    if halfway.half() is None:
        return _begin_again(request.args.get("next", ""))
    return render_template("entry/second.html", back=request.args.get("next", ""))


@door.post("/signin/second", shows="public.second")
def show_second() -> ResponseReturnValue:
    """「確認する」 And all the way in."""
    found, back = halfway.half(), request.form.get("next", "")
    if found is None:
        flash("時間がたったため、はじめからサインインしてください。")
        return _begin_again(back)
    with visit.store().read() as book:
        person = people.person(book, found.person)
    order = ShowSecond(request.form.get("code", ""))
    left = proving.show_second(visit.store(), person, order, visit.instant(), seal=proofs.seal())
    visit.begin(person.ref, found.proof, second=True)
    if left is not None:
        flash("予備コードを一つ使いました。残りが少ないときは、アカウントの画面で作り直せます。")
    return redirect(links.onward(back), 303)


def _begin_again(back: str) -> ResponseReturnValue:
    if visit.person() is not None:
        return redirect(links.onward(back), 303)
    return redirect(url_for("public.sign_in", next=links.inside(back or "/")), 303)
