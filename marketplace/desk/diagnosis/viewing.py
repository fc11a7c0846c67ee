"""「診断を見る」 What a diagnosis says of its star; every figure comes from the same counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from conformance.assessing import propose
from conformance.edition import load_edition
from conformance.reference import level
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.desk.diagnosis.confirming import last_answers
from marketplace.domain.assessment import Proposal, Reply
from marketplace.domain.diagnosis import Diagnosis
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import (
    Counts,
    counts,
    counts_by_category,
    gaps,
    reached,
    set_aside,
)
from marketplace.domain.requirement import Criterion, Level, Requirement
from marketplace.store import Book, assessments


@dataclass(frozen=True, slots=True)
class Picture:
    """「診断の図」 A diagnosis with its counts, what is reached and what is left.

    For whoever answers, ``proposals`` are what the clauses make of the facts, and ``last`` the
    answers of last time that nobody has confirmed yet.
    """

    kept: Diagnosis
    level: Level
    total: Counts
    by_category: Mapping[str, Counts]
    reached: tuple[Requirement, ...]
    set_aside: tuple[Requirement, ...]
    gaps: tuple[Criterion, ...]
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    last: Mapping[str, Reply] = field(default_factory=dict)


def diagnosis(book: Book, actor: Actor, ref: str) -> Picture:
    """One of the company's own, with all that helps to answer."""
    found = figures(book, actor, ref)
    made = found.kept.assessment
    proposals = propose(load_edition(made.edition), made.facts, made.star)
    return replace(found, proposals=proposals, last=last_answers(book, actor, found.kept))


def figures(book: Book, actor: Actor, ref: str) -> Picture:
    """「診断の数」 One of the company's own, as its result is read."""
    require(actor, "diagnosis")
    return picture_of(assessments.diagnosis(book, actor, given.ref(ref, "assessment")))


def diagnoses(book: Book, actor: Actor) -> tuple[Picture, ...]:
    """All of the company's own; the newest first."""
    require(actor, "diagnoses")
    return tuple(picture_of(one) for one in assessments.diagnoses(book, actor))


def last_one(book: Book, actor: Actor) -> Diagnosis | None:
    """「前回の診断」 The one that was finished last, from which the next can begin."""
    require(actor, "diagnoses")
    return assessments.last_finished(book, actor)


def picture_of(kept: Diagnosis) -> Picture:
    """「診断の図」 Of what was read before."""
    made = kept.assessment
    asked = level(made.edition, int(made.star.value))
    return Picture(
        kept=kept,
        level=asked,
        total=counts(made, asked.criteria),
        by_category=counts_by_category(made, asked),
        reached=reached(made, asked),
        set_aside=set_aside(made, asked),
        gaps=gaps(made, asked),
    )
