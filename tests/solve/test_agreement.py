"""Every solver gives what trying everything gives, to the yen."""

import pytest

from marketplace.solve import ExhaustiveSolver, HighsSolver, PairSolver
from marketplace.solve.pairs import suits
from tests.solve.cases import problem

SLOW, HIGHS, PAIRS = ExhaustiveSolver(), HighsSolver(), PairSolver()
SEEDS = range(200)


def figures(combinations):
    """What is compared: how many criteria are closed and what is paid; ties may be other plans."""
    return [(len(one.closed), one.cost_ex_tax - one.grant_yen) for one in combinations]


@pytest.mark.parametrize("tens", range(0, len(SEEDS), 10))
def test_highs_agrees_with_trying_everything(tens):
    for seed in SEEDS[tens : tens + 10]:
        asked = problem(seed)
        # With a subsidy more can cost less: what is distinct is then a matter of taste.
        most = 1 if asked.grant else 3
        found, sure = HIGHS.solve(asked, most), SLOW.solve(asked, most)
        assert figures(found.best) == figures(sure.best), seed
        assert found.bound_ex_tax == sure.bound_ex_tax, seed


@pytest.mark.parametrize("tens", range(0, len(SEEDS), 20))
def test_the_frontier_of_highs_agrees(tens):
    for seed in SEEDS[tens : tens + 20 : 2]:
        asked = problem(seed, most=8)
        assert figures(HIGHS.frontier(asked)) == figures(SLOW.frontier(asked)), seed


def test_pairs_agree_with_trying_everything():
    for seed in SEEDS:
        asked = problem(seed, unwatched=0)
        assert suits(asked)
        most = 1 if asked.grant else 3
        found, sure = PAIRS.solve(asked, most), SLOW.solve(asked, most)
        assert figures(found.best) == figures(sure.best), seed
        assert (found.tried, found.bound_ex_tax) == (sure.tried, sure.bound_ex_tax), seed
        assert figures(PAIRS.frontier(asked)) == figures(SLOW.frontier(asked)), seed


def test_the_cases_reach_every_rule():
    """The random questions are no waste: each wish, a subsidy, and 'nothing is allowed' occur."""
    asked = [problem(seed) for seed in SEEDS]
    answers = [SLOW.solve(one) for one in asked]
    assert {one.wishes.one_provider for one in asked} == {True, False}
    assert {one.wishes.dispatch for one in asked} == {True, False}
    assert {bool(one.held) for one in asked} == {True, False}
    assert any(answer.best and answer.best[0].grant_yen for answer in answers)
    assert any(not answer.best for answer in answers)
    assert any(answer.best and answer.left for answer in answers)
