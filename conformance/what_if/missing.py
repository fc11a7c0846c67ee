"""「差」 By how much a sentence is missed: the nearest number with which it would hold.

The phrase itself is asked with other numbers, so the answer is right for whatever it compares, and
no threshold is worked out twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from conformance.facts import INDEX
from conformance.phrase import Sentence
from conformance.rows import FactRow
from marketplace.domain.phrase import Span

_FARTHEST = 2**40
"""More yen than any offering costs; a number beyond it would say nothing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """「差」 The number in the text, and the nearest one that the offering would meet."""

    limit: int
    needed: int

    @property
    def over(self) -> int:
        """How far the number would have to move, with its sign."""
        return self.needed - self.limit


def gap(sentence: Sentence, row: FactRow, other: Sentence | None = None) -> Gap | None:
    """The gap of a sentence that a row lacks; the widest where a fact can be read several ways.

    Of several numbers, one that the other text does not share is moved first.
    """
    names = _in_turn(sentence, other)
    found = [_of_reading(sentence, values, names) for values in row.readings]
    return max((one for one in found if one), key=lambda one: abs(one.over), default=None)


def _in_turn(sentence: Sentence, other: Sentence | None) -> list[str]:
    shared = other.arguments if other and other.phrase == sentence.phrase else {}
    return sorted(sentence.arguments, key=lambda n: shared.get(n) == sentence.arguments[n])


def _of_reading(sentence: Sentence, values: tuple[Any, ...], names: list[str]) -> Gap | None:
    facts = tuple(values[INDEX[name]] for name in sentence.phrase.facts)
    if any(fact is None for fact in facts):
        return None
    for name in names:
        written = sentence.arguments[name]
        limit = written.amount if isinstance(written, Span) else written
        if type(limit) is int and (needed := _nearest(_asking(sentence, facts, name), limit)):
            return Gap(limit, needed[0])
    return None


def _asking(sentence: Sentence, facts: tuple[Any, ...], name: str) -> Callable[[int], bool]:
    written = sentence.arguments[name]
    answer, arguments = sentence.phrase.answer, dict(sentence.arguments)

    def holds(number: int) -> bool:
        arguments[name] = Span(number, written.unit) if isinstance(written, Span) else number
        return bool(answer(*facts, **arguments))

    return holds


def _nearest(holds: Callable[[int], bool], limit: int) -> tuple[int] | None:
    """The nearest number that holds, or none: also where the one in the text holds already."""
    try:
        if holds(limit):
            return None
        found = [n for sign in (1, -1) if (n := _towards(holds, limit, sign)) is not None]
    except Exception:  # noqa: BLE001 - a value that cannot be compared has no distance
        return None
    return (min(found, key=lambda n: abs(n - limit)),) if found else None


def _towards(holds: Callable[[int], bool], limit: int, sign: int) -> int | None:
    """The first number on one side that holds, by doubling steps and then halving them.

    What a sentence accepts has one end, so a side whose far end does not hold has none.
    """
    most = _FARTHEST if sign > 0 else limit
    if not holds(limit + sign * most):
        return None
    lacks, keeps = 0, 1
    while not holds(limit + sign * min(keeps, most)):
        lacks, keeps = keeps, keeps * 2
    keeps = min(keeps, most)
    while keeps - lacks > 1:
        middle = (keeps + lacks) // 2
        if holds(limit + sign * middle):
            keeps = middle
        else:
            lacks = middle
    return limit + sign * keeps
