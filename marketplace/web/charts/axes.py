"""「目盛り」 Round steps for an axis, and few enough to be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

UNITS = ((10**12, "兆円"), (10**8, "億円"), (10**4, "万円"), (10**3, "千円"), (1, "円"))
"""Largest first; an axis is written in the largest in which every step is whole."""

MANTISSAS = (1, 2, 5)
MONTHS = (1, 2, 3, 6, 12, 24, 36, 60)


@dataclass(frozen=True, slots=True)
class Scale:
    """「金額の目盛り」 From 0 in equal steps to the first that is not below the largest amount."""

    step: int
    top: int

    @property
    def unit(self) -> tuple[int, str]:
        """「単位」 How many yen, and its name."""
        return next(one for one in UNITS if self.step % one[0] == 0)

    @property
    def marks(self) -> tuple[tuple[int, str], ...]:
        """The amounts, and how they are written."""
        yen, _ = self.unit
        amounts = range(0, self.top + 1, self.step)
        return tuple((amount, f"{amount // yen:,}") for amount in amounts)


def scale(largest: int, steps: int = 4) -> Scale:
    """The finest round scale that needs no more than so many steps."""
    fine = (mantissa * 10**power for power in count() for mantissa in MANTISSAS)
    step = next(one for one in fine if one * steps >= largest)
    return Scale(step, max(-(-largest // step), 1) * step)


def months(last: int, most: int) -> tuple[int, ...]:
    """「月の目盛り」 The first month, round ones between, and the last."""
    step = next((one for one in MONTHS if last // one <= most), MONTHS[-1])
    return tuple(sorted({1, *range(step, last, step), last}))
