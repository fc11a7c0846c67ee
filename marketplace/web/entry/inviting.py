"""「招待を受ける」 By the link of a letter: with the account of its address, or with a new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import members as desk
from marketplace.desk import order as given
from marketplace.desk.accounts import passwords, sessions
from marketplace.desk.accounts.signing_up import MOST_PERSON
from marketplace.domain.account import Proof
from marketplace.web import links, visit
from marketplace.web.entry.asked import tried
from marketplace.web.entry.linked import link
from marketplace.web.entry.signing_in import begin
from marketplace.web.fields import Fields
from marketplace.web.public.door import door


@door.get("/invite/<text>")
def invitation(text: str) -> ResponseReturnValue:
    """「届いた招待」 Who asks, and the one next step; the link is used only when a form is sent."""
    with visit.store().read() as book:
        found = desk.invited(book, link(text), visit.instant())
    me = visit.person()
    shown = {"invited": found, "me": me, "text": text, "least": passwords.LEAST}
    return render_template("entry/invitation.html", **shown)


@door.post("/invite/<text>", shows="public.invitation")
def accept_invitation(text: str) -> ResponseReturnValue:
    """「招待を受ける」 And on as this organisation's, at once."""
    order = desk.AcceptInvitation(link(text), visit.person_inside().ref)
    joined = visit.store().run(desk.accept_invitation, order, visit.instant())
    visit.store().run(sessions.choose, visit.signed_inside(), joined.org.ref, visit.instant())
    visit.forget()
    flash(f"{joined.org.name}に加わりました。")
    return redirect(links.onward(""), 303)


@door.post("/invite/<text>/account", shows="public.invitation")
def join_as_new(text: str) -> ResponseReturnValue:
    """「招待を受けて登録する」 And signed in at once: the address was proved by the link."""
    clicked, fields = link(text), Fields(request.form)
    with visit.store().read() as book:
        found = desk.invited(book, clicked, visit.instant())
    name, password = fields.text("person_name"), fields.entered.get("password")
    about = (found.ticket.email, name, found.org_name)
    tried(fields, "person_name", "お名前", lambda: given.words(name, "person_name", MOST_PERSON))
    tried(fields, "password", "パスワード", lambda: passwords.allowed(password, about))
    fields.check()
    order = desk.JoinAsNew(clicked, name, passwords.hashed(password, about=about))
    joined = visit.store().run(desk.join_as_new, order, visit.instant())
    return begin(joined.person.ref, Proof.PASSWORD, "", second=False)
