"""「一基準一マス」 One square a criterion, a row a category; the same counts stand beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

STEP = 15
"""From one square to the next; a square is 12 across."""

SIDE = 12
COLUMNS = 18
"""Squares in a line: 270 px, so that a row fits a phone."""

KINDS = ("full", "part", "none", "open", "out", "na")
"""Filled, half, crossed, dashed, empty, struck: each has a shape of its own in charts.html."""


@dataclass(frozen=True, slots=True)
class Square:
    """「マス」 Where it stands and which shape it has."""

    x: int
    y: int
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """「マスの行」 A category, its squares, and how many of each kind."""

    label: str
    squares: tuple[Square, ...]
    counts: dict[str, int]

    @property
    def wide(self) -> int:
        """The width that the squares take."""
        return max((one.x for one in self.squares), default=0) + SIDE

    @property
    def high(self) -> int:
        """The height that the squares take."""
        return max((one.y for one in self.squares), default=0) + SIDE

    @property
    def total(self) -> int:
        """「計」 All of the row."""
        return len(self.squares)


@dataclass(frozen=True, slots=True)
class Matrix:
    """「マスの表」 Every row, and the sums under them."""

    kinds: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def sums(self) -> dict[str, int]:
        """「合計」 Of each kind over all rows."""
        return {kind: sum(row.counts[kind] for row in self.rows) for kind in self.kinds}

    @property
    def total(self) -> int:
        """「計」 Of everything."""
        return sum(row.total for row in self.rows)


def matrix(rows: tuple[tuple[str, tuple[str, ...]], ...], kinds: tuple[str, ...]) -> Matrix:
    """Squares in the order in which they are given; a kind that is not named is refused."""
    return Matrix(kinds, tuple(_row(label, found, kinds) for label, found in rows))


def _row(label: str, found: tuple[str, ...], kinds: tuple[str, ...]) -> Row:
    if strange := {*found} - {*kinds} or {*kinds} - {*KINDS}:
        raise ValueError(f"no shape for {sorted(strange)}")
    squares = tuple(
        Square(place % COLUMNS * STEP, place // COLUMNS * STEP, kind)
        for place, kind in enumerate(found)
    )
    many = Counter(found)
    return Row(label, squares, {kind: many[kind] for kind in kinds})
