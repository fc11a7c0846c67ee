"""「全部の組を計算する」 Exact and fast where every candidate watches something.

Of each kind of watching at most one service is bought, so a choice is nothing, one service, or one
for the network with one for the terminals: all of them are computed, in integers, at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.domain.combination import (
    Combination,
    Grant,
    Package,
    Problem,
    Watched,
    together,
)
from marketplace.solve.port import Answer, GivenUp, Stop

WORD = 64
NEVER = np.iinfo(np.int64).max
Whole = NDArray[np.int64]


def suits(problem: Problem) -> bool:
    """Whether every candidate watches something, so that nobody buys more than two."""
    return all(one.watches for one in problem.packages)


@dataclass(frozen=True, slots=True)
class PairSolver:
    """「全部の組を計算する」 A ``PlanSolver`` for problems that ``suits``."""

    def solve(self, problem: Problem, most: int = 1, stop: Stop | None = None) -> Answer:
        """Up to ``most`` distinct combinations, best first."""
        choices = _choices(problem, stop)
        tried = int(choices.allowed.sum())
        if not tried:
            return Answer((), problem.coverable, None, 0)
        best = choices.best(most)
        return Answer(best, problem.coverable - best[0].closed, best[0].net_ex_tax, tried)

    def frontier(self, problem: Problem, stop: Stop | None = None) -> tuple[Combination, ...]:
        """For each number of closed criteria that is worth its money, the cheapest."""
        return _choices(problem, stop).frontier()


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """「すべての組」 Place (a, b) is the a-th of one side with the b-th of the other.

    The first of either side is nothing. Services that watch both kinds stand on the first side and
    go with nothing only.
    """

    problem: Problem
    sides: tuple[tuple[Package | None, ...], tuple[Package | None, ...]]
    closed: Whole
    net: Whole
    allowed: NDArray[np.bool_]

    def best(self, most: int) -> tuple[Combination, ...]:
        """Those that close the most, cheapest first, none containing one before it."""
        wanted = self.allowed & (self.closed == self.closed[self.allowed].max())
        found = list[Combination]()
        while len(found) < most and wanted.any():
            place = divmod(int(np.where(wanted, self.net, NEVER).argmin()), wanted.shape[1])
            found.append(self._at(place))
            self._forbid(wanted, place)
        return tuple(found)

    def frontier(self) -> tuple[Combination, ...]:
        """The cheapest for each number of criteria, where more of them is never cheaper."""
        found = list[Combination]()
        cheapest = np.full(len(self.problem.needed) + 1, NEVER)
        np.minimum.at(cheapest, self.closed[self.allowed], self.net[self.allowed])
        last = NEVER
        for number in range(len(cheapest) - 1, -1, -1):
            if cheapest[number] < last:
                last = cheapest[number]
                there = self.allowed & (self.closed == number) & (self.net == last)
                found.append(self._at(divmod(int(there.argmax()), there.shape[1])))
        return tuple(reversed(found))

    def _at(self, place: tuple[int, int]) -> Combination:
        pair = (side[n] for side, n in zip(self.sides, place, strict=True))
        return together(self.problem, [one for one in pair if one])

    @staticmethod
    def _forbid(wanted: NDArray[np.bool_], place: tuple[int, int]) -> None:
        first, second = place
        rows = slice(first, first + 1) if first else slice(None)
        wanted[rows, slice(second, second + 1) if second else slice(None)] = False


def _choices(problem: Problem, stop: Stop | None) -> Choices:
    if stop is not None and stop():
        raise GivenUp
    free = [one for one in problem.packages if not one.watches & problem.held]
    first = (None, *(one for one in free if Watched.NETWORK in one.watches))
    second = (None, *(one for one in free if Watched.NETWORK not in one.watches))
    sides = (first, second)
    return Choices(
        problem, sides, _closed(problem, sides), _net(problem, sides), _allowed(problem, sides)
    )


def _closed(problem: Problem, sides: Any) -> Whole:
    order = sorted(problem.needed)
    total = np.zeros((len(sides[0]), len(sides[1])), dtype=np.int64)
    for start in range(0, len(order), WORD):
        place = {one: 1 << n for n, one in enumerate(order[start : start + WORD])}
        words = [np.array([_bits(one, place) for one in side], np.uint64) for side in sides]
        total += np.bitwise_count(words[0][:, None] | words[1][None, :])
    return total


def _bits(one: Package | None, place: dict[str, int]) -> int:
    return sum(place[c] for c in one.closes & place.keys()) if one else 0


def _net(problem: Problem, sides: Any) -> Whole:
    cost = _sum(sides, "cost_ex_tax")
    if problem.grant is None:
        return cost
    return cost - _granted(problem.grant, _sum(sides, "grant_base_ex_tax"))


def _granted(grant: Grant, base: Whole) -> Whole:
    found = np.minimum(base * grant.numerator // grant.denominator, grant.cap_yen)
    return np.where(found < grant.floor_yen, 0, found)


def _allowed(problem: Problem, sides: Any) -> NDArray[np.bool_]:
    wishes, first = problem.wishes, sides[0]
    allowed = ~_same(sides, "group")
    both = np.array([bool(one and len(one.watches) > 1) for one in first])
    allowed[both, 1:] = False
    if wishes.one_provider:
        alone = np.ones(allowed.shape, dtype=bool)
        alone[1:, 1:] = _same(sides, "provider")[1:, 1:]
        allowed &= alone
    if wishes.dispatch:
        going = [np.array([bool(one and one.dispatches) for one in side]) for side in sides]
        allowed &= going[0][:, None] | going[1][None, :]
    if wishes.budget_ex_tax is not None:
        allowed &= _sum(sides, "cost_ex_tax") <= wishes.budget_ex_tax
    return allowed


def _sum(sides: Any, field: str) -> Whole:
    first, second = (
        np.array([getattr(one, field) if one else 0 for one in side], np.int64) for side in sides
    )
    return first[:, None] + second[None, :]


def _same(sides: Any, field: str) -> NDArray[np.bool_]:
    """Where both sides have a service and agree in a field."""
    number: dict[str, int] = {}
    codes = [
        np.array(
            [number.setdefault(getattr(one, field), len(number)) if one else -1 - n for one in side]
        )
        for n, side in enumerate(sides)
    ]
    same: NDArray[np.bool_] = codes[0][:, None] == codes[1][None, :]
    return same
