"""Judging against the peer: one jsonschema-rs validator a clause, in the same run, CPU time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from conformance.codes import CONFORMS, NOT_APPLICABLE
from conformance.compiler import Program, compile_tier
from conformance.edition import load_edition
from conformance.explain import explain
from conformance.extracting import reader
from conformance.facts import INDEX
from conformance.judge import rows_of
from conformance.rows import FactRow
from marketplace.codec.dossier import read_dossier
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import ServiceClass

pytestmark = pytest.mark.bench

DAY = date(2026, 11, 25)
CLAUSES = Path(__file__).parent.parent / "clauses"
ROUNDS = 7
TIMES = 60
NETWORK, ENDPOINT, BOTH = "ネットワーク監視型", "端末監視型", "併用型"
DOCUMENT = 2


def prop(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A required property of a schema."""
    return {"type": "object", "properties": {name: schema}, "required": [name]}


def proven(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A required property, and a document that supports it."""
    return {"allOf": [prop(name, schema), prop(f"{name}_proof", {"minimum": DOCUMENT})]}


def of_types(*types: str, then: dict[str, Any]) -> dict[str, Any]:
    """A schema that asks ``then`` of these monitoring types."""
    return {"if": prop("type", {"enum": list(types)}), "then": then}


YES = {"const": True}
SCHEMAS: dict[str, dict[str, Any]] = {
    "OTK-01-1": prop("desk", YES),
    "OTK-02-1": of_types(NETWORK, BOTH, then=proven("hours", {"type": "integer", "minimum": 24})),
    "OTK-02-2": of_types(ENDPOINT, BOTH, then=proven("end", {"type": "integer", "minimum": 24})),
    "OTK-02-3": of_types(NETWORK, ENDPOINT, BOTH, then=proven("notifies", YES)),
    "OTK-02-5": of_types(NETWORK, ENDPOINT, BOTH, then=prop("method", {"not": {"const": "none"}})),
    "OTK-03-1": proven("dispatch", YES),
    "OTK-03-2": {"if": prop("dispatch", YES), "then": proven("named", YES)},
    "OTK-03-3": {"if": prop("dispatch", YES), "then": proven("request", YES)},
    "OTK-05-1": of_types(NETWORK, then=prop("fees", {"type": "integer", "maximum": 120_000})),
    "OTK-05-2": of_types(ENDPOINT, then=prop("fees", {"type": "integer", "maximum": 24_000})),
    "OTK-06-1": proven("insured", YES),
    "OTK-06-2": {
        "if": prop("insured", YES),
        "then": proven("covers", {"contains": {"const": "初動対応の費用"}}),
    },
}
"""The twelve machine-judged clauses as the peer can say them; the dearest fee is given to it."""
NAMES = {
    "desk": "desk.available",
    "type": "monitoring.type",
    "hours": "monitoring.network.hours",
    "end": "monitoring.endpoint.hours",
    "notifies": "monitoring.notifies",
    "method": "monitoring.watch_method",
    "dispatch": "dispatch.available",
    "named": "dispatch.to_named_place",
    "request": "dispatch.on_request",
    "insured": "insurance.attached",
    "covers": "insurance.covers",
}


def peer_document(row: FactRow) -> dict[str, Any]:
    """The same facts as a plain document."""
    values = {name: row.values[INDEX[fact]] for name, fact in NAMES.items()}
    proofs = {
        f"{name}_proof": max((kind for kind, _, _ in row.proofs[INDEX[fact]]), default=1)
        for name, fact in NAMES.items()
    }
    fees = row.values[INDEX["plan.fees"]]
    if fees:
        values["fees"] = fees.peak_each if values["type"] == ENDPOINT else fees.peak
    covers = values["covers"]
    named = values | {"covers": list(covers) if covers else None} | proofs
    return {key: value for key, value in named.items() if value is not None}


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    """Every conforming and failing example of 1類."""
    files = [*CLAUSES.glob("pass-*.yaml"), *CLAUSES.glob("fail-*.yaml")]
    found = [read_dossier(path.read_bytes(), path.name) for path in sorted(files)]
    return [dossier for dossier in found if dossier.plans_of(ServiceClass.CLASS1)]


@pytest.fixture(scope="module")
def rows(dossiers: list[Dossier]) -> list[FactRow]:
    """Their fact rows, where they can be read one way."""
    found = [row for d in dossiers for row in rows_of(d, ServiceClass.CLASS1, DAY)]
    return [row for row in found if not row.alternatives]


@pytest.fixture(scope="module")
def twelve() -> Program:
    """The program of the twelve clauses."""
    edition = load_edition("otasuke/2.0")
    named = tuple(clause for clause in edition.clauses if clause.key in SCHEMAS)
    return compile_tier(replace(edition, clauses=named, digest="twelve"), "class1")


@pytest.fixture(scope="module")
def theirs(rows: list[FactRow]) -> Callable[[], None]:
    """One run of the peer over all rows."""
    validators = [jsonschema_rs.validator_for(schema) for schema in SCHEMAS.values()]
    documents = [peer_document(row) for row in rows]

    def run() -> None:
        for document in documents:
            [validator.is_valid(document) for validator in validators]

    return run


def cpu(work: Callable[[], object], times: int = TIMES) -> float:
    """CPU seconds of a piece of work, done several times."""
    start = time.process_time()
    for _ in range(times):
        work()
    return time.process_time() - start


def ratio(theirs: Callable[[], object], ours: Callable[[], object]) -> float:
    """The median of how much longer the peer took."""
    return statistics.median(cpu(theirs) / cpu(ours) for _ in range(ROUNDS))


def test_the_peer_answers_the_same_question(twelve: Program, rows: list[FactRow]) -> None:
    """A ratio means something only between equal answers."""
    validators = [jsonschema_rs.validator_for(SCHEMAS[clause.key]) for clause in twelve.clauses]
    for row, codes in zip(rows, twelve.batch(rows, DAY.toordinal()), strict=True):
        passes = [validator.is_valid(peer_document(row)) for validator in validators]
        assert passes == [code in (CONFORMS, NOT_APPLICABLE) for code in codes], row.plan


def test_judging_a_stored_fact_row_is_three_times_as_fast_as_the_peer(
    twelve: Program, rows: list[FactRow], theirs: Callable[[], None]
) -> None:
    """Verdicts of twelve machine-judged clauses; their reasons are made when asked for."""
    day = DAY.toordinal()
    found = ratio(theirs, lambda: twelve.batch(rows, day))
    rate = TIMES * len(rows) / cpu(lambda: twelve.batch(rows, day))
    print(f"\n12 clauses from fact rows / 12 validators: {found:.2f}×, {rate:,.0f} rows/s")
    assert found >= 3


def test_judging_from_dataclasses_is_half_again_as_fast_as_the_peer(
    twelve: Program, rows: list[FactRow], dossiers: list[Dossier], theirs: Callable[[], None]
) -> None:
    """Declared facts are read anew; envelope and proofs are those kept with the version."""
    asked = frozenset(name for clause in twelve.clauses for name in clause.facts)
    read, run, fees, day = reader(asked), twelve.run, INDEX["plan.fees"], DAY.toordinal()
    plans = [(d.offering, p) for d in dossiers for p in d.plans_of(ServiceClass.CLASS1)]
    kept = {row.plan: row for row in rows}
    versions = [(o, p, kept.get(p.code, rows[0])) for o, p in plans][: len(rows)]

    def ours() -> None:
        for offering, plan, row in versions:
            facts = read(offering, plan)
            run((*facts[:fees], row.values[fees], *facts[fees + 1 :]), row.spans, row.proofs, day)

    found = ratio(theirs, ours)
    print(f"\n12 clauses from dataclasses / 12 validators: {found:.2f}×")
    assert found >= 1.5


def test_a_reason_costs_microseconds(twelve: Program, rows: list[FactRow]) -> None:
    """Reasons are made when asked for, and then cheaply."""
    judged = zip(rows, twelve.batch(rows, DAY.toordinal()), strict=True)
    pairs = [(row, zip(twelve.clauses, codes, strict=True)) for row, codes in judged]
    asked = [(clause, row, code) for row, found in pairs for clause, code in found]
    spent = cpu(lambda: [explain(*one) for one in asked], 3) / (3 * len(asked))
    print(f"\nreason: {spent * 1e6:.1f} µs")
    assert spent < 50e-6


def test_a_what_if_over_a_hundred_thousand_offerings_takes_two_seconds(
    rows: list[FactRow],
) -> None:
    """Another cap for everybody: the whole edition is judged again from stored rows."""
    program, day = compile_tier(load_edition("otasuke/2.0"), "class1"), DAY.toordinal()
    many = (rows * (100_000 // len(rows) + 1))[:100_000]
    spent = cpu(lambda: program.batch(many, day), 1)
    print(f"\nwhat-if over 100,000: {spent:.2f} s")
    assert spent <= 2
