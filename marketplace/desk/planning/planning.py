"""「案を作る」 The cheapest combination that closes the most, its proof, and what remains.

Nothing is stored: a plan is what the diagnosis, the list and the wishes of a day lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial

from marketplace.desk import order as given
from marketplace.desk.catalogue.index import current
from marketplace.desk.catalogue.pricing import priced
from marketplace.desk.planning.needs import Needs, needs
from marketplace.desk.planning.sifting import Asking, Candidate, Excluded, sifted
from marketplace.desk.planning.subject import Subject, subject
from marketplace.domain.combination import Combination, Problem, Wishes
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.offering import Coverage
from marketplace.domain.organisation import Actor
from marketplace.domain.price import Size
from marketplace.domain.requirement import Criterion
from marketplace.solve import Answer, solver_for
from marketplace.store import Book
from marketplace.store.organisations import PREFECTURES

BEST = 3
"""The first, and two others to choose from."""

MOST_BUDGET = 100_000_000_000
"""Yen over the whole term: more than anybody spends here, and exact in every sum."""


@dataclass(frozen=True, slots=True)
class WantPlan:
    """「案を頼む」 For a term and wishes; size, places and diagnosis are the company's own if None.

    ``places`` are JIS X 0401 codes, ``wishes.budget_ex_tax`` is for the whole term.
    """

    months: int
    wishes: Wishes = field(default_factory=Wishes)
    size: Size | None = None
    places: tuple[str, ...] = ()
    ref: str | None = None


class PlanState(StrEnum):
    """「案の様子」 Whether there is a combination, and if not, why not."""

    MADE = "made"
    NOTHING_OPEN = "nothing_open"
    NO_CANDIDATE = "no_candidate"
    BUDGET_TOO_LOW = "budget_too_low"
    WISHES_TOO_NARROW = "wishes_too_narrow"


@dataclass(frozen=True, slots=True)
class Conditions:
    """「案の条件」 What every figure of a plan holds for."""

    day: date
    size: Size
    months: int
    places: tuple[str, ...]
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Rest:
    """「残る評価基準」 Still the company's own after buying, with what the plans do of it.

    ``helps`` are 一部 and 支援 by candidate; they close nothing. ``sold`` says that somebody closes
    it, but not together with the rest under these wishes.
    """

    criterion: Criterion
    helps: tuple[tuple[Candidate, Coverage], ...]
    sold: bool


@dataclass(frozen=True, slots=True)
class CompanyPlan:
    """「案」 The best combinations, the cheaper ones that close less, and how it was found out.

    ``frontier`` leaves the budget aside, so that one sees what more money would close.
    """

    subject: Subject
    conditions: Conditions
    needs: Needs
    candidates: Mapping[str, Candidate]
    excluded: tuple[Excluded, ...]
    problem: Problem
    answer: Answer
    frontier: tuple[Combination, ...]

    @property
    def best(self) -> tuple[Combination, ...]:
        """「最も安い案」 And up to two others that close as much, the cheapest first."""
        return self.answer.best

    @property
    def coverable(self) -> frozenset[str]:
        """「買ってふさげる評価基準」"""
        return self.problem.coverable

    @property
    def state(self) -> PlanState:
        """Whether there is something to choose."""
        if not self.problem.needed:
            return PlanState.NOTHING_OPEN
        if not self.coverable:
            return PlanState.NO_CANDIDATE
        if not self.frontier:
            return PlanState.WISHES_TOO_NARROW
        made = bool(self.best and self.best[0].keys)
        return PlanState.MADE if made else PlanState.BUDGET_TOO_LOW

    @property
    def least(self) -> Combination | None:
        """「いちばん少ない額」 The cheapest that closes anything at all, whatever the budget."""
        return next((one for one in self.frontier if one.closed), None)

    @property
    def short(self) -> tuple[Combination, ...]:
        """「もっと安い案」 Those that cost less than the best and close less, the closest first."""
        if not self.best:
            return ()
        first = self.best[0]
        below = (one for one in self.frontier if one.keys and one.net_ex_tax < first.net_ex_tax)
        return tuple(reversed([one for one in below if len(one.closed) < len(first.closed)]))

    def chosen(self, one: Combination) -> tuple[Candidate, ...]:
        """The plans of a combination."""
        return tuple(self.candidates[key] for key in one.keys)

    def rest(self, one: Combination) -> tuple[Rest, ...]:
        """「することの一覧」 What a combination leaves, in the order of the scheme."""
        plans = self.chosen(one)
        left = (criterion for criterion in self.needs.open if criterion.id not in one.closed)
        return tuple(self._rest(criterion, plans) for criterion in left)

    def _rest(self, criterion: Criterion, plans: tuple[Candidate, ...]) -> Rest:
        number = criterion.id
        helps = tuple((one, one.covers[number]) for one in plans if number in one.covers)
        return Rest(criterion, helps, number in self.coverable)


def plan(book: Book, actor: Actor, order: WantPlan, day: date) -> CompanyPlan:
    """「案」 Of the actor's own company, from its diagnosis and the list of a day."""
    return planned(book, subject(book, actor, order.ref), order, day)


def planned(book: Book, about: Subject, order: WantPlan, day: date) -> CompanyPlan:
    """The same for a subject that was looked up before."""
    on = _conditions(about, order, day)
    opened = needs(about.assessment, about.level, day, on.months)
    rows = priced(current(book, day), on.size, on.months).order
    asking = Asking(
        about.level.star, opened.needed, on.places, on.months, dispatch=on.wishes.dispatch
    )
    candidates, excluded = sifted(rows, asking)
    problem = Problem(tuple(one.package for one in candidates), opened.needed, on.wishes)
    made = partial(CompanyPlan, about, on, opened, {one.key: one for one in candidates}, excluded)
    return made(problem, *_solved(problem))


def _solved(problem: Problem) -> tuple[Answer, tuple[Combination, ...]]:
    solver = solver_for(problem)
    unlimited = replace(problem, wishes=replace(problem.wishes, budget_ex_tax=None))
    return solver.solve(problem, BEST), solver.frontier(unlimited)


def _conditions(about: Subject, order: WantPlan, day: date) -> Conditions:
    size, places = order.size or about.size, order.places or about.places
    if size is None:
        raise Conflict("plan_needs_size")
    if not places:
        raise Conflict("plan_needs_places")
    if unknown := sorted(set(places) - PREFECTURES):
        raise Refused("unknown_prefecture", field="area", found=unknown)
    if (order.wishes.budget_ex_tax or 0) > MOST_BUDGET:
        raise Refused("budget_out_of_range", field="budget")
    once = tuple(sorted(set(places)))
    return Conditions(day, given.size(size), given.months(order.months), once, order.wishes)
