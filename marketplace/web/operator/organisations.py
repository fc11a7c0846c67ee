"""「組織の一覧」 Which organisations there are, and whom only the operator can invite."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import directory as desk
from marketplace.domain.organisation import Actor, Role
from marketplace.web import links, visit
from marketplace.web.operator.door import door

PAGE = "operator.organisations"


@door.get("/organisations")
def organisations(actor: Actor, ref: str = "") -> ResponseReturnValue:  # noqa: ARG001 - shown again
    """「組織の一覧」 Kind and number of people; nothing of what they do."""
    with visit.store().read() as book:
        found = desk.organisations_of(book, actor)
    may_invite = actor.role.covers(Role.ADMIN)
    return render_template("operator/organisations.html", lines=found, may_invite=may_invite)


@door.post("/organisations", shows=PAGE)
def invite_body(actor: Actor) -> ResponseReturnValue:
    """「審査登録機関を招待する」 It is entered, and its first ADMIN gets a letter."""
    text = request.form.get
    names = (text("name", ""), text("reading", ""), text("email", ""))
    order = desk.InviteBody(visit.token(), *names)
    made = visit.store().run(desk.invite_body, actor, order, visit.instant())
    words = f"{made.name}を登録しました。管理者になる人へ、招待の手紙を送ります。"
    return links.done(words, PAGE)


@door.post("/organisations/<ref>/admin", shows=PAGE)
def invite_admin(actor: Actor, ref: str) -> ResponseReturnValue:
    """「管理者を招待する」 For an organisation that has none left."""
    order = desk.InviteAdmin(visit.token(), ref, request.form.get("email", ""))
    made = visit.store().run(desk.invite_admin, actor, order, visit.instant())
    return links.done(f"{made.name}の管理者になる人へ、招待の手紙を送ります。", PAGE)
