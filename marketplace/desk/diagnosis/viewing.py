"""「診断を見る」 What a diagnosis says of its star; every figure comes from the same counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conformance.assessing import propose
from conformance.edition import load_edition
from conformance.reference import level
from marketplace.desk import order as given
from marketplace.desk.access import require
from marketplace.domain.assessment import Proposal
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
    """「診断の図」 A diagnosis with its counts, what is reached, what is left and proposed."""

    kept: Diagnosis
    level: Level
    total: Counts
    by_category: Mapping[str, Counts]
    reached: tuple[Requirement, ...]
    set_aside: tuple[Requirement, ...]
    gaps: tuple[Criterion, ...]
    proposals: Mapping[str, Proposal]


def diagnosis(book: Book, actor: Actor, ref: str) -> Picture:
    """One of the company's own."""
    require(actor, "diagnosis")
    return _picture(assessments.diagnosis(book, actor, given.ref(ref, "assessment")))


def diagnoses(book: Book, actor: Actor) -> tuple[Picture, ...]:
    """All of the company's own; the newest first."""
    require(actor, "diagnoses")
    return tuple(_picture(one) for one in assessments.diagnoses(book, actor))


def _picture(kept: Diagnosis) -> Picture:
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
    )
