"""The whole edition from fact rows against the peer, its compilation, and one formal run.

The peer is one jsonschema-rs validator for each clause of 1類 that a machine judges. It is given
what JSON Schema cannot work out as ready values: the strength of the evidence in force, the dearest
share of the fees, and the prefectures that are sold to but not reached.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from conformance import codes, compiler
from conformance.compiler import compile_tier
from conformance.edition import load_edition
from conformance.facts import FACTS, INDEX
from conformance.formal import run_formal
from conformance.judge import Subject, rows_of
from conformance.rows import FactRow
from conformance.what_if.setting import Asked, set_numbers
from marketplace.cli.judge.gathering import Gathered
from marketplace.cli.judge.judging import Bench
from marketplace.cli.what_if.comparing import Move, compare
from marketplace.cli.what_if.telling import explained
from marketplace.codec.dossier import read_dossier
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.phrase import Bound
from marketplace.domain.tier import ServiceClass

pytestmark = pytest.mark.bench

DAY = date(2026, 11, 25)
CLAUSES = Path(__file__).parent.parent / "clauses"
ROUNDS = 7
TIMES = 40
LEAST_RATE = 200_000
REGISTER = 100_000
Schema = dict[str, Any]

DOCUMENT = {"minimum": int(EvidenceKind.DOCUMENT)}
TRUE: Schema = {"const": True}
TOLD: Schema = {"type": "string", "not": {"const": "none"}}


def has(**facts: Schema) -> Schema:
    """A schema of these facts, all of them there."""
    return {"type": "object", "properties": facts, "required": list(facts)}


def when(name: str, schema: Schema, then: Schema) -> Schema:
    """A schema that asks ``then`` of those who meet a filter; who left it open is not met."""
    return {"required": [name], "if": {"properties": {name: schema}}, "then": then}


def kind(*words: str) -> Callable[[Schema], Schema]:
    """The filter by the type of monitoring."""
    return lambda then: when("monitoring_type", {"enum": list(words)}, then)


def dispatched(**facts: Schema) -> Schema:
    """What is asked where there is dispatch at all."""
    return when("dispatch_available", TRUE, has(**facts))


def insured(then: Schema) -> Schema:
    """What is asked where there is insurance at all."""
    return when("insurance_attached", TRUE, then)


NETWORK, ENDPOINT, BOTH = "ネットワーク監視型", "端末監視型", "併用型"
COVERED: Schema = {"contains": {"const": "初動対応の費用"}}
EXPLAINED = has(insurance_self_pay_explanation=TOLD, proof_insurance_self_pay_explanation=DOCUMENT)
PAYS = {
    "anyOf": [
        has(insurance_user_may_pay={"const": False}),
        {"required": ["insurance_user_may_pay"], "allOf": [EXPLAINED]},
    ]
}
SCHEMAS: dict[str, Schema] = {
    "OTK-01-1": has(desk_available=TRUE),
    "OTK-01-2": when(
        "desk_available",
        TRUE,
        has(desk_contact_shown=TRUE, proof_desk_contact_shown=DOCUMENT),
    ),
    "OTK-02-0": has(monitoring_type={"enum": [NETWORK, ENDPOINT, BOTH]}),
    "OTK-02-1": kind(NETWORK, BOTH)(
        has(
            monitoring_network_hours={"type": "integer", "minimum": 24},
            proof_monitoring_network_hours=DOCUMENT,
        )
    ),
    "OTK-02-2": kind(ENDPOINT, BOTH)(
        has(
            monitoring_endpoint_hours={"type": "integer", "minimum": 24},
            proof_monitoring_endpoint_hours=DOCUMENT,
        )
    ),
    "OTK-02-3": kind(NETWORK, ENDPOINT, BOTH)(
        has(monitoring_notifies=TRUE, proof_monitoring_notifies=DOCUMENT)
    ),
    "OTK-02-5": kind(NETWORK, ENDPOINT, BOTH)(has(monitoring_watch_method=TOLD)),
    "OTK-03-1": has(dispatch_available=TRUE, proof_dispatch_available=DOCUMENT),
    "OTK-03-2": dispatched(dispatch_to_named_place=TRUE, proof_dispatch_to_named_place=DOCUMENT),
    "OTK-03-3": dispatched(dispatch_on_request=TRUE, proof_dispatch_on_request=DOCUMENT),
    "OTK-03-4": dispatched(not_reached={"type": "array", "maxItems": 0}),
    "OTK-05-1": kind(NETWORK)(has(fee_network={"type": "integer", "maximum": 120_000})),
    "OTK-05-2": kind(ENDPOINT)(has(fee_terminal={"type": "integer", "maximum": 24_000})),
    "OTK-05-4": has(explained_ex_tax_shown=TRUE),
    "OTK-05-5": kind(ENDPOINT)(has(plan_terminals_min={"type": "integer", "maximum": 1})),
    "OTK-05-6": has(plan_term_months={"type": "integer", "maximum": 24}),
    "OTK-05-7": has(explained_initial_cost=TOLD),
    "OTK-05-8": has(explained_term=TOLD),
    "OTK-05-9": has(explained_extra_charges=TOLD),
    "OTK-06-1": has(insurance_attached=TRUE, proof_insurance_attached=DOCUMENT),
    "OTK-06-2": insured(has(insurance_covers=COVERED, proof_insurance_covers=DOCUMENT)),
    "OTK-06-3": {
        "anyOf": [
            has(insurance_attached={"const": False}),
            has(insurance_user_may_pay={"const": False}),
            {"required": ["insurance_attached"], "allOf": [PAYS]},
        ]
    },
    "OTK-07-1": has(terms_count={"type": "integer", "maximum": 1}, proof_terms_count=DOCUMENT),
}


def peer_document(row: FactRow) -> dict[str, Any]:
    """The same facts as a plain document, and what the peer cannot work out."""
    plain = {"desk", "monitoring", "dispatch", "explained", "insurance", "terms", "plan"}
    made: dict[str, Any] = {}
    for fact, value in zip(FACTS, row.values, strict=True):
        name = fact.name.replace(".", "_")
        if fact.name.split(".")[0] in plain and fact.name != "plan.fees":
            made[name] = list(value) if isinstance(value, tuple) else value
        made[f"proof_{name}"] = _strength(row, fact.name)
    fees = row.values[INDEX["plan.fees"]]
    if fees is not None:
        made["fee_network"] = _least(lambda cap: fees.keeps(cap, 0, Bound.AT_MOST), 10_000)
        made["fee_terminal"] = _least(lambda cap: fees.keeps(0, cap, Bound.AT_MOST), 2_000)
    areas = [row.values[INDEX[f"{name}.prefectures"]] for name in ("sales", "dispatch")]
    if None not in areas:
        made["not_reached"] = sorted(set(areas[0]) - set(areas[1]))
    return {name: value for name, value in made.items() if value is not None}


def _strength(row: FactRow, name: str) -> int:
    day = DAY.toordinal()
    proofs = row.proofs[INDEX[name]]
    return max((k for k, first, last in proofs if first <= day <= last), default=1)


def _least(keeps: Callable[[int], bool], cap: int) -> int:
    """A number for twelve months on the right side of the cap."""
    return 12 * cap if keeps(cap) else 12 * cap + 1


@pytest.fixture(scope="module")
def rows() -> list[FactRow]:
    """One fact row of every example of 1類 that can be read one way."""
    files = sorted(CLAUSES.glob("*-OTK-*.yaml"))
    dossiers = [read_dossier(path.read_bytes(), path.name) for path in files]
    offered = [d for d in dossiers if d.plans_of(ServiceClass.CLASS1)]
    found = [row for d in offered for row in rows_of(d, ServiceClass.CLASS1, DAY)]
    return [row for row in found if not row.alternatives]


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def test_every_clause_that_a_machine_judges_has_its_validator() -> None:
    """The peer does no less than we do."""
    clauses = load_edition("otasuke/2.0").clauses_of("class1")
    assert [c.key for c in clauses if not (c.person or c.person_only)] == list(SCHEMAS)


def test_the_peer_answers_the_same_question(rows: list[FactRow]) -> None:
    """A ratio means something only between equal answers (the official text taken as read)."""
    program, day = compile_tier(load_edition("otasuke/2.0"), "class1"), DAY.toordinal()
    place = {clause.key: index for index, clause in enumerate(program.clauses)}
    validators = {key: jsonschema_rs.validator_for(one) for key, one in SCHEMAS.items()}
    good = (codes.CONFORMS, codes.NOT_APPLICABLE)
    seen: set[tuple[str, bool]] = set()
    for row in rows:
        found, document = program.codes(row, day), peer_document(row)
        for key, validator in validators.items():
            passes = validator.is_valid(document)
            seen.add((key, passes))
            assert passes == (codes.beneath(found[place[key]]) in good), (key, row.plan, document)
    assert {key for key, passes in seen if not passes} == set(SCHEMAS)


def test_the_whole_edition_is_as_fast_as_the_peer(rows: list[FactRow]) -> None:
    """Verdicts of all clauses of 1類, persons' ones included, for every row."""
    program, day = compile_tier(load_edition("otasuke/2.0"), "class1"), DAY.toordinal()
    validators = [jsonschema_rs.validator_for(schema) for schema in SCHEMAS.values()]
    documents = [peer_document(row) for row in rows]

    def ours() -> None:
        for _ in range(TIMES):
            program.batch(rows, day)

    def theirs() -> None:
        for _ in range(TIMES):
            for document in documents:
                [validator.is_valid(document) for validator in validators]

    ratios = [cpu(theirs) / cpu(ours) for _ in range(ROUNDS)]
    rate = max(TIMES * len(rows) / cpu(ours) for _ in range(ROUNDS))
    shown = f"{len(program.clauses)} clauses / {len(validators)} validators"
    reached = "" if rate >= LEAST_RATE else f" (below {LEAST_RATE:,})"
    print(f"\n{shown}: {statistics.median(ratios):.2f}×, {rate:,.0f} offerings/s{reached}")
    assert statistics.median(ratios) >= 1


def test_an_edition_is_compiled_in_an_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both classes, from clauses that were read."""
    edition = load_edition("otasuke/2.0")

    def compiled() -> None:
        monkeypatch.setattr(compiler, "_PROGRAMS", {})
        for tier in ServiceClass:
            compile_tier(edition, tier.tag)

    spent = min(cpu(compiled) for _ in range(ROUNDS))
    print(f"\ncompile: {spent * 1000:.1f} ms")
    assert spent < 0.05


def test_a_formal_run_takes_about_a_second() -> None:
    """A clean child, pytest-bdd and all, by the clock on the wall."""
    path = CLAUSES / "pass-OTK-02-0-whole-network.yaml"
    start = time.perf_counter()
    found = run_formal(path, edition="otasuke/2.0", tier="class1", day=DAY)
    spent = time.perf_counter() - start
    print(f"\nformal run: {spent:.2f} s")
    assert len(found["findings"]) == len(load_edition("otasuke/2.0").clauses_of("class1"))
    assert spent < 3


@pytest.mark.parametrize("cap", [9_000, 1], ids=["some fall", "all fall"])
def test_the_whole_register_is_supposed_otherwise_in_two_seconds(
    rows: list[FactRow], cap: int
) -> None:
    """Both texts over 100,000 stored rows: who moves, on which clause, all of them counted."""
    edition = load_edition("otasuke/2.0")
    other, _ = set_numbers(edition, [Asked("OTK-05-1", None, cap)])
    subject = Subject("p", "o", "d", ServiceClass.CLASS1)
    found = [Gathered(subject, [rows[n % len(rows)]], ()) for n in range(REGISTER)]
    benches = Bench(edition, (), DAY), Bench(other, (), DAY)
    start = time.process_time()
    compared = compare(*benches, found)
    spent = time.process_time() - start
    why = cpu(lambda: [explained(cause) for one in compared.moved for cause in one.causes])
    moved = f"{len(compared.moved):,} move"
    print(f"\nwhat-if: {REGISTER:,} offerings, {moved}, {spent:.2f} s; told in {why:.2f} s")
    assert compared.now.total() == compared.then.total() == REGISTER
    assert len(compared.of(Move.FALLS)) == len(compared.moved) > 0
    assert spent <= 2
