"""Both engines give the same answer on generated facts, for every clause in the repository."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.codes import answered, beneath
from conformance.compiler import compile_tier
from conformance.edition import load_edition
from conformance.illtyped import IllTyped
from conformance.judge import rows_of
from conformance.rows import FactRow, extract
from conformance.trial import Trial
from marketplace.codec.dossier import read_dossier
from marketplace.domain.offering import (
    Coverage,
    Dossier,
    Evidence,
    EvidenceKind,
    Extent,
    Means,
    Offering,
    Plan,
    Provider,
)
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Qualifier, Tax
from marketplace.domain.service import Diagnosis, Dispatch, Monitoring, MonitoringType, Watch
from marketplace.domain.tier import TIERS, AnyTier

DAY = date(2026, 11, 25)
SLUGS = {"otasuke": "otasuke/2.0", "otasuke-sc": "otasuke-sc/draft"}
EDITIONS = {family: load_edition(slug) for family, slug in SLUGS.items()}

absent_or = st.one_of
days = st.integers(-400, 400).map(lambda n: DAY + timedelta(days=n))
watches = absent_or(st.none(), st.builds(Watch, absent_or(st.none(), st.integers(22, 24))))
prices = st.builds(
    PriceComponent,
    name=st.just("監視"),
    kind=st.sampled_from(Kind),
    basis=st.sampled_from(Basis),
    amount=absent_or(st.none(), st.sampled_from([0, 1999, 2000, 2001, 9999, 10000, 10001, 11000])),
    period=st.sampled_from(Period),
    tax=st.sampled_from(Tax),
    compulsory=st.sampled_from([True, False, None]),
    qualifier=st.sampled_from(Qualifier),
)
coverages = st.builds(
    Coverage,
    tier=st.sampled_from([TIERS["SCstar3plus"], TIERS["SCstar4"]]),
    criterion=st.sampled_from(["5-1-1-1", "5-1-1-3", "1-2-1-1", "1-3-1-1", "4-2-2-1", "9-9-9-9"]),
    means=st.sampled_from(Means),
    extent=absent_or(st.none(), st.sampled_from(Extent)),
)


def plans(tier: AnyTier) -> st.SearchStrategy[Plan]:
    """Plans of one tier, cheap and dear."""
    return st.builds(
        Plan,
        code=st.sampled_from(["p", "q"]),
        name=st.just("p"),
        tier=st.just(tier),
        prices=st.lists(prices, max_size=3).map(tuple),
        terminals_min=st.integers(1, 4),
        networks_min=st.integers(1, 2),
        diagnosed_items=absent_or(st.none(), st.integers(25, 44)),
    )


evidence = st.builds(
    Evidence,
    facts=st.sets(
        st.sampled_from(
            [
                "monitoring.network.hours",
                "monitoring.hours",
                "dispatch.available",
                "monitoring.tools",
            ]
        )
    ).map(tuple),
    kind=st.sampled_from(EvidenceKind),
    title=st.just("資料"),
    sha256=st.just("0" * 64),
    issued=days,
    lapses=absent_or(st.none(), days),
)
monitoring = st.builds(
    Monitoring,
    type=absent_or(st.none(), st.sampled_from(MonitoringType)),
    tools=absent_or(
        st.none(), st.lists(st.sampled_from(["UTM", "EDR", "NDR"]), min_size=1).map(tuple)
    ),
    network=watches,
    endpoint=watches,
)


@st.composite
def dossiers(draw: st.DrawFn, tier: AnyTier) -> Dossier:
    """Any dossier the codec could let through, and some it would not."""
    offering = Offering(
        code="o",
        name="o",
        summary="o",
        source="o",
        as_of=DAY,
        monitoring=draw(monitoring),
        dispatch=Dispatch(draw(st.sampled_from([True, False, None]))),
        diagnosis=Diagnosis(interval_months=draw(st.sampled_from([None, 0, 12, 13]))),
        plans=tuple(
            draw(st.lists(plans(tier), min_size=1, max_size=2, unique_by=lambda p: p.code))
        ),
    )
    proofs = tuple(draw(st.lists(evidence, max_size=3)))
    covered = tuple(draw(st.lists(coverages, max_size=6)))
    return Dossier(Provider("p", "p"), offering, covered, proofs)


@st.composite
def rows(draw: st.DrawFn) -> tuple[AnyTier, Dossier, list[FactRow]]:
    """The fact rows of a dossier of some tier, sometimes with one value spoilt."""
    tier = draw(st.sampled_from([TIERS[tag] for tag in ("class1", "SCstar3plus", "SCstar4")]))
    dossier = draw(dossiers(tier))
    found = [extract(dossier, plan, DAY) for plan in dossier.offering.plans]
    spoilt = draw(st.one_of(st.none(), st.integers(0, len(found[0].values) - 1)))
    if spoilt is not None:
        found = [_spoil(row, spoilt) for row in found]
    return tier, dossier, found


def _spoil(row: FactRow, index: int) -> FactRow:
    values = (*row.values[:index], IllTyped("壊れた値"), *row.values[index + 1 :])
    return FactRow(row.plan, values, row.proofs)


def _walked(dossier: Dossier, found: list[FactRow], clause: Any) -> Any:
    trial = Trial(clause, dossier, found, DAY)
    if all(trial.filter(sentence.text) for sentence in clause.filters):
        trial.oblige(clause.obligation.text)
    return trial.conclude()[1:]


def _agree(tier: AnyTier, dossier: Dossier, found: list[FactRow]) -> None:
    """Verdict, reason, and what lies beneath; clause by clause, worst over the plans."""
    program = compile_tier(EDITIONS[tier.family], tier.tag)
    codes = [program.codes(row, DAY.toordinal()) for row in found]
    for index, clause in enumerate(program.clauses):
        worst = max((row[index] for row in codes), key=beneath)
        assert _walked(dossier, found, clause) == (answered(worst), answered(beneath(worst)))


@settings(max_examples=600, deadline=None)
@given(rows())
def test_compiled_and_stepwise_answers_are_equal(
    made: tuple[AnyTier, Dossier, list[FactRow]],
) -> None:
    """Whatever was declared, under both editions."""
    _agree(*made)


EXAMPLES = sorted((Path(__file__).parent.parent / "clauses").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_compiled_and_stepwise_answers_are_equal_on_every_example(path: Path) -> None:
    """All examples, every tier they declare, every clause of it."""
    dossier = read_dossier(path.read_bytes(), path.name)
    for tier in dossier.offering.tiers:
        _agree(tier, dossier, rows_of(dossier, tier, DAY))
