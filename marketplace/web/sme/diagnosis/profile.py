"""「適用範囲と概要」 What is looked at, and what the company is like."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk.diagnosis.profiling import StateProfile, state_profile
from marketplace.domain.assessment import Left, Profile, Scope, Site
from marketplace.domain.organisation import Actor
from marketplace.domain.requirement import Condition
from marketplace.web import links, prefectures, visit
from marketplace.web.fields import FieldFault, Fields
from marketplace.web.sme.diagnosis.chapters import seen
from marketplace.web.sme.door import door

COUNTS = {
    "staff": ("働く人の数（パート・派遣を含む）", "人"),
    "pcs": ("PC（共用を含む）", "台"),
    "shared_pcs": ("うち、何人かで共用する PC", "台"),
    "servers": ("サーバー（NAS を含む）", "台"),
    "phones": ("業務に使うスマートフォン・タブレット", "台"),
}
MOST = 1_000_000
WORDS = {"yes": True, "no": False, "unknown": None}
_SPLIT = re.compile(r"[、,，:：]")
_BY_NAME = {name: code for code, name in prefectures.BY_CODE.items()}


@door.get("/diagnosis/<ref>/profile")
def diagnosis_profile(actor: Actor, ref: str) -> ResponseReturnValue:
    """「適用範囲と概要」 Every field may stay empty: then it is unknown."""
    picture = seen(actor, ref)
    made = picture.kept.assessment
    asked = {one.condition for one in picture.level.criteria if one.condition}
    return render_template(
        "sme/diagnosis/profile.html",
        p=picture,
        made=made,
        counts=COUNTS,
        cases=[case for case in Condition if case in asked],
        lines=_lines(made.scope),
    )


@door.post("/diagnosis/<ref>/profile", shows="sme.diagnosis_profile")
def state(actor: Actor, ref: str) -> ResponseReturnValue:
    """「概要を保存する」 As a whole."""
    fields = Fields(request.form)
    version = fields.whole("seen", "画面の版", (0, MOST))
    scope, profile = _scope(fields), _profile(fields)
    fields.check()
    # Measures have pages of their own; the version that was seen guards them too.
    profile = replace(profile, safeguards=seen(actor, ref).kept.assessment.profile.safeguards)
    order = StateProfile(visit.token(), ref, version, scope=scope, profile=profile)
    visit.do(state_profile, actor, order)
    return links.done("適用範囲と会社の概要を保存しました。", "sme.diagnosis", ref=ref)


def _profile(fields: Fields) -> Profile:
    counts = {
        name: fields.whole(name, label, (0, MOST)) if fields.text(name) else None
        for name, (label, _) in COUNTS.items()
    }
    cases = {case.fact: WORDS.get(fields.text(case.fact)) for case in Condition}
    named: dict[str, Any] = counts | cases
    return Profile(industry=fields.text("industry") or None, **named)


def _scope(fields: Fields) -> Scope:
    return Scope(
        unit=fields.text("unit") or None,
        sites=tuple(_site(fields, line) for line in _entered(fields, "sites")),
        networks=tuple(dict.fromkeys(_entered(fields, "networks"))),
        clouds=tuple(dict.fromkeys(_entered(fields, "clouds"))),
        left_out=tuple(_left(fields, line) for line in _entered(fields, "left_out")),
    )


def _entered(fields: Fields, name: str) -> list[str]:
    return [line.strip() for line in fields.text(name).splitlines() if line.strip()]


def _site(fields: Fields, line: str) -> Site:
    name, *rest = (part.strip() for part in _SPLIT.split(line, maxsplit=1))
    if not rest:
        return Site(name)
    if rest[0] not in _BY_NAME:
        message = f"「{rest[0][:20]}」は都道府県の名前ではありません。大阪府 のように書いてください"
        fields.faults.append(FieldFault("sites", "拠点", message))
        return Site(name)
    return Site(name, _BY_NAME[rest[0]])


def _left(fields: Fields, line: str) -> Left:
    what, *rest = (part.strip() for part in _SPLIT.split(line, maxsplit=1))
    if not what or not rest or not rest[0]:
        example = "「加工機の PC：ネットワークにつながない」のように書いてください"
        message = f"「{line[:20]}」に理由がありません。{example}"
        fields.faults.append(FieldFault("left_out", "範囲の外", message))
        return Left(what, "")
    return Left(what, rest[0])


def _lines(scope: Scope) -> dict[str, str]:
    sites = (_said(one.name, prefectures.BY_CODE.get(one.prefecture or "")) for one in scope.sites)
    left = (f"{one.what}：{one.reason}" for one in scope.left_out)
    parts = {"sites": sites, "networks": scope.networks, "clouds": scope.clouds, "left_out": left}
    return {name: "\n".join(part) for name, part in parts.items()}


def _said(name: str, prefecture: str | None) -> str:
    return f"{name}、{prefecture}" if prefecture else name
