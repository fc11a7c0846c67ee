"""「サービスの組合せ」 Plans that a company could buy together: what they would cost and close.

Everything here is exact: integer yen, 税抜, over one term; sets of criteria by their official ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from marketplace.domain.errors import Refused


class Watched(StrEnum):
    """「監視の対象」 What a monitoring service watches; one service a kind is enough."""

    NETWORK = "network"
    TERMINALS = "terminals"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"network": "ネットワーク", "terminals": "PC・サーバー"}[self.value]


@dataclass(frozen=True, slots=True)
class Package:
    """「候補」 One plan at one size and term: what it costs, closes (全部), and watches.

    ``cost_ex_tax`` is everything paid over the term. ``grant_base_ex_tax`` is the part of it that
    an open subsidy counts. ``group`` names what is sold only once (plans of one offering).
    ``dispatches`` says that 駆付け reaches every site.
    """

    key: str
    provider: str
    group: str
    cost_ex_tax: int
    closes: frozenset[str]
    watches: frozenset[Watched]
    dispatches: bool = False
    grant_base_ex_tax: int = 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """「条件」 What the company asks of the whole; ``budget_ex_tax`` is before any subsidy."""

    one_provider: bool = False
    dispatch: bool = False
    budget_ex_tax: int | None = None

    def __post_init__(self) -> None:
        """Refuse a budget that is no amount of money."""
        if self.budget_ex_tax is not None and self.budget_ex_tax < 0:
            raise Refused("budget_out_of_range", field="budget")


@dataclass(frozen=True, slots=True)
class Grant:
    """「補助」 Of an open intake: ``numerator``/``denominator`` of the base, at most ``cap_yen``.

    Less than ``floor`` is not granted at all; fractions of a yen are cut off.
    """

    numerator: int
    denominator: int
    floor_yen: int
    cap_yen: int

    def of(self, base_ex_tax: int) -> int:
        """What is granted for so much."""
        found = min(self.cap_yen, base_ex_tax * self.numerator // self.denominator)
        return 0 if found < self.floor_yen else found


@dataclass(frozen=True, slots=True)
class Problem:
    """「組合せの問い」 The candidates, what is open, and what is wished.

    ``needed`` are the open criteria; what no candidate closes stays with the company. ``held``
    is watched already by what the company has, for the whole term.
    """

    packages: tuple[Package, ...]
    needed: frozenset[str]
    wishes: Wishes = Wishes()
    grant: Grant | None = None
    held: frozenset[Watched] = frozenset()

    @property
    def coverable(self) -> frozenset[str]:
        """What at least one candidate closes."""
        return self.needed.intersection(*[frozenset().union(*(p.closes for p in self.packages))])

    @property
    def uncovered(self) -> frozenset[str]:
        """「どのサービスも閉じない評価基準」"""
        return self.needed - self.coverable


@dataclass(frozen=True, slots=True)
class Combination:
    """「組合せ」 Some of the candidates together: keys in the order of the candidates."""

    keys: tuple[str, ...]
    cost_ex_tax: int
    grant_yen: int
    closed: frozenset[str]

    @property
    def net_ex_tax(self) -> int:
        """「補助を引いた額」 What the choice is made by; without an open intake, the cost."""
        return self.cost_ex_tax - self.grant_yen


def together(problem: Problem, chosen: Collection[Package]) -> Combination:
    """What these cost and close together, whether or not they may be bought together."""
    keys = frozenset(one.key for one in chosen)
    closed = frozenset().union(*(one.closes for one in chosen)) & problem.needed
    base = sum(one.grant_base_ex_tax for one in chosen)
    return Combination(
        tuple(one.key for one in problem.packages if one.key in keys),
        sum(one.cost_ex_tax for one in chosen),
        problem.grant.of(base) if problem.grant else 0,
        closed,
    )


def objections(problem: Problem, chosen: Collection[Package]) -> Iterator[str]:
    """「できない理由」 Every rule that stands against buying these together, as a code."""
    wishes = problem.wishes
    if any(_clash(a, b) for a, b in combinations(chosen, 2)):
        yield "watched_twice"
    if any(one.watches & problem.held for one in chosen):
        yield "watched_already"
    if wishes.one_provider and len({one.provider for one in chosen}) > 1:
        yield "several_providers"
    if wishes.dispatch and not any(one.dispatches for one in chosen):
        yield "no_dispatch"
    if wishes.budget_ex_tax is not None and _cost(chosen) > wishes.budget_ex_tax:
        yield "over_budget"


def may_be_bought(problem: Problem, chosen: Collection[Package]) -> bool:
    """Whether nothing stands against buying these together."""
    return next(objections(problem, chosen), None) is None


def _clash(a: Package, b: Package) -> bool:
    return a.group == b.group or bool(a.watches & b.watches)


def _cost(chosen: Iterable[Package]) -> int:
    return sum(one.cost_ex_tax for one in chosen)
