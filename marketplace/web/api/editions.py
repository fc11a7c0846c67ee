"""「基準」 Editions and clauses: the text as written, and how sure we are of it."""

from __future__ import annotations

from typing import Any

from flask import Response

from conformance.clause import Clause
from conformance.edition import Edition, load_edition
from conformance.facts import Fact
from marketplace.desk import editions as desk
from marketplace.domain.edition import EditionState
from marketplace.domain.errors import Missing
from marketplace.domain.verdict import Confirmation, Grade
from marketplace.store import Book
from marketplace.web import criteria, look, visit
from marketplace.web.api.answers import of_decisions
from marketplace.web.api.door import v1
from marketplace.web.api.schemas.edition import (
    ClauseAnswerSchema,
    ClausesAnswerSchema,
    EditionAnswerSchema,
    EditionsAnswerSchema,
)
from marketplace.web.criteria import Compared

Json = dict[str, Any]


@v1.told("/editions", EditionsAnswerSchema, "基準の版の一覧を読む")
def editions() -> Response:
    """「基準の版」 Which edition stands, since when."""
    return of_decisions(_editions)


@v1.told("/editions/<family>/<version>", EditionAnswerSchema, "基準の一つの版の状態と履歴を読む")
def edition(family: str, version: str) -> Response:
    """「一つの版」 Its state today, and everything that happened to it."""
    found = load_edition(f"{family}/{version}")
    return of_decisions(lambda book: _told(book, found))


@v1.told("/editions/<family>/<version>/clauses", ClausesAnswerSchema, "版の全条項を読む")
def clauses(family: str, version: str) -> Response:
    """「条項の一覧」 In the order of the text."""
    found = load_edition(f"{family}/{version}")
    return of_decisions(lambda book: _clauses(book, found))


@v1.told("/editions/<family>/<version>/clauses/<key>", ClauseAnswerSchema, "一つの条項を読む")
def clause(family: str, version: str, key: str) -> Response:
    """「一つの条項」 Its text, weight, source, and what it asks of a provider."""
    found = load_edition(f"{family}/{version}")
    one = criteria.clause_of(found, key)
    if one is None:
        raise Missing("clause", ref=key)
    return of_decisions(lambda book: _one(book, one, found))


def _state(book: Book, found: Edition) -> EditionState:
    """The state of an edition today; what does not exist yet is not told."""
    state = desk.timeline(book).state_on(found.slug, visit.today())
    if state is None:
        raise Missing("edition", slug=found.slug)
    return state


def _told(book: Book, found: Edition) -> Json:
    head = _edition(book, _state(book, found), found)
    return head | {"events": _events(book, found.slug)}


def _one(book: Book, one: Clause, found: Edition) -> Json:
    _state(book, found)
    head = {"edition": found.slug, "revision": found.revision}
    return head | _clause(one, found, criteria.compared(book, found))


def _editions(book: Book) -> Json:
    day = visit.today()
    standing = desk.standing(book, day)
    found = [_edition(book, one, load_edition(one.slug)) for one in standing]
    return {"day": day.isoformat(), "editions": found}


def _edition(book: Book, state: EditionState, found: Edition) -> Json:
    graded = criteria.grades(found)
    return {
        "slug": found.slug,
        "name": look.edition_name(found.slug),
        "state": state.state,
        "label": state.label,
        "since": state.at.isoformat(),
        "revision": found.revision,
        "digest": found.digest,
        "clauses": len(found.clauses),
        "grades": {grade.value: graded[grade] for grade in Grade},
        "confirmed": criteria.compared(book, found).count(found.clauses),
        "url": f"/api/v1/editions/{found.slug}",
        "clauses_url": f"/api/v1/editions/{found.slug}/clauses",
        "page": f"/editions/{found.slug}",
    }


def _events(book: Book, slug: str) -> list[Json]:
    return [
        {
            "at": one.at.isoformat(),
            "state": one.state,
            "label": one.label,
            "revision": one.revision,
            "digest": one.digest,
            "reason": one.reason,
        }
        for one in desk.timeline(book).history(slug)
    ]


def _clauses(book: Book, found: Edition) -> Json:
    _state(book, found)
    compared = criteria.compared(book, found)
    head = {"edition": found.slug, "revision": found.revision, "digest": found.digest}
    return head | {"clauses": [_clause(one, found, compared) for one in found.clauses]}


def _clause(one: Clause, under: Edition, compared: Compared) -> Json:
    return {
        "key": one.key,
        "title": one.title,
        "rule": one.rule,
        "steps": list(one.steps),
        "sentence": one.sentence,
        "tiers": sorted(one.tiers),
        "force": one.force.value,
        "grade": one.grade.value,
        "guidance": one.guidance,
        "person": one.person or one.person_only,
        "evidence_needed": one.evidence.name.lower(),
        "source": one.source,
        "interpretation": one.interpretation or None,
        "facts": [_fact(fact) for fact in criteria.facts(one)],
        "verdicts": list(dict.fromkeys(v.value for v, _ in criteria.reachable(one))),
        "digest": one.text_digest,
        "confirmed": _confirmed(compared.of(one)),
        "url": f"/api/v1/editions/{under.slug}/clauses/{one.key}",
    }


def _fact(one: Fact) -> Json:
    return {"name": one.name, "label": one.label, "path": one.path, "question": one.question}


def _confirmed(found: Confirmation | None) -> Json | None:
    """What two people recorded; who they are is not for the public."""
    if found is None:
        return None
    return {
        "on": found.on.isoformat(),
        "document": found.document,
        "official_number": found.official_number,
        "page": found.page,
    }
