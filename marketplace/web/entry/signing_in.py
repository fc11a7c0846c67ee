"""「サインイン」 By address and password, and out again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts.signing_in import SignIn
from marketplace.desk.accounts.signing_in import sign_in as recognise
from marketplace.domain.account import Proof
from marketplace.web import links, visit
from marketplace.web.entry import halfway
from marketplace.web.public.door import door


@door.get("/signin")
def sign_in() -> ResponseReturnValue:
    """「サインイン」 Whoever is in already is led on."""
    if visit.person() is not None:
        return redirect(links.onward(request.args.get("next", "")), 303)
    return render_template("entry/sign_in.html", email=request.args.get("email", ""))


@door.post("/signin", shows="public.sign_in")
def enter() -> ResponseReturnValue:
    """「サインインする」 All the way, or half where a second factor is asked for."""
    back = request.form.get("next", "")
    order = SignIn(request.form.get("email", ""), request.form.get("password", ""))
    found = recognise(visit.store(), order, visit.instant())
    if found.second:
        halfway.begin(found.person.ref, Proof.PASSWORD)
        return redirect(url_for("public.second", next=links.inside(back)), 303)
    return begin(found.person.ref, Proof.PASSWORD, back, second=False)


def begin(person: str, proof: Proof, back: str, *, second: bool) -> ResponseReturnValue:
    """Begin a session and lead on: back to where somebody was going, or home."""
    visit.begin(person, proof, second=second)
    return redirect(links.onward(back), 303)


@door.post("/signout")
def sign_out() -> ResponseReturnValue:
    """「サインアウト」 End this session; the page says so also where there was none."""
    visit.end()
    flash("サインアウトしました。")
    return redirect(url_for("public.home"), 303)
