"""「目盛りの帯」 How far a number has come of another, and where the limit lies; words are HTML."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.web.charts.bars import WIDE


@dataclass(frozen=True, slots=True)
class Gauge:
    """「目盛りの帯」 The filled part, what lies beyond the limit, and the limit itself."""

    value: int
    top: int
    limit: int | None
    filled: int
    over: int
    mark: int | None


def gauge(value: int, top: int, limit: int | None = None) -> Gauge:
    """A value of at most ``top``; over the limit is drawn apart, a limit beyond ``top`` is not."""
    if not 0 <= value <= top:
        raise ValueError("a gauge shows a value between nothing and its top")
    within = value if limit is None else min(value, limit)
    filled, end = _place(within, top), _place(value, top)
    mark = None if limit is None or limit > top else _place(limit, top)
    return Gauge(value, top, limit, filled, end - filled, mark)


def _place(amount: int, top: int) -> int:
    return (2 * amount * WIDE + top) // (2 * top) if top else 0
