"""「基準を読む」 Editions and their clauses, the text as written."""

from __future__ import annotations

from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue

from conformance.edition import load_edition, state_on
from marketplace.web import criteria, visit
from marketplace.web.public.door import door


@door.get("/editions")
def editions() -> ResponseReturnValue:
    """「基準の版」 Which edition stands, and since when."""
    return render_template("public/editions.html", standing=criteria.standing(visit.today()))


@door.get("/editions/<path:slug>")
def edition(slug: str) -> ResponseReturnValue:
    """「一つの版」 Every clause with its source, its reading, its grade and force."""
    found = load_edition(slug)
    rules = [(rule, tuple(clauses)) for rule, clauses in groupby(found.clauses, lambda c: c.rule)]
    return render_template(
        "public/edition.html",
        edition=found,
        rules=rules,
        state=state_on(slug, visit.today()),
        events=criteria.events(slug),
    )
