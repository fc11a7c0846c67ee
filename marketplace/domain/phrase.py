"""「定型文」 Sentences of the criteria language, and the kinds of value that stand in them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Truth(IntEnum):
    """「真偽」 What a sentence says of declared facts: holds, lacks, or nobody knows."""

    LACKS = 0
    HOLDS = 1
    UNKNOWN = 2


class Bound(StrEnum):
    """「以上・以下」 The comparator of a sentence; the value is the word in the text."""

    AT_MOST = "以下"
    UNDER = "未満"
    AT_LEAST = "以上"
    OVER = "超"


_COMPARE: dict[Bound, Callable[[int, int], bool]] = {
    Bound.AT_MOST: operator.le,
    Bound.UNDER: operator.lt,
    Bound.AT_LEAST: operator.ge,
    Bound.OVER: operator.gt,
}


def holds_bound(value: int, bound: Bound, limit: int) -> bool:
    """Whether a value keeps a bound: 「value は limit 以下」 and so on."""
    return _COMPARE[bound](value, limit)


@dataclass(frozen=True, slots=True)
class Span:
    """「期間」 A length of time as written: an amount and its unit."""

    amount: int
    unit: str

    @property
    def months(self) -> int:
        """The span in months; only 年 and か月 have them (``KeyError`` otherwise)."""
        return self.amount * {"年": 12, "か月": 1}[self.unit]

    def __str__(self) -> str:
        """As it stands in the text: 「24 時間」."""
        return f"{self.amount:,} {self.unit}"


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """「点数」 A severity from 0.0 to 10.0 (CVSS base score), kept exactly in tenths."""

    tenths: int

    @classmethod
    def parse(cls, text: str) -> Score:
        """Read 「7.0」."""
        whole, tenth = text.split(".")
        return cls(int(whole) * 10 + int(tenth))

    def __str__(self) -> str:
        """As it stands in the text: 「7.0」."""
        return f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """「定型文」 A sentence pattern and the pure function that answers it over declared facts.

    ``answer(*facts, **arguments)`` returns True where the sentence holds. It never sees a missing
    fact: the engine answers 要確認 first. ``wanted`` is the Japanese pattern of what the sentence
    asks for, ``remedy`` what a provider can do when it does not hold; ``seen(*facts, **arguments)``
    words the value seen where the plain value would not explain itself.
    """

    pattern: str
    facts: tuple[str, ...]
    answer: Callable[..., bool]
    wanted: str = ""
    remedy: str = ""
    seen: Callable[..., str] | None = field(default=None, compare=False)
