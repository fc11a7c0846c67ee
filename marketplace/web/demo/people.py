"""「デモの人」 Everybody whose password is no secret: with what one signs in as whom."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.organisation import Actor, Organisation, OrgKind
from marketplace.store import organisations
from marketplace.store.accounts import passwords
from marketplace.web import visit
from marketplace.web.demo.door import door
from marketplace.web.demo.known import PASSWORD, Code, code_of

FEATURED = {
    "uchida@kaname.example.jp": "大阪に二拠点、PC 28台の工場の総務。探し、比べ、申し込む。",
    "mizuno@kasane.example.jp": "審査を待つサービスの担当。申告を確かめ、申込みに答え、請求する。",
    "takahashi@body.example.jp": "審査員。人の判断が要る条項に答え、適合確認書を出す。",
}
"""Whom a newcomer may begin with, by address, and what there is to do as each."""


@dataclass(frozen=True, slots=True)
class Guest:
    """「デモの人」 One person, and the code that is asked of this one now, if any."""

    actor: Actor
    code: Code | None


@dataclass(frozen=True, slots=True)
class Member:
    """「登場する組織」 One organisation and who acts for it."""

    org: Organisation
    people: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """「立場」 Everybody of one audience, in the order of their readings."""

    kind: OrgKind
    members: tuple[Member, ...]


@door.get("/people")
def people() -> ResponseReturnValue:
    """「デモの人」 Whom to begin with, and then everybody by the kind of organisation."""
    guests = _guests()
    by_mail = {one.actor.person.email: one for one in guests}
    first = [(by_mail[mail], what) for mail, what in FEATURED.items() if mail in by_mail]
    return render_template(
        "demo/people.html", groups=_groups(guests), first=first, password=PASSWORD
    )


def _guests() -> tuple[Guest, ...]:
    """Whoever came with the demo and still has its password; not who signed up since."""
    with visit.store().read() as book:
        known = passwords.shared(book)
        actors = [one for one in organisations.actors(book) if one.person.ref in known]
        return tuple(Guest(one, code_of(book, one.person)) for one in actors if one.org.fictional)


def _groups(guests: tuple[Guest, ...]) -> list[Group]:
    kinds = groupby(guests, lambda one: one.actor.kind)
    return [Group(kind, _members(tuple(found))) for kind, found in kinds]


def _members(guests: tuple[Guest, ...]) -> tuple[Member, ...]:
    found = groupby(guests, lambda one: one.actor.org)
    return tuple(Member(org, tuple(people)) for org, people in found)
