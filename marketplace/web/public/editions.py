"""「基準を読む」 Editions and their clauses: the text as written, and how sure we are of it."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from conformance.clause import Clause
from conformance.compare.differing import Change, compare
from conformance.edition import load_edition
from marketplace.desk import editions as desk
from marketplace.domain.errors import Missing
from marketplace.domain.verdict import Grade
from marketplace.web import criteria, visit
from marketplace.web.criteria import Chapter
from marketplace.web.public.door import door


@door.get("/editions")
def editions() -> ResponseReturnValue:
    """「基準の版」 Which edition stands, since when, and how much of it was compared."""
    with visit.store().read() as book:
        standing = [(one, load_edition(one.slug)) for one in desk.standing(book, visit.today())]
        rows = [(state, one, criteria.compared(book, one)) for state, one in standing]
    return render_template("public/editions.html", rows=rows)


@door.get("/editions/<path:slug>")
def edition(slug: str) -> ResponseReturnValue:
    """「一つの版」 Every clause by chapter, or those of one chapter or one grade."""
    found = load_edition(slug)
    with visit.store().read() as book:
        compared, known = criteria.compared(book, found), desk.timeline(book)
    chapters = criteria.chapters(found)
    chosen = {name: request.args.get(name, "") for name in ("chapter", "grade")}
    return render_template(
        "public/edition.html",
        edition=found,
        chapters=chapters,
        chosen=chosen,
        shown=_chosen(chapters, chosen),
        compared=compared,
        state=known.state_on(slug, visit.today()),
        events=known.history(slug),
        others=[one for one in known.standing_on(visit.today()) if one.slug != slug],
    )


@door.get("/editions/<path:slug>/diff/<path:other>")
def difference(slug: str, other: str) -> ResponseReturnValue:
    """「新旧対照表」 What one edition changes of another, clause by clause."""
    found = compare(load_edition(slug), load_edition(other))
    return render_template("public/difference.html", found=found, changes=Change)


@door.get("/editions/<path:slug>/clauses/<key>")
def clause(slug: str, key: str) -> ResponseReturnValue:
    """「一つの条項」 Its text, tags, source, reading, and what it asks of a provider."""
    found = load_edition(slug)
    one = criteria.clause_of(found, key)
    if one is None:
        raise Missing("clause", ref=key)
    with visit.store().read() as book:
        compared, known = criteria.compared(book, found), desk.timeline(book)
    return render_template(
        "public/clause.html",
        edition=found,
        clause=one,
        compared=compared,
        state=known.state_on(slug, visit.today()),
        events=known.history(slug),
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
