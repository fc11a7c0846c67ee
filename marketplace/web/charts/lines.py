"""「折れ線」 Running totals over the months, each line told by colour, dash, marker and letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.web.charts.axes import Scale, months, scale
from marketplace.web.charts.texts import SIZE, Text, apart, fitted

LINE = 18.0
"""From one baseline to the next."""

GAP = 6.0
"""Between two marks of the same axis."""


@dataclass(frozen=True, slots=True)
class Frame:
    """「図の枠」 Size and margins in pixels, and whether names are written at the line ends."""

    wide: float
    high: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: int
    named: bool

    @property
    def end(self) -> float:
        """The right edge of the plot."""
        return self.wide - self.right

    @property
    def floor(self) -> float:
        """The lower edge of the plot."""
        return self.high - self.bottom

    @property
    def label_lines(self) -> int:
        """How many lines a label has: the amount and the name, or the letter alone."""
        return 1 + self.named


WIDE = Frame(928, 380, left=64, right=300, top=34, bottom=30, ticks=6, named=True)
NARROW = Frame(288, 280, left=58, right=40, top=34, bottom=30, ticks=3, named=False)
FRAMES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class Curve:
    """「線」 A plan's style, letter and name, and what it has cost by the end of each month."""

    style: int
    letter: str
    name: str
    totals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """「描いた線」 A path, the point of its marker, and the leader to its label."""

    style: int
    points: tuple[tuple[float, float], ...]
    leader: tuple[float, float] | None

    @property
    def path(self) -> str:
        """The line as SVG."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)

    @property
    def marker(self) -> tuple[float, float]:
        """Where the line ends."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Chart:
    """「図」 Everything that is drawn, in pixels of the frame."""

    frame: Frame
    grid: tuple[float, ...]
    lines: tuple[Drawn, ...]
    texts: tuple[Text, ...]
    labels: tuple[Text, ...]


def draw(curves: tuple[Curve, ...], frame: Frame) -> Chart:
    """A chart of lines that begin at the first month; there is at least one line."""
    last = len(curves[0].totals)
    amounts = scale(max(max(one.totals) for one in curves))
    ends = [_y(one.totals[-1], amounts, frame) for one in curves]
    tops = _spread(ends, frame)
    drawn = [
        _drawn(curve, amounts, frame, top=top) for curve, top in zip(curves, tops, strict=True)
    ]
    named = (t for curve, y in zip(curves, tops, strict=True) for t in _label(curve, frame, y))
    grid = tuple(_y(amount, amounts, frame) for amount, _ in amounts.marks)
    return Chart(
        frame, grid, tuple(drawn), (*_scale(amounts, frame), *_months(last, frame)), tuple(named)
    )


def _x(month: int, last: int, frame: Frame) -> float:
    """A single month stands at the right edge, where its label is."""
    share = (month - 1) / (last - 1) if last > 1 else 1
    return round(frame.left + share * (frame.end - frame.left), 1)


def _y(amount: int, amounts: Scale, frame: Frame) -> float:
    return round(frame.floor - amount / amounts.top * (frame.floor - frame.top), 1)


def _drawn(curve: Curve, amounts: Scale, frame: Frame, *, top: float) -> Drawn:
    last = len(curve.totals)
    bends = _bends(curve.totals)
    points = tuple((_x(n + 1, last, frame), _y(curve.totals[n], amounts, frame)) for n in bends)
    end_x, end_y = points[-1]
    middle = top + LINE * frame.label_lines / 2
    moved = abs(middle - end_y) > LINE
    return Drawn(curve.style, points, (end_x + 14, middle) if moved else None)


def _bends(totals: tuple[int, ...]) -> Iterator[int]:
    """The places of a line's ends and of every change of its slope."""
    last = len(totals) - 1
    for n, total in enumerate(totals):
        inner = 0 < n < last
        if not inner or total - totals[n - 1] != totals[n + 1] - total:
            yield n


def _spread(ends: list[float], frame: Frame) -> list[float]:
    """The tops of the labels: beside their line ends, moved apart where they would touch."""
    tall = LINE * frame.label_lines + 2
    order = sorted(range(len(ends)), key=lambda n: ends[n])
    tops, free = [0.0] * len(ends), 0.0
    for n in order:
        tops[n] = free = max(ends[n] - tall / 2, free)
        free += tall
    below = frame.high
    for n in reversed(order):
        tops[n] = min(tops[n], below - tall)
        below = tops[n]
    return tops


def _label(curve: Curve, frame: Frame, top: float) -> Iterator[Text]:
    x, first = frame.end + 18, round(top + SIZE, 1)
    room = frame.wide - x
    if not frame.named:
        yield Text(x, first, curve.letter, strong=True)
        return
    yield Text(x, first, f"{curve.letter} {curve.totals[-1]:,}円", strong=True)
    yield Text(x, first + LINE, fitted(curve.name, room))


def _scale(amounts: Scale, frame: Frame) -> Iterator[Text]:
    yield Text(0, SIZE, f"{amounts.unit[1]}（税抜）")
    for amount, words in amounts.marks:
        y = _y(amount, amounts, frame) + SIZE * 0.35
        yield Text(frame.left - 8, round(y, 1), words, "end")


def _months(last: int, frame: Frame) -> Iterator[Text]:
    """The last month, the first, and those between that do not crowd them."""
    *others, end = (_month(month, last, frame) for month in months(last, frame.ticks))
    kept = [end]
    for one in others:
        if all(apart(one, other, GAP) for other in kept):
            kept.append(one)
    return iter(kept)


def _month(month: int, last: int, frame: Frame) -> Text:
    words = f"{month}か月" if month == last else str(month)
    return Text(_x(month, last, frame), frame.high - 8, words, "middle")
