"""「分類」 A diagnosis by category and item, as its pages walk through it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import abort

from marketplace.desk.diagnosis import viewing
from marketplace.desk.diagnosis.viewing import Picture
from marketplace.desk.members import members_of
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.errors import Missing
from marketplace.domain.organisation import Actor
from marketplace.domain.progress import Counts, answer_of, applies
from marketplace.domain.requirement import Criterion, Level, Requirement
from marketplace.web import visit


@dataclass(frozen=True, slots=True)
class Chapter:
    """「分類」 Its number, name, items and counts."""

    number: str
    label: str
    items: tuple[Requirement, ...]
    counts: Counts

    def holds(self, numbers: Container[str]) -> bool:
        """Whether one of these criteria is its own."""
        return any(one.id in numbers for item in self.items for one in item.criteria)

    def waiting(self, last: Mapping[str, Reply]) -> tuple[tuple[Criterion, Reply], ...]:
        """「確かめる前回の答え」 Those of its criteria, each with what was said last time."""
        own = (one for item in self.items for one in item.criteria)
        return tuple((one, last[one.id]) for one in own if one.id in last)


def seen(actor: Actor, ref: str) -> Picture:
    """The picture of one of the company's own diagnoses."""
    with visit.store().read() as book:
        return viewing.diagnosis(book, actor, ref)


def figures(actor: Actor, ref: str) -> Picture:
    """Its counts alone, as a paper or a file tells them."""
    with visit.store().read() as book:
        return viewing.figures(book, actor, ref)


def colleagues(actor: Actor) -> list[str]:
    """「担当の候補」 The names of whoever belongs to the company now."""
    with visit.store().read() as book:
        return [one.person.name for one in members_of(book, actor, visit.now()).members]


def chapters(picture: Picture) -> tuple[Chapter, ...]:
    """Every category of the level, in the order of the scheme."""
    grouped = groupby(picture.level.items, lambda item: (item.category, item.category_label))
    return tuple(
        Chapter(number, label, tuple(items), picture.by_category[label])
        for (number, label), items in grouped
    )


def chapter(picture: Picture, number: str) -> Chapter:
    """One category by its number; an address with another leads nowhere."""
    found = next((one for one in chapters(picture) if one.number == number), None)
    return found or abort(404)


def item(level: Level, number: str) -> Requirement:
    """One item by its number."""
    for one in level.items:
        if one.id == number:
            return one
    raise Missing("requirement", item=number, star=level.star.label)


def after(level: Level, number: str) -> Requirement | None:
    """The item that comes next; None after the last."""
    items = level.items
    place = [one.id for one in items].index(number) + 1
    return items[place] if place < len(items) else None


def answers(picture: Picture) -> dict[str, Answer]:
    """The answer that counts, by criterion."""
    made = picture.kept.assessment
    return {one.id: answer_of(made, one) for one in picture.level.criteria}


def is_set_aside(picture: Picture, criterion: Criterion) -> bool:
    """Whether the profile says that it does not apply."""
    return applies(criterion, picture.kept.assessment.profile) is False
