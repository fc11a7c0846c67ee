"""「整数計画」 The problem as rows and columns of HiGHS.

Columns: one a candidate (0 or 1), one a bundle of criteria that the same candidates close (0 or 1),
and one for the subsidy. Where everything is to be closed, the bundles need no columns. Whether
there is a subsidy at all is asked in two models: a column for it would be multiplied by the cap,
and what HiGHS takes for nearly zero would then be worth a yen. Fractions of a yen of subsidy are
cut off by rounding the cost up, which changes no order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import highspy
import numpy as np

from marketplace.domain.combination import Grant, Package, Problem, Watched
from marketplace.solve.port import GivenUp, Stop

NEARLY = 1e-5
"""How far from an integer HiGHS may end; nothing here is decided by less than a half."""


class Model:
    """「整数計画」 One problem inside HiGHS; rows that are added stay for the next question."""

    def __init__(
        self, problem: Problem, stop: Stop | None, *, whole: bool = False, granted: bool = False
    ) -> None:
        """Lay out the columns and the rules; ``whole``: all that can be closed must be."""
        self.problem = problem
        self._stop = stop
        self._highs = _quiet_highs()
        self._bundles = [] if whole else _bundles(problem)
        self._plans = len(problem.packages)
        self._columns()
        self._may_be_bought()
        if whole:
            self._closes_all()
        self._closes()
        if problem.grant and granted:
            self._granted(problem.grant)
        if stop is not None:
            self._highs.cbMipInterrupt += self._interrupt

    def add_least_closed(self, number: int) -> int:
        """At least so many criteria are closed; gives the row, to be changed later."""
        inf = self._highs.inf
        return self._row(number, inf, self._closed_columns(), [w for _, w in self._bundles])

    def change_least(self, row: int, number: int) -> None:
        """Ask for another number of closed criteria."""
        self._highs.changeRowBounds(row, number, self._highs.inf)

    def add_most_net(self, yen: int) -> None:
        """Nothing dearer than this, after the subsidy."""
        columns, values = self._net()
        self._row(-self._highs.inf, yen, columns, values)

    def forbid(self, chosen: Sequence[Package]) -> None:
        """「別の組合せ」 Neither these together nor anything that contains them all."""
        place = {one.key: number for number, one in enumerate(self.problem.packages)}
        columns = [place[one.key] for one in chosen]
        self._row(-self._highs.inf, len(columns) - 1, columns, [1] * len(columns))

    def cheapest(self) -> tuple[tuple[Package, ...], int] | None:
        """The cheapest choice and the proven bound of what it costs; None: nothing is allowed."""
        columns, values = self._net()
        return self._asked(columns, values)

    def most_closed(self) -> int | None:
        """The largest number of criteria that can be closed together; None: nothing is allowed."""
        found = self._asked(self._closed_columns(), [-weight for _, weight in self._bundles])
        return None if found is None else -found[1]

    def _columns(self) -> None:
        problem = self.problem
        most = [0 if one.watches & problem.held else 1 for one in problem.packages]
        upper = np.array([*most, *(1 for _ in self._bundles), 0], dtype=float)
        count = len(upper)
        self._highs.addVars(count, np.zeros(count), upper)
        whole = np.arange(count - 1, dtype=np.int32)
        kinds = np.full(count - 1, highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(count - 1, whole, kinds)

    def _may_be_bought(self) -> None:
        problem, inf = self.problem, self._highs.inf
        for columns in _exclusive(problem.packages):
            self._row(-inf, 1, columns, [1] * len(columns))
        if problem.wishes.dispatch:
            going = [n for n, one in enumerate(problem.packages) if one.dispatches]
            self._row(1, inf, going, [1] * len(going))
        if problem.wishes.budget_ex_tax is not None:
            costs = [one.cost_ex_tax for one in problem.packages]
            self._row(-inf, problem.wishes.budget_ex_tax, range(self._plans), costs)
        if problem.wishes.one_provider:
            self._one_provider()

    def _one_provider(self) -> None:
        """A column a provider, of which one may be 1, and only its plans with it."""
        by: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.problem.packages):
            by[one.provider].append(number)
        chosen = []
        for columns in by.values():
            self._highs.addVar(0, 1)
            own = self._highs.getNumCol() - 1
            self._highs.changeColIntegrality(own, highspy.HighsVarType.kInteger)
            chosen.append(own)
            for column in columns:
                self._row(-self._highs.inf, 0, [column, own], [1, -1])
        self._row(-self._highs.inf, 1, chosen, [1] * len(chosen))

    def _closes(self) -> None:
        for column, (closers, _) in zip(self._closed_columns(), self._bundles, strict=True):
            values = [*(1 for _ in closers), -1]
            self._row(0, self._highs.inf, [*closers, column], values)

    def _closes_all(self) -> None:
        for closers, _ in _bundles(self.problem):
            self._row(1, self._highs.inf, closers, [1] * len(closers))

    def _granted(self, grant: Grant) -> None:
        """The subsidy is between its floor and its cap, and never above its share."""
        yen = self._grant_column
        self._highs.changeColBounds(yen, grant.floor_yen, grant.cap_yen)
        bases = [-one.grant_base_ex_tax * grant.numerator for one in self.problem.packages]
        places = [*range(self._plans), yen]
        self._row(-self._highs.inf, 0, places, [*bases, grant.denominator])

    def _closed_columns(self) -> range:
        return range(self._plans, self._plans + len(self._bundles))

    @property
    def _grant_column(self) -> int:
        return self._plans + len(self._bundles)

    def _net(self) -> tuple[list[int], list[int]]:
        costs = [one.cost_ex_tax for one in self.problem.packages]
        return [*range(self._plans), self._grant_column], [*costs, -1]

    def _row(self, least: float, most: float, columns: Iterable[int], values: Iterable[int]) -> int:
        places = np.fromiter(columns, dtype=np.int32)
        self._highs.addRow(
            least, most, len(places), places, np.fromiter(values, dtype=float, count=len(places))
        )
        return int(self._highs.getNumRow()) - 1

    def _asked(
        self, columns: Iterable[int], values: Iterable[int]
    ) -> tuple[tuple[Package, ...], int] | None:
        """Minimise these; the choice, and the proven bound rounded up to the next integer."""
        if not self._minimised(columns, values):
            return None
        return self._chosen(), math.ceil(self._highs.getInfo().mip_dual_bound - NEARLY)

    def _minimised(self, columns: Iterable[int], values: Iterable[int]) -> bool:
        """Whether there is an answer at all."""
        highs = self._highs
        if self._stop is not None and self._stop():
            raise GivenUp
        costs = np.zeros(highs.getNumCol())
        costs[np.fromiter(columns, dtype=np.int32)] = np.fromiter(values, dtype=float)
        highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        highs.run()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInterrupt:
            raise GivenUp
        if status not in (*_SOLVED, highspy.HighsModelStatus.kInfeasible):
            raise RuntimeError(f"HiGHS ended with {highs.modelStatusToString(status)}")
        return status in _SOLVED

    def _chosen(self) -> tuple[Package, ...]:
        values = np.asarray(self._highs.getSolution().col_value)[: self._plans]
        return tuple(self.problem.packages[int(place)] for place in np.flatnonzero(values > 1 / 2))

    def _interrupt(self, event: Any) -> None:
        if self._stop is not None and self._stop():
            event.interrupt()


_SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


def _quiet_highs() -> Any:
    # Tolerances stay as they come: together with presolve, tighter ones lost feasible choices.
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # ships no types
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-6),
        # A share of a millionth of a plan is some yen: what counts as whole must be closer.
        ("mip_feasibility_tolerance", 1e-9),
    ):
        highs.setOptionValue(name, value)
    return highs


def _bundles(problem: Problem) -> list[tuple[tuple[int, ...], int]]:
    """Criteria that the same candidates close, as (candidates, how many criteria)."""
    closers: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(problem.packages):
        for criterion in one.closes & problem.needed:
            closers[criterion].append(number)
    found: dict[tuple[int, ...], int] = defaultdict(int)
    for numbers in closers.values():
        found[tuple(numbers)] += 1
    return sorted(found.items())


def _exclusive(packages: Sequence[Package]) -> list[list[int]]:
    """Sets of candidates of which at most one may be bought: what they watch, and their group."""
    sets: dict[Watched | str, list[int]] = defaultdict(list)
    for number, one in enumerate(packages):
        for kind in (*one.watches, f"group {one.group}"):
            sets[kind].append(number)
    return [numbers for numbers in sets.values() if len(numbers) > 1]
