"""The plan solver: the port, the ways to solve, and which of them suits a problem."""

from __future__ import annotations

from marketplace.domain.combination import Problem
from marketplace.solve.exhaustive import ExhaustiveSolver
from marketplace.solve.highs import HighsSolver
from marketplace.solve.pairs import PairSolver, suits
from marketplace.solve.port import Answer, GivenUp, PlanSolver, Stop

__all__ = [
    "Answer",
    "ExhaustiveSolver",
    "GivenUp",
    "HighsSolver",
    "PairSolver",
    "PlanSolver",
    "Stop",
    "solver_for",
]


def solver_for(problem: Problem) -> PlanSolver:
    """「解き手を選ぶ」 All pairs where there are only pairs; otherwise integer programming."""
    return PairSolver() if suits(problem) else HighsSolver()
