"""Each rule of a combination, by hand: one choice that keeps it, and one that breaks it alone."""

from dataclasses import replace

import pytest

from marketplace.domain.combination import (
    Grant,
    Package,
    Problem,
    Watched,
    Wishes,
    may_be_bought,
    objections,
    together,
)
from marketplace.domain.errors import Refused
from marketplace.solve import (
    ExhaustiveSolver,
    GivenUp,
    HighsSolver,
    PairSolver,
    solver_for,
)

NETWORK, TERMINALS = frozenset({Watched.NETWORK}), frozenset({Watched.TERMINALS})
UTM = Package("utm", "kasane", "utm", 240_000, frozenset({"1-1-1", "4-1-1"}), NETWORK)
EDR = Package("edr", "hinata", "edr", 360_000, frozenset({"4-1-1", "4-1-2"}), TERMINALS)
BOTH = Package("both", "kasane", "both", 900_000, frozenset({"1-1-1", "4-1-2"}), frozenset(Watched))
NEEDED = frozenset({"1-1-1", "4-1-1", "4-1-2", "9-9-9"})
PLAIN = Problem((UTM, EDR, BOTH), NEEDED)
EVERY = (ExhaustiveSolver(), HighsSolver(), PairSolver())


def keys(answer):
    return [one.keys for one in answer.best]


@pytest.fixture(params=EVERY, ids=lambda solver: type(solver).__name__)
def solver(request):
    """Give each way to solve."""
    return request.param


def test_what_is_closed_and_paid_is_added_up():
    made = together(PLAIN, (UTM, EDR))
    assert (made.keys, made.cost_ex_tax, made.grant_yen) == (("utm", "edr"), 600_000, 0)
    assert made.closed == {"1-1-1", "4-1-1", "4-1-2"}


def test_what_nobody_closes_is_named():
    assert PLAIN.uncovered == {"9-9-9"}
    assert PLAIN.coverable == NEEDED - {"9-9-9"}
    assert Problem((), NEEDED).uncovered == NEEDED


@pytest.mark.parametrize(
    ("code", "problem", "chosen", "instead"),
    [
        ("watched_twice", PLAIN, (UTM, BOTH), (UTM, EDR)),
        ("watched_twice", PLAIN, (UTM, replace(EDR, group="utm")), (UTM, EDR)),
        ("watched_already", replace(PLAIN, held=NETWORK), (UTM,), (EDR,)),
        ("several_providers", replace(PLAIN, wishes=Wishes(one_provider=True)), (UTM, EDR), (UTM,)),
        (
            "no_dispatch",
            replace(PLAIN, wishes=Wishes(dispatch=True)),
            (UTM,),
            (replace(UTM, dispatches=True),),
        ),
        ("over_budget", replace(PLAIN, wishes=Wishes(budget_ex_tax=359_999)), (EDR,), (UTM,)),
    ],
)
def test_each_rule_stands_alone(code, problem, chosen, instead):
    assert [*objections(problem, chosen)] == [code]
    assert not may_be_bought(problem, chosen)
    assert may_be_bought(problem, instead)


def test_a_budget_is_kept_to_the_yen():
    exact = replace(PLAIN, wishes=Wishes(budget_ex_tax=360_000))
    assert may_be_bought(exact, (EDR,))


def test_a_negative_budget_is_refused():
    with pytest.raises(Refused):
        Wishes(budget_ex_tax=-1)


@pytest.mark.parametrize(
    ("base", "granted"),
    [(0, 0), (99_999, 0), (100_000, 50_000), (100_001, 50_000), (3_000_002, 1_500_000)],
)
def test_a_subsidy_has_a_floor_a_cap_and_no_fractions(base, granted):
    assert Grant(1, 2, 50_000, 1_500_000).of(base) == granted


def test_the_cheapest_that_closes_everything_comes_first(solver):
    answer = solver.solve(PLAIN, most=3)
    assert keys(answer) == [("utm", "edr")]
    assert answer.left == frozenset()
    assert answer.bound_ex_tax == 600_000


def test_a_dearer_combination_comes_after_the_cheaper(solver):
    other = replace(EDR, key="edr-2", group="edr-2", cost_ex_tax=400_000)
    answer = solver.solve(replace(PLAIN, packages=(*PLAIN.packages, other)), most=3)
    assert keys(answer) == [("utm", "edr"), ("utm", "edr-2")]


def test_what_cannot_be_closed_together_is_left_and_named(solver):
    asked = replace(PLAIN, wishes=Wishes(one_provider=True))
    answer = solver.solve(asked)
    assert keys(answer) == [("utm",)]
    assert answer.left == {"4-1-2"}


def test_nothing_is_an_answer_where_nothing_is_needed(solver):
    answer = solver.solve(replace(PLAIN, needed=frozenset()))
    assert keys(answer) == [()]
    assert answer.bound_ex_tax == 0


def test_wishes_that_nothing_fulfils_give_no_combination(solver):
    answer = solver.solve(replace(PLAIN, wishes=Wishes(dispatch=True)))
    assert answer.best == ()
    assert answer.left == PLAIN.coverable


def test_a_budget_below_the_cheapest_leaves_everything(solver):
    answer = solver.solve(replace(PLAIN, wishes=Wishes(budget_ex_tax=1)))
    assert keys(answer) == [()]
    assert answer.left == PLAIN.coverable


def test_the_frontier_says_what_each_budget_closes(solver):
    points = solver.frontier(PLAIN)
    assert [(len(one.closed), one.cost_ex_tax) for one in points] == [
        (0, 0),
        (2, 240_000),
        (3, 600_000),
    ]


def test_a_subsidy_can_turn_the_choice(solver):
    """The dearer service counts for the subsidy, the cheaper does not."""
    cheap = replace(UTM, closes=frozenset({"4-1-1"}))
    dear = replace(EDR, closes=frozenset({"4-1-1"}), grant_base_ex_tax=360_000)
    asked = Problem((cheap, dear), frozenset({"4-1-1"}))
    assert keys(solver.solve(asked)) == [("utm",)]
    granted = solver.solve(replace(asked, grant=Grant(1, 2, 50_000, 1_500_000)))
    assert keys(granted) == [("edr",)]
    assert granted.best[0].net_ex_tax == 180_000
    below = replace(asked, grant=Grant(1, 2, 180_001, 1_500_000))
    assert keys(solver.solve(below)) == [("utm",)]


def test_a_search_can_be_given_up(solver):
    with pytest.raises(GivenUp):
        solver.solve(PLAIN, stop=lambda: True)


def test_pairs_are_for_services_that_watch():
    help_only = replace(UTM, key="help", group="help", watches=frozenset())
    assert isinstance(solver_for(PLAIN), PairSolver)
    assert isinstance(solver_for(replace(PLAIN, packages=(UTM, help_only))), HighsSolver)
