"""「組合せの解き手」 The port that every solver implements, and what an answer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from marketplace.domain.combination import Combination, Problem

Stop = Callable[[], bool]
"""Asked now and then: should the search be given up?"""


class GivenUp(Exception):
    """「取りやめ」 The search was stopped before it had proven anything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """「答え」 The best combinations, best first, each proven; and what had to be left out.

    ``best`` are distinct: none contains one before it. It is empty where the wishes allow nothing.
    ``left`` are criteria that some candidate closes, but not together with the rest under these
    wishes. ``bound_ex_tax`` is the proven lower bound of the first. ``tried`` is how many
    combinations were computed one by one; None where a bound proves it instead.
    """

    best: tuple[Combination, ...]
    left: frozenset[str]
    bound_ex_tax: int | None
    tried: int | None = None


class PlanSolver(Protocol):
    """「解き手」 Exact: as many criteria as possible, and of those the least cost."""

    def solve(self, problem: Problem, most: int = 1, stop: Stop | None = None) -> Answer:
        """Up to ``most`` distinct combinations; raises ``GivenUp`` where ``stop`` said so."""

    def frontier(self, problem: Problem, stop: Stop | None = None) -> tuple[Combination, ...]:
        """「予算ごとの最善」 For each number of closed criteria worth its money, the cheapest.

        Ascending in cost and in criteria; the first closes nothing and costs nothing, unless the
        wishes ask for more.
        """
