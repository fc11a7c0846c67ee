"""「使う人を選ぶ」 Act as one of the demo's fictional people."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor, Organisation, OrgKind
from marketplace.web import links, visit
from marketplace.web.demo.door import door

FEATURED = {
    "uchida@kaname.example.jp": "大阪に二拠点、PC 28台の工場の総務。探し、比べ、申し込む。",
    "mizuno@kasane.example.jp": "審査を待つサービスの担当。申告を確かめ、申込みに答え、請求する。",
    "takahashi@body.example.jp": "審査員。人の判断が要る条項に答え、適合確認書を出す。",
}
"""Whom a newcomer may begin with, by address, and what there is to do as each."""


@dataclass(frozen=True, slots=True)
class Member:
    """「登場する組織」 One organisation and who acts for it."""

    org: Organisation
    people: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """「立場」 Everybody of one audience, in the order of their readings."""

    kind: OrgKind
    members: tuple[Member, ...]


@door.get("/people")
def people() -> ResponseReturnValue:
    """「使う人を選ぶ」 Whom to begin with, and then everybody by the kind of organisation."""
    actors = visit.demo_actors()
    by_mail = {one.person.email: one for one in actors}
    first = [(by_mail[mail], what) for mail, what in FEATURED.items() if mail in by_mail]
    return render_template("demo/people.html", groups=_groups(actors), first=first)


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


def _groups(actors: tuple[Actor, ...]) -> list[Group]:
    kinds = groupby(actors, lambda one: one.kind)
    return [Group(kind, _members(tuple(found))) for kind, found in kinds]


def _members(actors: tuple[Actor, ...]) -> tuple[Member, ...]:
    found = groupby(actors, lambda one: one.org)
    return tuple(Member(org, tuple(people)) for org, people in found)
