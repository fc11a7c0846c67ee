"""「HiGHSで解く」 Exact answers for thousands of candidates, recomputed in integers."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Self

from marketplace.domain.combination import (
    Combination,
    Package,
    Problem,
    may_be_bought,
    together,
)
from marketplace.domain.errors import Unavailable
from marketplace.solve.model import Model
from marketplace.solve.port import Answer, Stop

Chosen = tuple[tuple[Package, ...], int]
Found = tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class HighsSolver:
    """「HiGHSで解く」 A ``PlanSolver``; what it claims is checked again before it is believed."""

    def solve(self, problem: Problem, most: int = 1, stop: Stop | None = None) -> Answer:
        """Up to ``most`` distinct combinations, best first."""
        found = _next(_Models.of(problem, stop, whole=True), most)
        found = found or _most(_Models.of(problem, stop), most)
        if not found:
            return Answer((), problem.coverable, None)
        return Answer(found, problem.coverable - found[0].closed, found[0].net_ex_tax)

    def frontier(self, problem: Problem, stop: Stop | None = None) -> Found:
        """For each number of closed criteria that is worth its money, the cheapest."""
        models, points = _Models.of(problem, stop), list[Combination]()
        while (closed := models.most_closed()) is not None:
            models.close_at_least(closed)
            points.append(_checked(problem, models.cheapest()))
            models.cost_at_most(points[-1].net_ex_tax - 1)
        return tuple(reversed(points))


@dataclass(frozen=True, slots=True)
class _Models:
    """「場合分け」 Without a subsidy, and with one where an intake is open; the better answer."""

    problem: Problem
    each: tuple[tuple[Model, int], ...]
    """The models, each with the row of how many criteria are closed."""

    @classmethod
    def of(cls, problem: Problem, stop: Stop | None, *, whole: bool = False) -> Self:
        cases = (False, True) if problem.grant else (False,)
        made = [Model(problem, stop, whole=whole, granted=case) for case in cases]
        return cls(problem, tuple((one, one.add_least_closed(0)) for one in made))

    def most_closed(self) -> int | None:
        self.close_at_least(0)
        found = [one.most_closed() for one, _ in self.each]
        return max((number for number in found if number is not None), default=None)

    def cheapest(self) -> Chosen | None:
        found = [one.cheapest() for one, _ in self.each]
        return min((one for one in found if one), key=itemgetter(1), default=None)

    def close_at_least(self, number: int) -> None:
        for one, row in self.each:
            one.change_least(row, number)

    def cost_at_most(self, yen: int) -> None:
        for one, _ in self.each:
            one.add_most_net(yen)

    def forbid(self, chosen: tuple[Package, ...]) -> None:
        for one, _ in self.each:
            one.forbid(chosen)


def _most(models: _Models, most: int) -> Found:
    """The best ones among those that close as many criteria as the wishes let them."""
    possible = models.most_closed()
    if possible is None:
        return ()
    models.close_at_least(possible)
    return _next(models, most)


def _next(models: _Models, most: int) -> Found:
    """The best ones, each without everything that contains an earlier one."""
    found = list[Combination]()
    while len(found) < most and (chosen := models.cheapest()) is not None:
        found.append(_checked(models.problem, chosen))
        if not found[-1].keys:
            break
        models.forbid(chosen[0])
    return tuple(found)


def _checked(problem: Problem, found: Chosen | None) -> Combination:
    """The choice in exact integers; one that breaks a rule or misses its bound is no answer."""
    if found is None:
        raise Unavailable("plan_not_proven")
    chosen, bound = found
    made = together(problem, chosen)
    if not may_be_bought(problem, chosen) or made.net_ex_tax != bound:
        raise Unavailable("plan_not_proven")
    return made
