"""「使う人を選ぶ」 Act as one of the demo's fictional people."""

from __future__ import annotations

from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.domain.errors import Missing
from marketplace.web import links, visit
from marketplace.web.demo.door import door


@door.get("/people")
def people() -> ResponseReturnValue:
    """「使う人を選ぶ」 Everybody, by the kind of their organisation."""
    groups = [(k, tuple(found)) for k, found in groupby(visit.demo_actors(), lambda one: one.kind)]
    return render_template("demo/people.html", groups=groups)


@door.post("/people")
def choose() -> ResponseReturnValue:
    """「選ぶ」 Begin a session as this person of this organisation."""
    who = (request.form.get("person", ""), request.form.get("org", ""))
    named = {(one.person.ref, one.org.ref): one for one in visit.demo_actors()}
    if who not in named:
        raise Missing("actor")
    visit.sign_in(named[who])
    return redirect(links.after_sign_in(named[who], request.form.get("next", "")), 303)


@door.post("/leave")
def leave() -> ResponseReturnValue:
    """「やめる」 End the session."""
    visit.sign_in(None)
    return redirect(url_for("public.home"), 303)
