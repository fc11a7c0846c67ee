"""「★3・★4 の評価基準」 What the scheme asks of a company, in plain words."""

from __future__ import annotations

from itertools import groupby

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.reference import level
from marketplace.domain.requirement import Requirement
from marketplace.domain.tier import Star
from marketplace.web import helps
from marketplace.web.public.door import door

SLUG = "scs/2026-03-27"
SOURCE = "https://www.ipa.go.jp/security/scs/"


@door.get("/scs")
def scs() -> ResponseReturnValue:
    """「評価基準をやさしく読む」 Of ★3, or of ★4 which contains it, one chapter a category."""
    star = Star.FOUR if request.args.get("star") == Star.FOUR.value else Star.THREE
    asked = level(SLUG, int(star.value))
    return render_template(
        "public/scs.html",
        star=star,
        items=len(asked.items),
        criteria=len(asked.by_id),
        chapters=_chapters(asked.items),
        helps=helps.helps(SLUG),
        parts_of_help=helps.PARTS,
        source=SOURCE,
    )


def _chapters(items: tuple[Requirement, ...]) -> list[tuple[str, list[Requirement]]]:
    """The items by category, in the order of the scheme."""
    return [(label, list(found)) for label, found in groupby(items, lambda i: i.category_label)]
