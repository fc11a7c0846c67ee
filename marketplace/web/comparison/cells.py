"""「欄・行・組」 What a comparison is made of, and what differs in it.

Nothing here says which value is better: a row differs or it does not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from marketplace.domain.offering import EvidenceKind
from marketplace.domain.verdict import Verdict

UNKNOWN, NOT_APPLICABLE, NOT_LISTED = "不明", "—", "いまは掲載されていません"


@dataclass(frozen=True, slots=True)
class Line:
    """「計算の行」 One charge as a person recomputes it, or one that stands outside the total."""

    name: str
    how: str
    amount: int | None = None
    counted: bool = True

    def __str__(self) -> str:
        """As it stands in a spreadsheet."""
        if not self.counted:
            return f"{self.name}: {self.how}"
        amount = UNKNOWN if self.amount is None else f"{self.amount:,}円"
        return f"{self.name}: {self.how} = {amount}"


@dataclass(frozen=True, slots=True)
class Mark:
    """「結果のしるし」 A verdict, whether a person gave it, its evidence, and if by a draft."""

    verdict: Verdict
    ruled: bool = False
    strength: EvidenceKind | None = None
    draft: bool = False

    def __str__(self) -> str:
        """As it stands in a spreadsheet."""
        label = f"{'参考：' if self.draft else ''}{self.verdict.label}"
        ruled = "（人が確認）" if self.ruled else ""
        return label + ruled + (f"・{self.strength.label}" if self.strength else "")


@dataclass(frozen=True, slots=True)
class Cell:
    """「欄」 One value of one plan; a text of None is 不明. ``applies`` is False for 「—」."""

    text: str | None = ""
    note: str = ""
    lines: tuple[Line, ...] = ()
    mark: Mark | None = None
    applies: bool = True

    @property
    def is_unknown(self) -> bool:
        """Whether the provider did not say it."""
        return self.applies and self.text is None

    def __str__(self) -> str:
        """As it stands in a spreadsheet."""
        if not self.applies:
            return NOT_APPLICABLE
        parts = [UNKNOWN if self.text is None else self.text, str(self.mark or ""), self.note]
        return "\n".join(part for part in (*parts, *map(str, self.lines)) if part)


NOWHERE = Cell(NOT_APPLICABLE, applies=False)


@dataclass(frozen=True, slots=True)
class Row:
    """「行」 One question and each plan's answer; ``leads`` is set large and is never gathered.

    ``differs``: two known answers are not the same. ``partly_unknown``: what is known agrees, and
    some is not known, which is neither a difference nor agreement. ``odd``: the places of what
    differs from most of the others; none where there is no most.
    """

    label: str
    cells: tuple[Cell, ...]
    leads: bool = False
    key: str = ""
    hint: str = ""
    differs: bool = field(init=False, default=False)
    partly_unknown: bool = field(init=False, default=False)
    odd: frozenset[int] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Compare the answers once."""
        first, *others = self.cells
        if all(cell == first for cell in others):
            return
        known = {cell for cell in self.cells if not cell.is_unknown}
        object.__setattr__(self, "differs", len(known) > 1)
        object.__setattr__(self, "partly_unknown", len(known) == 1)
        object.__setattr__(self, "odd", _odd(self.cells))

    @property
    def is_same(self) -> bool:
        """Whether one answer says it for all of several plans."""
        return len(self.cells) > 1 and not (self.differs or self.partly_unknown or self.leads)


def _odd(cells: tuple[Cell, ...]) -> frozenset[int]:
    (most, count), *others = Counter(cells).most_common()
    if count == 1 or any(other == count for _, other in others):
        return frozenset()
    return frozenset(n for n, cell in enumerate(cells) if cell != most)


@dataclass(frozen=True, slots=True)
class Group:
    """「行の組」 Rows under one title, and what has to be said of them; ``key`` names its place."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""
    key: str = ""

    @property
    def apart(self) -> tuple[Row, ...]:
        """The rows that are read plan by plan."""
        return tuple(row for row in self.rows if not row.is_same)

    @property
    def same(self) -> tuple[Row, ...]:
        """The rows that say the same of every plan."""
        return tuple(row for row in self.rows if row.is_same)

    @property
    def differences(self) -> int:
        """How many rows differ."""
        return sum(row.differs for row in self.rows)
