"""「期間の図」 Days and periods on one line of time, each with words of its own on its own row.

A row of its own means that no words ever cover others. They stand over their mark, and run from it
to the side where there is more room; there they are cut with an ellipsis where that is too little.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.web.charts.texts import Text, fitted

ROW = 40.0
"""From one row to the next: the words, and the mark under them."""

WORDS, MARK = 14.0, 26.0
"""Within a row: the base of the words, and the middle of the mark."""

EDGE = 8.0
"""Beside the first and the last day, so that a mark there is whole."""


@dataclass(frozen=True, slots=True)
class Moment:
    """「出来事」 One day, or a period with a last day."""

    words: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """「しるし」 A point, or a bar from x to end, and the height of its middle."""

    x: float
    end: float
    y: float

    @property
    def is_point(self) -> bool:
        """Whether it is one day."""
        return self.end == self.x


@dataclass(frozen=True, slots=True)
class Timeline:
    """「期間の図」 Everything that is drawn, in pixels."""

    wide: float
    high: float
    today: float | None
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]


WIDTHS = (720.0, 288.0)
"""Of the version for screens and of the one for phones."""


def timeline(moments: tuple[Moment, ...], today: date, wide: float) -> Timeline:
    """From the earliest day to the latest; today is a line where it lies between."""
    first = min(one.first for one in moments)
    last = max(one.last or one.first for one in moments)
    axis = (first, max(last, first + timedelta(days=1)))
    marks = tuple(_mark(one, n, axis, wide) for n, one in enumerate(moments))
    texts = tuple(
        _text(one.words, mark, n, wide)
        for n, (one, mark) in enumerate(zip(moments, marks, strict=True))
    )
    line = _x(today, axis, wide) if first <= today <= last else None
    return Timeline(wide, ROW * len(moments), line, marks, texts)


def _mark(one: Moment, row: int, axis: tuple[date, date], wide: float) -> Mark:
    x = _x(one.first, axis, wide)
    return Mark(x, _x(one.last, axis, wide) if one.last else x, ROW * row + MARK)


def _x(day: date, axis: tuple[date, date], wide: float) -> float:
    share = (day - axis[0]).days / (axis[1] - axis[0]).days
    return round(EDGE + share * (wide - 2 * EDGE), 1)


def _text(words: str, mark: Mark, row: int, wide: float) -> Text:
    """From the beginning of the mark where all of it fits, else on the roomier side."""
    y, after, before = ROW * row + WORDS, wide - mark.x, mark.end
    if fitted(words, after) == words or after >= before:
        return Text(mark.x, y, fitted(words, after))
    return Text(mark.end, y, fitted(words, before), "end")
