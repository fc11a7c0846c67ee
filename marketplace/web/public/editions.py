"""「基準を読む」 Editions and their clauses: the text as written, and how sure we are of it."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.clause import Clause
from conformance.edition import load_edition, state_on
from marketplace.domain.errors import Missing
from marketplace.domain.verdict import Grade
from marketplace.web import criteria, visit
from marketplace.web.criteria import Chapter
from marketplace.web.public.door import door


@door.get("/editions")
def editions() -> ResponseReturnValue:
    """「基準の版」 Which edition stands, since when, and how much of it was compared."""
    standing = [(state, load_edition(state.slug)) for state in criteria.standing(visit.today())]
    with visit.store().read() as book:
        rows = [(state, one, criteria.compared(book, one)) for state, one in standing]
    return render_template("public/editions.html", rows=rows)


@door.get("/editions/<path:slug>")
def edition(slug: str) -> ResponseReturnValue:
    """「一つの版」 Every clause by chapter, or those of one chapter or one grade."""
    found = load_edition(slug)
    with visit.store().read() as book:
        compared = criteria.compared(book, found)
    chapters = criteria.chapters(found)
    chosen = {name: request.args.get(name, "") for name in ("chapter", "grade")}
    return render_template(
        "public/edition.html",
        edition=found,
        chapters=chapters,
        chosen=chosen,
        shown=_chosen(chapters, chosen),
        compared=compared,
        state=state_on(slug, visit.today()),
        events=criteria.events(slug),
    )


@door.get("/editions/<path:slug>/clauses/<key>")
def clause(slug: str, key: str) -> ResponseReturnValue:
    """「一つの条項」 Its text, tags, source, reading, and what it asks of a provider."""
    found = load_edition(slug)
    one = criteria.clause_of(found, key)
    if one is None:
        raise Missing("clause", ref=key)
    with visit.store().read() as book:
        compared = criteria.compared(book, found)
    return render_template(
        "public/clause.html",
        edition=found,
        clause=one,
        compared=compared,
        state=state_on(slug, visit.today()),
        events=criteria.events(slug),
    )


def _chosen(chapters: tuple[Chapter, ...], chosen: dict[str, str]) -> tuple[Chapter, ...]:
    """The chapters with those clauses that were asked for, empty ones left out."""
    number, grade = chosen["chapter"], chosen["grade"]
    wanted = (one for one in chapters if number in ("", one.number))
    found = (replace(one, clauses=_graded(one, grade)) for one in wanted)
    return tuple(one for one in found if one.clauses)


def _graded(chapter: Chapter, grade: str) -> tuple[Clause, ...]:
    known = grade in {one.value for one in Grade}
    return tuple(c for c in chapter.clauses if not known or c.grade.value == grade)
