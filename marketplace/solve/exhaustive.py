"""「全部をためす」 Every combination that may be bought, one by one: slow, and beyond doubt.

The judge of the other solvers in tests; plain Python, as the rules are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.domain.combination import (
    Combination,
    Package,
    Problem,
    may_be_bought,
    together,
)
from marketplace.solve.port import Answer, GivenUp, Stop


@dataclass(frozen=True, slots=True)
class ExhaustiveSolver:
    """「全部をためす」 A ``PlanSolver`` for a few dozen candidates."""

    def solve(self, problem: Problem, most: int = 1, stop: Stop | None = None) -> Answer:
        """Up to ``most`` distinct combinations, best first."""
        every = [*_allowed(problem, stop)]
        if not every:
            return Answer((), problem.coverable, None, 0)
        closed = max(len(one.closed) for one in every)
        ranked = sorted((one for one in every if len(one.closed) == closed), key=_rank)
        best = list[Combination]()
        for one in ranked:
            if len(best) < most and not any(set(b.keys) <= set(one.keys) for b in best):
                best.append(one)
        return Answer(
            tuple(best), problem.coverable - best[0].closed, best[0].net_ex_tax, len(every)
        )

    def frontier(self, problem: Problem, stop: Stop | None = None) -> tuple[Combination, ...]:
        """For each number of closed criteria that is worth its money, the cheapest."""
        points = list[Combination]()
        for one in sorted(_allowed(problem, stop), key=_rank):
            if not points or len(one.closed) > len(points[-1].closed):
                points.append(one)
        return tuple(points)


def _rank(one: Combination) -> tuple[int, int, int, tuple[str, ...]]:
    return one.net_ex_tax, -len(one.closed), len(one.keys), one.keys


def _allowed(problem: Problem, stop: Stop | None) -> Iterator[Combination]:
    for chosen in _independent(problem.packages, ()):
        if stop is not None and stop():
            raise GivenUp
        if may_be_bought(problem, chosen):
            yield together(problem, chosen)


def _independent(
    packages: tuple[Package, ...], chosen: tuple[Package, ...]
) -> Iterator[tuple[Package, ...]]:
    """Every choice in which nothing is watched or sold twice."""
    yield chosen
    for number, one in enumerate(packages):
        if not any(one.group == o.group or one.watches & o.watches for o in chosen):
            yield from _independent(packages[number + 1 :], (*chosen, one))
