"""「積み上げの帯」 Sums of parts as bars on one scale; the words beside them are HTML.

Only shapes are drawn, so that a bar stretches with the page and no text can leave it. Every edge is
rounded once, at the running sum: the parts of a bar end exactly where the next one begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

WIDE = 1000
"""Units across; the largest bar takes them all."""

STYLES = 6
"""Fills that are told apart; parts beyond them are for the caller to gather."""


@dataclass(frozen=True, slots=True)
class Part:
    """「帯の一部」 What it is, how much, and where it lies."""

    words: str
    amount: int
    style: int
    x: int
    wide: int


@dataclass(frozen=True, slots=True)
class Bar:
    """「帯」 A sum and its parts, in the order in which they were given; no empty ones."""

    label: str
    total: int
    parts: tuple[Part, ...]

    @property
    def wide(self) -> int:
        """Where the bar ends."""
        return sum(one.wide for one in self.parts)


def bars(rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]) -> tuple[Bar, ...]:
    """Bars on the scale of the largest; a part keeps its style over all rows, by its words."""
    names = tuple(dict.fromkeys(words for _, parts in rows for words, _ in parts))
    if len(names) > STYLES:
        raise ValueError(f"no more than {STYLES} kinds of parts can be told apart")
    largest = max((sum(amount for _, amount in parts) for _, parts in rows), default=0)
    return tuple(_bar(label, parts, largest, names) for label, parts in rows)


def bar(parts: tuple[tuple[str, int], ...]) -> Bar:
    """One bar that takes the whole width."""
    return bars((("", parts),))[0]


def _bar(
    label: str, parts: tuple[tuple[str, int], ...], largest: int, names: tuple[str, ...]
) -> Bar:
    if any(amount < 0 for _, amount in parts):
        raise ValueError("a part of a bar is never negative")
    sums = accumulate((amount for _, amount in parts), initial=0)
    edges = [_edge(one, largest) for one in sums]
    drawn = tuple(
        Part(words, amount, names.index(words), x, end - x)
        for (words, amount), (x, end) in zip(parts, pairwise(edges), strict=True)
        if amount
    )
    return Bar(label, sum(amount for _, amount in parts), drawn)


def _edge(amount: int, largest: int) -> int:
    """Half up, in whole numbers: amounts may be too large for a float to hold."""
    return (2 * amount * WIDE + largest) // (2 * largest) if largest else 0
