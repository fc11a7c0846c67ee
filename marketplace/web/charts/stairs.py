"""「階段の図」 How many are reached for how much: a step for every point that is worth its money.

The points ascend in both; the line stays level until the money of the next one is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from marketplace.web.charts.axes import Scale, scale
from marketplace.web.charts.lines import GAP, Frame
from marketplace.web.charts.texts import SIZE, Text, apart

STAIRS_WIDE = Frame(928, 330, left=52, right=56, top=34, bottom=54, ticks=5, named=True)
STAIRS_NARROW = Frame(288, 290, left=40, right=24, top=34, bottom=54, ticks=3, named=False)
STAIRS_FRAMES = (STAIRS_WIDE, STAIRS_NARROW)


@dataclass(frozen=True, slots=True)
class Stair:
    """「段」 What it costs, how many it reaches, and its letter in the table beside."""

    letter: str
    yen: int
    many: int


@dataclass(frozen=True, slots=True)
class Stairs:
    """「階段の図」 Everything that is drawn, in pixels of the frame."""

    frame: Frame
    grid: tuple[float, ...]
    path: str
    marks: tuple[tuple[float, float], ...]
    texts: tuple[Text, ...]
    labels: tuple[Text, ...]


def stairs(points: tuple[Stair, ...], words: tuple[str, str], frame: Frame) -> Stairs:
    """A chart of at least one point; ``words`` name what is counted, and what the money is."""
    costs = scale(max(one.yen for one in points), frame.ticks)
    counts = scale(max(one.many for one in points))
    places = tuple(_place(one, costs, counts, frame) for one in points)
    return Stairs(
        frame,
        tuple(_y(many, counts, frame) for many, _ in counts.marks),
        _path(places, frame),
        places,
        (*_counts(counts, words[0], frame), *_costs(costs, words[1], frame)),
        tuple(_letters(points, places, frame)),
    )


def _place(one: Stair, costs: Scale, counts: Scale, frame: Frame) -> tuple[float, float]:
    return _x(one.yen, costs, frame), _y(one.many, counts, frame)


def _x(yen: int, costs: Scale, frame: Frame) -> float:
    return round(frame.left + yen / costs.top * (frame.end - frame.left), 1)


def _y(many: int, counts: Scale, frame: Frame) -> float:
    return round(frame.floor - many / counts.top * (frame.floor - frame.top), 1)


def _path(places: tuple[tuple[float, float], ...], frame: Frame) -> str:
    (x, y), *_ = places
    steps = "".join(f"H{right:g}V{above:g}" for _, (right, above) in pairwise(places))
    return f"M{x:g} {y:g}{steps}H{frame.end:g}"


def _counts(counts: Scale, words: str, frame: Frame) -> Iterator[Text]:
    yield Text(0, SIZE, words)
    for many, _ in counts.marks:
        y = round(_y(many, counts, frame) + SIZE * 0.35, 1)
        yield Text(frame.left - 8, y, f"{many:,}", "end")


def _costs(costs: Scale, words: str, frame: Frame) -> Iterator[Text]:
    """The last mark, the first, and those between that do not crowd them."""
    marks = [Text(_x(yen, costs, frame), frame.floor + 20, w, "middle") for yen, w in costs.marks]
    kept = [marks.pop()]
    for one in marks:
        if all(apart(one, other, GAP) for other in kept):
            kept.append(one)
    yield from kept
    yield Text(frame.end, frame.high - 8, f"{words}（{costs.unit[1]}）", "end")


def _letters(
    points: tuple[Stair, ...], places: tuple[tuple[float, float], ...], frame: Frame
) -> Iterator[Text]:
    """Above and left of their points; one that would cover another is in the table only."""
    kept = list[Text]()
    for one, (x, y) in reversed(tuple(zip(points, places, strict=True))):
        made = Text(max(x - 8, frame.left + SIZE), y - 7, one.letter, "end", strong=True)
        if not any(_covers(made, other) for other in kept):
            kept.append(made)
    return iter(reversed(kept))


def _covers(one: Text, other: Text) -> bool:
    left, top, right, bottom = one.box
    x, y, end, floor = other.box
    return left < end and x < right and top < floor and y < bottom
