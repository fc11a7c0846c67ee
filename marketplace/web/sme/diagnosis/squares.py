"""「一マス一基準」 Answers as squares, and progress as a bar; a table stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from marketplace.domain.assessment import Answer
from marketplace.domain.progress import Counts
from marketplace.domain.requirement import Criterion
from marketplace.domain.tier import Star
from marketplace.web.language import said

WIDE = 24
"""Squares in a row; at 320 px each is still 11 px wide."""
STEP = 14


@dataclass(frozen=True, slots=True)
class Square:
    """「マス」 Where it stands, which criterion it is, and its answer."""

    x: int
    y: int
    criterion: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Field:
    """「マスの集まり」 The squares of a category that begin at one star, and how high they are."""

    star: Star
    squares: tuple[Square, ...]
    height: int

    @property
    def drawn(self) -> Markup:
        """All of them, made here at once: a template takes many times as long for 153.

        Only numbers of criteria and words of ours stand in it.
        """
        words = {answer: escape(said(answer.label)) for answer in Answer}
        return Markup("".join(_drawn(one, words[one.answer]) for one in self.squares))  # noqa: S704


@dataclass(frozen=True, slots=True)
class Bar:
    """「進みの帯」 Answered and 達成 of all that is asked."""

    asked: int
    answered: int
    met: int


def squares(answers: dict[str, Answer]) -> tuple[Square, ...]:
    """One a criterion, in the order of the scheme."""
    return tuple(
        Square(place % WIDE * STEP, place // WIDE * STEP, criterion, answer)
        for place, (criterion, answer) in enumerate(answers.items())
    )


def fields(criteria: Iterable[Criterion], answers: dict[str, Answer]) -> tuple[Field, ...]:
    """The squares of these criteria: what the lower star asks, and what the higher one adds."""
    own: dict[Star, dict[str, Answer]] = {}
    for one in criteria:
        own.setdefault(one.star, {})[one.id] = answers[one.id]
    stars = sorted(own, key=lambda star: star.value)
    return tuple(Field(star, squares(own[star]), height(len(own[star]))) for star in stars)


def _drawn(one: Square, words: Markup) -> str:
    use = f'<use href="#sq-{one.answer.value}" x="{one.x}" y="{one.y}" width="14" height="14"/>'
    return f"<g><title>{escape(one.criterion)} {words}</title>{use}</g>"


def height(many: int) -> int:
    """How high so many squares are."""
    return -(-many // WIDE) * STEP


def bar(counts: Counts) -> Bar:
    """The bar of these counts."""
    return Bar(counts.asked, counts.answered, counts.met)
