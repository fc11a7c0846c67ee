"""「組織の人」 Who belongs to it, in which role; inviting and removing are an ADMIN's."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.desk import members as desk
from marketplace.domain.account import SECOND_FACTOR_KINDS
from marketplace.domain.organisation import Actor, Role
from marketplace.web import links, visit
from marketplace.web.fields import Fields
from marketplace.web.organisation.door import door

ROLES = {role.value: role for role in Role}
PAGE = "organisation.members"


@door.get("/members")
def members(actor: Actor, ref: str = "") -> ResponseReturnValue:  # noqa: ARG001 - shown again
    """「組織の人」 Those who may do most first, and the invitations that wait."""
    with visit.store().read() as book:
        found = desk.members_of(book, actor, visit.instant())
    must = actor.kind in SECOND_FACTOR_KINDS
    shown = {"found": found, "me": actor, "roles": tuple(Role), "must": must}
    return render_template("organisation/members.html", **shown)


@door.post("/members/invite", shows=PAGE)
def invite(actor: Actor) -> ResponseReturnValue:
    """「招待する」 The letter is on its way when the page comes back."""
    order = desk.Invite(visit.token(), request.form.get("email", ""), _role())
    made = visit.store().run(desk.invite, actor, order, visit.instant())
    return links.done(f"{made.email} へ、招待の手紙を送ります。", PAGE)


@door.post("/invitations/<ref>/resend", shows=PAGE)
def resend_invitation(actor: Actor, ref: str) -> ResponseReturnValue:
    """「招待を送り直す」 With a new link."""
    order = desk.ResendInvitation(visit.token(), ref)
    made = visit.store().run(desk.resend_invitation, actor, order, visit.instant())
    return links.done(f"{made.email} へ、手紙を送り直します。前の手紙のリンクは使えません。", PAGE)


@door.post("/invitations/<ref>/withdraw", shows=PAGE)
def withdraw_invitation(actor: Actor, ref: str) -> ResponseReturnValue:
    """「招待を取り消す」 The link of the letter opens nothing any more."""
    order = desk.WithdrawInvitation(visit.token(), ref)
    made = visit.store().run(desk.withdraw_invitation, actor, order, visit.instant())
    return links.done(f"{made.email} への招待を取り消しました。", PAGE)


@door.post("/members/<ref>/role", shows=PAGE)
def change_role(actor: Actor, ref: str) -> ResponseReturnValue:
    """「役割を変える」 It holds from the next page that this person opens."""
    order = desk.ChangeRole(visit.token(), ref, _role())
    made = visit.do(desk.change_role, actor, order)
    visit.forget()
    return links.done(f"{made.person.name}さんの役割を、{made.role.label}にしました。", PAGE)


@door.post("/members/<ref>/remove", shows=PAGE)
def remove_member(actor: Actor, ref: str) -> ResponseReturnValue:
    """「組織から外す」 At once."""
    made = visit.do(desk.remove_member, actor, desk.RemoveMember(visit.token(), ref))
    return links.done(f"{made.name}さんを、組織から外しました。", PAGE)


@door.post("/members/leave", shows=PAGE)
def leave(actor: Actor) -> ResponseReturnValue:
    """「組織から抜ける」 On to the own account, which is not lost."""
    visit.do(desk.leave, actor, desk.Leave(visit.token()))
    visit.forget()
    return redirect(url_for("account.home"), 303)


def _role() -> Role:
    fields = Fields(request.form)
    found = fields.choice("role", "役割", ROLES)
    fields.check()
    return ROLES[found]
