"""「数の問い」 Numbers and rules of the company, from which the clauses propose answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.assessing import questions
from conformance.edition import load_edition
from conformance.facts import COMPANY_FACTS, Fact, FactKind
from marketplace.codec.assessment import FORMAT, dump_assessment, load_assessment
from marketplace.desk.diagnosis.profiling import StateProfile, state_profile
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.domain.organisation import Actor
from marketplace.domain.practice import CharacterKind, Factor, LockWay
from marketplace.web import links, visit
from marketplace.web.fields import Fields
from marketplace.web.sme.diagnosis.chapters import seen
from marketplace.web.sme.door import door

OFFERED = {
    "facts.mfa.factors": [(one.value, one.value) for one in Factor],
    "facts.lock.way": [(one.value, one.value) for one in LockWay],
    "facts.password.kinds": [(one.value, one.value) for one in CharacterKind],
}
NONE = "none"
MOST = 10**9
LONGEST = 1_000
"""Of characters, days, months and attempts; the document allows no more for most of them."""


@door.get("/diagnosis/<ref>/numbers")
def diagnosis_numbers(actor: Actor, ref: str) -> ResponseReturnValue:
    """「数の問い」 Those that the star asks; what stays empty is unknown."""
    picture = seen(actor, ref)
    written = dump_assessment(replace(picture.kept.assessment, replies={})).get("facts", {})
    return render_template(
        "sme/diagnosis/numbers.html",
        p=picture,
        facts=_asked(picture),
        kinds=FactKind,
        offered=OFFERED,
        value=lambda fact: _at(written, fact),
        none=NONE,
    )


@door.post("/diagnosis/<ref>/numbers", shows="sme.diagnosis_numbers")
def state_numbers(actor: Actor, ref: str) -> ResponseReturnValue:
    """「数を保存する」 A number that cannot be is named with its place."""
    picture, fields = seen(actor, ref), Fields(request.form)
    version = fields.whole("seen", "画面の版", (0, MOST))
    plain: dict[str, dict[str, Any]] = {}
    for fact in _asked(picture):
        _put(plain, fact, _entered(fields, fact))
    fields.check()
    made = picture.kept.assessment
    document: dict[str, Any] = {
        "format": FORMAT,
        "edition": made.edition,
        "star": made.star.tag,
        "facts": plain,
    }
    order = StateProfile(visit.token(), ref, version, facts=load_assessment(document).facts)
    kept = visit.do(state_profile, actor, order)
    return links.done("数を保存しました。", "sme.diagnosis", ref=kept.ref)


def _asked(picture: Picture) -> list[Fact]:
    made = picture.kept.assessment
    asked = questions(load_edition(made.edition), made.star)
    names = {name for one in asked.values() for name in one}
    return [fact for fact in COMPANY_FACTS if fact.name in names]


def _at(written: dict[str, Any], fact: Fact) -> Any:
    _, part, field = fact.name.split(".")
    return written.get(part, {}).get(field)


def _put(plain: dict[str, dict[str, Any]], fact: Fact, value: Any) -> None:
    _, part, field = fact.name.split(".")
    if value is not None:
        plain.setdefault(part, {})[field] = value


def _entered(fields: Fields, fact: Fact) -> Any:
    """As it would stand in a document; None where nothing was said."""
    if fact.kind is FactKind.WORDS:
        ticked = request.form.getlist(fact.name)
        return [] if NONE in ticked else ticked or None
    text = fields.text(fact.name)
    if not text:
        return None
    if fact.kind is FactKind.YES_NO:
        return {"yes": True, "no": False}.get(text)
    if fact.kind in (FactKind.COUNT, FactKind.MONTHS):
        return fields.whole(fact.name, fact.label, (0, LONGEST))
    return text
