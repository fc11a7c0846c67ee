"""The exit status of verdicts, and the worst over tiers."""

from itertools import product

import pytest

from marketplace.cli.reply import Exit, exit_of, worst
from marketplace.domain.verdict import Verdict

EXITS = {"conforms": 0, "fails": 1, "needs_person": 3, "fault": 2, "not_applicable": 2}


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_exit_status_and_only_conforming_is_zero(verdict):
    assert exit_of(verdict) == EXITS[verdict]


@pytest.mark.parametrize("codes", [*product(Exit, repeat=2)])
def test_the_worst_is_fails_then_fault_then_a_person(codes):
    order = [1, 2, 3, 0]
    assert worst(codes) == min(codes, key=order.index)


def test_nothing_judged_is_a_fault():
    assert worst([]) == Exit.BAD
