"""「サインインの一覧」 Where one is signed in, and how to end it from here."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.accounts import sessions as desk
from marketplace.domain.organisation import Person
from marketplace.web import links, visit
from marketplace.web.account.door import door


@door.get("/sessions")
def sessions(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view takes it
    """「サインインの一覧」 The newest first; this one is marked."""
    signed = visit.signed_inside()
    with visit.store().read() as book:
        found = desk.sessions_of(book, signed, visit.instant())
    return render_template("account/sessions.html", sessions=found, this=signed.ref)


@door.post("/sessions/end")
def end_session(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view
    """「終わらせる」 One of the others; to end this one is to sign out."""
    signed, ref = visit.signed_inside(), request.form.get("ref", "")
    visit.store().run(desk.end, signed, ref, visit.instant())
    return links.done("サインインを一つ終わらせました。", "account.sessions")


@door.post("/sessions/end-others")
def end_other_sessions(person: Person) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view
    """「ほかを終わらせる」 Everywhere but here."""
    visit.store().run(desk.end_others, visit.signed_inside(), visit.instant())
    return links.done("この画面のほかのサインインを、すべて終わらせました。", "account.sessions")
