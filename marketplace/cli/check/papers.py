"""「結果の書き出し」 A check as a page for people, or as one of the documents of OSCAL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from conformance.edition import Edition
from conformance.judge import rows_of
from conformance.oscal.assessment import assessment_plan, assessment_results
from conformance.oscal.component import component_definition
from conformance.oscal.writing import Part, dump
from conformance.paper.page import Paper, page
from marketplace.domain.days import JST
from marketplace.domain.offering import Dossier
from marketplace.domain.verdict import Outcome

Found = tuple[tuple[Edition, Outcome], ...]
"""「判定の組」 Every tier that was judged, with its edition."""


def midnight(day: date) -> datetime:
    """「日の始まり」 The moment that stands for a day where a document asks for one."""
    return datetime.combine(day, time(), JST)


def as_page(dossier: Dossier, found: Found, remarks: Iterable[str]) -> str:
    """The page for people."""
    return page(Paper(dossier, found, tuple(remarks)))


def _component(dossier: Dossier, found: Found, at: datetime) -> Part:
    declared = [
        (edition, outcome.report.tier, rows_of(dossier, outcome.report.tier, outcome.report.day))
        for edition, outcome in found
    ]
    return component_definition(dossier, declared, at)


def _plan(dossier: Dossier, found: Found, at: datetime) -> Part:
    return assessment_plan(dossier, [outcome for _, outcome in found], at)


def _results(dossier: Dossier, found: Found, at: datetime) -> Part:
    return assessment_results(dossier, [outcome for _, outcome in found], at)


OSCAL: dict[str, Callable[[Dossier, Found, datetime], Part]] = {
    "oscal-component": _component,
    "oscal-plan": _plan,
    "oscal-results": _results,
}


def as_oscal(model: str, dossier: Dossier, found: Found) -> str:
    """One document of OSCAL; its time is the day of the judgement, so it can be made again."""
    at = midnight(found[0][1].report.day)
    return dump(OSCAL[model](dossier, found, at))
