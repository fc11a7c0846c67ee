"""The order in which a verdict is reached, on both engines, for every tag that bears on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conformance.codes import answered, beneath
from conformance.compiler import compile_tier
from conformance.edition import Edition
from conformance.facts import INDEX
from conformance.illtyped import IllTyped
from conformance.judge import rows_of
from conformance.rows import FactRow
from conformance.trial import Trial
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Answered, Reason, Verdict

HOURS = "ならば ネットワークを見守る時間は、毎日 24 時間以上である"
TYPE = "もし 監視の方式が「ネットワーク監視型」である"
TOOL = "もし 監視の道具に「UTM」のいずれでもないものがある"
ASK = Verdict.NEEDS_PERSON
Both = Callable[..., tuple[Answered, Answered]]


def asks(reason: Reason) -> Answered:
    """要確認 for a reason."""
    return Answered(ASK, reason)


@pytest.fixture
def both(
    make_edition: Callable[..., Edition], scenario: Callable[..., str], day: date
) -> Callable[..., tuple[Answered, Answered]]:
    """Judge one clause on both engines, require that they agree, and give answer and beneath."""

    def judge(tags: str, steps: tuple[str, ...], dossier: Dossier, **facts: Any) -> Any:
        state = "draft" if "@gradeA" in tags else "in_force"
        edition = make_edition(scenario(f"@T-1 @class1 {tags}", *steps), "T-1", state=state)
        rows = [changed(row, facts) for row in rows_of(dossier, ServiceClass.CLASS1, day)]
        codes = [compile_tier(edition, "class1").codes(r, day.toordinal())[0] for r in rows]
        compiled = answered(max(codes)), answered(beneath(max(codes)))
        assert walk(edition, dossier, rows, day) == compiled
        return compiled

    return judge


def changed(row: FactRow, facts: dict[str, Any]) -> FactRow:
    """A row with some facts put in place, as a broken codec might."""
    values = list(row.values)
    for name, value in facts.items():
        values[INDEX[name.replace("__", ".")]] = value
    return replace(row, values=tuple(values))


def walk(edition: Edition, dossier: Dossier, rows: list[FactRow], day: date) -> Any:
    """Step through the clause as the formal run does."""
    trial = Trial(edition.clauses[0], dossier, rows, day)
    for sentence in edition.clauses[0].filters:
        if not trial.filter(sentence.text):
            return trial.conclude()[1:]
    trial.oblige(edition.clauses[0].obligation.text)
    return trial.conclude()[1:]


def network(hours: int | None) -> dict[str, Any]:
    """The monitoring part with these hours."""
    watch = {} if hours is None else {"network": {"hours": hours}}
    return {"type": "ネットワーク監視型", "tools": ["UTM"]} | watch


@pytest.mark.parametrize(
    "case",
    [
        ("@gradeV @must", 24, Answered(Verdict.CONFORMS), None),
        ("@gradeP @must", 23, Answered(Verdict.FAILS), None),
        ("@gradeV @must @person", 24, asks(Reason.JUDGEMENT), None),
        ("@gradeV @must @person", 23, Answered(Verdict.FAILS), None),
        ("@gradeV @must @personOnly", 24, asks(Reason.JUDGEMENT), None),
        ("@gradeV @must @evOnsite", 24, asks(Reason.EVIDENCE_TOO_WEAK), None),
        ("@gradeV @must @evOnsite", 23, Answered(Verdict.FAILS), None),
        ("@gradeV @must @person @evOnsite", 24, asks(Reason.EVIDENCE_TOO_WEAK), None),
        ("@gradeR @must", 24, asks(Reason.UNVERIFIED_CRITERION), Answered(Verdict.CONFORMS)),
        ("@gradeR @must", 23, asks(Reason.UNVERIFIED_CRITERION), Answered(Verdict.FAILS)),
        ("@gradeR @must", None, asks(Reason.MISSING_FACT), None),
        ("@gradeR @must @person", 24, asks(Reason.UNVERIFIED_CRITERION), asks(Reason.JUDGEMENT)),
        (
            "@gradeR @must @evOnsite",
            24,
            asks(Reason.UNVERIFIED_CRITERION),
            asks(Reason.EVIDENCE_TOO_WEAK),
        ),
        ("@gradeV @must", None, asks(Reason.MISSING_FACT), None),
        ("@gradeA @should", 24, Answered(Verdict.CONFORMS), None),
        ("@gradeA @must", 23, Answered(Verdict.FAILS), None),
    ],
)
def test_an_obligation_is_answered_in_the_written_order(
    both: Both, make_dossier: Callable[..., Dossier], case: tuple[Any, ...]
) -> None:
    """Missing, two readings, unverified, lacks, weak, lapsed, judgement, holds."""
    tags, hours, verdict, under = case
    dossier = make_dossier(monitoring=network(hours))
    assert both(tags, (TYPE, HOURS), dossier) == (verdict, under or verdict)


def test_a_false_filter_is_out_of_scope_even_where_another_filter_is_unknown(
    both: Both, make_dossier: Callable[..., Dossier]
) -> None:
    """対象外 comes before the missing fact, in either order of the filters."""
    dossier = make_dossier(monitoring={"type": "端末監視型"})
    for filters in ((TYPE, TOOL.replace("もし", "かつ")), (TOOL, TYPE.replace("もし", "かつ"))):
        found = both("@gradeR @must", (*filters, HOURS), dossier)
        assert found[0] == Answered(Verdict.NOT_APPLICABLE)


def test_a_filter_whose_fact_is_missing_asks_a_person_and_never_passes_over(
    both: Both, make_dossier: Callable[..., Dossier]
) -> None:
    """An absent type is not "another type"."""
    dossier = make_dossier(monitoring={"tools": ["UTM"], "network": {"hours": 24}})
    assert both("@gradeV @must", (TYPE, HOURS), dossier)[0] == asks(Reason.MISSING_FACT)


@pytest.mark.parametrize("value", [True, "24", 24.5, float("nan"), b"24", -1])
def test_an_ill_typed_value_that_reaches_the_engine_is_a_fault(
    both: Both, make_dossier: Callable[..., Dossier], value: object
) -> None:
    """It can neither hold nor lack."""
    found = both(
        "@gradeR @must", (TYPE, HOURS), make_dossier(), monitoring__network__hours=IllTyped(value)
    )
    assert found[0] == Answered(Verdict.FAULT)


def test_an_ill_typed_filter_fact_is_a_fault(
    both: Both, make_dossier: Callable[..., Dossier]
) -> None:
    """対象外 cannot be reached through a broken value."""
    dossier = make_dossier()
    found = both("@gradeV @must", (TYPE, HOURS), dossier, monitoring__type=IllTyped(0))
    assert found[0] == Answered(Verdict.FAULT)


def test_two_readings_that_differ_ask_a_person_before_anything_else(
    both: Both, make_dossier: Callable[..., Dossier]
) -> None:
    """Even a clause nobody has verified says first that it can be read two ways."""
    price = {
        "name": "監視",
        "kind": "recurring",
        "basis": "network",
        "period": "month",
        "amount": 11000,
        "tax": "included",
        "compulsory": True,
    }
    plan = {"code": "kihon", "name": "基本", "tier": "class1", "prices": [price]}
    cap = "ならば ネットワークごとの断れない月額料金（税抜）は 10,000 円以下である"
    found = both("@gradeR @must", (TYPE, cap), make_dossier(plans=[plan]))
    assert found == (asks(Reason.TWO_READINGS), asks(Reason.TWO_READINGS))
