"""「診断を見る」 What a diagnosis says of its star; every figure comes from the same counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

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

_NOTHING: Mapping[str, Reply] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Picture:
    """「診断の図」 A diagnosis with its counts, what is reached, what is left and proposed.

    ``last`` are the answers of last time that nobody has confirmed yet.
    """

    kept: Diagnosis
    level: Level
    total: Counts
    by_category: Mapping[str, Counts]
    reached: tuple[Requirement, ...]
    set_aside: tuple[Requirement, ...]
    gaps: tuple[Criterion, ...]
    proposals: Mapping[str, Proposal]
    last: Mapping[str, Reply]


def diagnosis(book: Book, actor: Actor, ref: str) -> Picture:
    """One of the company's own."""
    require(actor, "diagnosis")
    found = assessments.diagnosis(book, actor, given.ref(ref, "assessment"))
    return _picture(found, last_answers(book, actor, found))


def diagnoses(book: Book, actor: Actor) -> tuple[Picture, ...]:
    """All of the company's own; the newest first."""
    require(actor, "diagnoses")
    return tuple(_picture(one) for one in assessments.diagnoses(book, actor))


def last_one(book: Book, actor: Actor) -> Diagnosis | None:
    """「前回の診断」 The one that was finished last, from which the next can begin."""
    require(actor, "diagnoses")
    return assessments.last_finished(book, actor)


def _picture(kept: Diagnosis, last: Mapping[str, Reply] = _NOTHING) -> Picture:
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
        proposals=propose(load_edition(made.edition), made.facts, made.star),
        last=last,
    )
