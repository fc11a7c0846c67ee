"""Judging against the peer: one jsonschema-rs validator a clause, in the same run, CPU time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from conformance.codes import CONFORMS, NOT_APPLICABLE
from conformance.compiler import compile_tier
from conformance.edition import load_edition
from conformance.explain import explain
from conformance.judge import rows_of
from conformance.rows import FactRow
from marketplace.codec.dossier import read_dossier
from marketplace.domain.tier import ServiceClass

pytestmark = pytest.mark.bench

DAY = date(2026, 11, 25)
CLAUSES = Path(__file__).parent.parent / "clauses"
ROUNDS = 7
TIMES = 200


def when(path: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """A schema that asks ``then`` of those who meet ``path``."""
    return {"if": path, "then": then}


def prop(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A required property of a schema."""
    return {"type": "object", "properties": {name: schema}, "required": [name]}


PROVEN = prop("proofs", {"type": "object"})
SCHEMAS = [
    when(
        prop("type", {"enum": ["ネットワーク監視型", "併用型"]}),
        {
            "allOf": [
                prop("hours", {"type": "integer", "minimum": 24}),
                prop("hours_proof", {"minimum": 2}),
            ]
        },
    ),
    when(
        prop("tools", {"contains": {"not": {"enum": ["UTM", "EDR"]}}}),
        prop("tools_proof", {"minimum": 2}),
    ),
    {"allOf": [prop("dispatch", {"const": True}), prop("dispatch_proof", {"minimum": 2})]},
    when(
        prop("type", {"const": "ネットワーク監視型"}),
        prop("fees", {"type": "integer", "maximum": 120000}),
    ),
    when(
        prop("type", {"const": "端末監視型"}), prop("fees", {"type": "integer", "maximum": 24000})
    ),
]
"""The five clauses as the peer can say them: the worst case is given to it as a ready number."""


def peer_document(row: FactRow) -> dict[str, Any]:
    """The same facts as a plain document."""
    kind, tools, hours, dispatch, fees = row.values
    strongest = [max((p[0] for p in proofs), default=1) for proofs in row.proofs]
    share = (fees.peak_each, -(-fees.peak // fees.networks)) if fees else (None, None)
    worst = share[kind != "端末監視型"]
    named = {
        "type": kind,
        "tools": list(tools),
        "hours": hours,
        "dispatch": dispatch,
        "fees": worst,
    }
    proofs = {
        "hours_proof": strongest[2],
        "tools_proof": strongest[1],
        "dispatch_proof": strongest[3],
    }
    return {key: value for key, value in (named | proofs).items() if value is not None}


@pytest.fixture(scope="module")
def rows() -> list[FactRow]:
    """One fact row of every conforming and failing example that can be read one way."""
    files = [*CLAUSES.glob("pass-*.yaml"), *CLAUSES.glob("fail-*.yaml")]
    dossiers = [read_dossier(path.read_bytes(), path.name) for path in sorted(files)]
    offered = [d for d in dossiers if d.plans_of(ServiceClass.CLASS1)]
    found = [row for d in offered for row in rows_of(d, ServiceClass.CLASS1, DAY)]
    return [row for row in found if not row.alternatives]


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def test_judging_a_stored_fact_row_is_three_times_as_fast_as_the_peer(rows: list[FactRow]) -> None:
    """Verdicts of the five clauses and the reason of the first that is neither 適合 nor 対象外."""
    program, day = compile_tier(load_edition("otasuke/2.0"), "class1"), DAY.toordinal()
    validators = [jsonschema_rs.validator_for(schema) for schema in SCHEMAS]
    documents = [peer_document(row) for row in rows]

    def ours() -> None:
        for _ in range(TIMES):
            program.batch(rows, day)

    def theirs() -> None:
        for _ in range(TIMES):
            for document in documents:
                [validator.is_valid(document) for validator in validators]

    ratios = [cpu(theirs) / cpu(ours) for _ in range(ROUNDS)]
    rate = TIMES * len(rows) / cpu(ours)
    print(f"\nengine / 5 validators: {statistics.median(ratios):.2f}×, {rate:,.0f} rows/s")
    assert statistics.median(ratios) >= 3


def test_the_peer_answers_the_same_question(rows: list[FactRow]) -> None:
    """A ratio means something only between equal answers (情報 about persons apart)."""
    program, day = compile_tier(load_edition("otasuke/2.0"), "class1"), DAY.toordinal()
    validators = [jsonschema_rs.validator_for(schema) for schema in SCHEMAS]
    for row in rows:
        codes = program.codes(row, day)
        passes = [validator.is_valid(peer_document(row)) for validator in validators]
        assert passes == [code in (CONFORMS, NOT_APPLICABLE) for code in codes]


def test_a_reason_costs_microseconds(rows: list[FactRow]) -> None:
    """Reasons are made when asked for, and then cheaply."""
    program, day = compile_tier(load_edition("otasuke/2.0"), "class1"), DAY.toordinal()
    asked = [
        (c, row, code)
        for row in rows
        for c, code in zip(program.clauses, program.codes(row, day), strict=True)
    ]
    spent = cpu(lambda: [explain(*one) for one in asked * 20]) / (20 * len(asked))
    print(f"\nreason: {spent * 1e6:.1f} µs")
    assert spent < 50e-6
