"""A third opinion: jsonschema-rs judges the same rows by schemas that no phrase went into.

``third.toml`` translates the clauses by hand; numbers, words and weights stand there a second time.
The schemas say whether a clause applies and whether it holds; what is missing and how it is proven
is looked up in the row, in the order of DESIGN §3.5. Facts that are worked out (fees, coverage) are
taken as the extraction gives them. Compared is every verdict and reason, and what lies beneath.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from conformance import codes
from conformance.compiler import compile_tier
from conformance.edition import load_edition
from conformance.facts import INDEX
from conformance.illtyped import IllTyped
from conformance.rows import FactRow

DAY = date(2026, 11, 25).toordinal()
ROWS, SEED = 2_000, 6
THIRD = tomllib.loads(Path(__file__).with_name("third.toml").read_text("utf-8"))
UNTRANSLATED = {"SC-PRICE-2.combined", "OTK-20-3", "OTK-20-8"}
SLUGS = ("otasuke/2.0", "otasuke-sc/draft")
BOUND = [
    (s, tag) for s in SLUGS for tag in sorted({t for c in load_edition(s).clauses for t in c.tiers})
]
Is = Callable[[Any], bool]
Ready = Callable[[Any], Any]


def uncovered(dispatched: tuple[str, ...], sold: tuple[str, ...]) -> list[str]:
    """Find the prefectures that are sold to and not reached."""
    return sorted(set(sold) - set(dispatched))


READY: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "dearest_network": (("plan.fees",), lambda fees: fees.peak),
    "dearest_terminal": (("plan.fees",), lambda fees: fees.peak_each),
    "uncovered": (("dispatch.prefectures", "sales.prefectures"), uncovered),
}
"""What JSON Schema cannot work out: the facts it takes, and the ready value."""


def value_of(name: str, values: tuple[Any, ...]) -> Any:
    """Give a fact as plain JSON, None where it or a part of it is unknown; ``TypeError`` if bad."""
    facts, make = READY.get(name, ((name,), lambda one: one))
    found = [values[INDEX[fact]] for fact in facts]
    if any(one is None for one in found):
        return None
    if any(isinstance(one, IllTyped) for one in found):
        raise TypeError(name)
    made = make(*found)
    return sorted(made) if isinstance(made, tuple | frozenset) else made


@dataclass(frozen=True)
class Opinion:
    """What a validator says of one clause."""

    asked: dict[str, Is]
    holds: dict[str, Is]
    least: int
    person: bool
    only: bool
    read: bool

    def on(self, row: FactRow) -> int:
        """Give the code of one row: two readings that differ are a question."""
        said = {self._reading(values, row) for values in row.readings}
        found = said.pop() if len(said) == 1 else codes.TWO_READINGS
        return found if self.read else codes.unverified(found)

    def _reading(self, values: tuple[Any, ...], row: FactRow) -> int:
        try:
            return next(self._answers(values, row))
        except TypeError:
            return codes.FAULT

    def _answers(self, values: tuple[Any, ...], row: FactRow) -> Iterator[int]:
        """What counts before everything else comes first."""
        given = {}
        for name, applies in self.asked.items():
            given[name] = value_of(name, values)
            if given[name] is not None and not applies(given[name]):
                yield codes.NOT_APPLICABLE
        if None in given.values():
            yield codes.MISSING
        found = {name: value_of(name, values) for name in self.holds}
        if None in found.values():
            yield codes.MISSING
        if not self.only and not all(holds(found[name]) for name, holds in self.holds.items()):
            yield codes.FAILS
        yield from self._proven(row)
        yield codes.JUDGEMENT if self.person or self.only else codes.CONFORMS

    def _proven(self, row: FactRow) -> Iterator[int]:
        """Weak where anything is weak, else lapsed where anything is; one is declared by itself."""
        if self.least == 1:
            return
        facts = [fact for name in self.holds for fact in READY.get(name, ((name,), None))[0]]
        strong = [
            [p for p in row.proofs[INDEX[f]] if p[0] >= self.least and p[1] <= DAY] for f in facts
        ]
        if not all(strong):
            yield codes.WEAK
        if not all(any(last >= DAY for _, _, last in proofs) for proofs in strong):
            yield codes.LAPSED


def validators(named: dict[str, str], schemas: dict[str, Any]) -> dict[str, Is]:
    """Make a validator for each fact."""
    return {
        name: jsonschema_rs.validator_for(schemas[schema]).is_valid
        for name, schema in named.items()
    }


def opinions(third: dict[str, Any]) -> dict[str, Opinion]:
    """Read every clause that is translated."""
    return {
        key: Opinion(
            asked=validators(written.get("if", {}), third["schemas"]),
            holds=validators(written["then"], third["schemas"]),
            least=written.get("evidence", 1),
            person=written.get("person", False),
            only=written.get("only", False),
            read=written.get("read", True),
        )
        for key, written in third["clauses"].items()
    }


def differing(slug: str, tag: str, cases: Any, third: dict[str, Opinion]) -> Counter[str]:
    """Count for every clause the rows that jsonschema-rs judges otherwise."""
    program, found = compile_tier(load_edition(slug), tag), Counter[str]()
    rows = [row for case in cases for row in case.rows]
    for row, given in zip(rows, program.batch(rows, DAY), strict=True):
        pairs = zip((clause.key for clause in program.clauses), given, strict=True)
        found.update(key for key, code in pairs if key in third and third[key].on(row) != code)
    return found


@pytest.mark.parametrize(("slug", "tag"), BOUND)
def test_a_third_opinion_agrees(slug: str, tag: str, make_cases: Any) -> None:
    """On every clause that translates."""
    assert differing(slug, tag, make_cases(slug, SEED, ROWS), opinions(THIRD)) == {}


def test_every_clause_is_translated_or_said_not_to_be() -> None:
    """A new clause cannot be left out unnoticed."""
    keys = {clause.key for slug in SLUGS for clause in load_edition(slug).clauses}
    assert keys == THIRD["clauses"].keys() | UNTRANSLATED
    assert not THIRD["clauses"].keys() & UNTRANSLATED


@pytest.mark.parametrize(
    ("schema", "changed", "keys"),
    [
        ("items_three", {"minimum": 27}, {"SC-DIAG-1.three"}),
        ("cap_network", {"maximum": 120012}, {"SC-PRICE-2.network"}),
        ("yearly", {"maximum": 12}, {"SC-DIAG-3"}),
        ("sent", {"contains": {"const": "初動対応の費用"}}, {"SC-INS-2.dispatch"}),
        ("day_long", {"minimum": 23}, {"SC-MON-2"}),
    ],
)
def test_a_number_or_word_that_differs_is_found(
    schema: str, changed: Any, keys: set[str], make_cases: Any
) -> None:
    """One of the two says another: it shows at the clauses of it and nowhere else."""
    planted = opinions(THIRD | {"schemas": THIRD["schemas"] | {schema: changed}})
    tags = ("SCstar3plus", "SCstar4plus")
    cases = list(make_cases("otasuke-sc/draft", SEED, 300))
    found = {key for tag in tags for key in differing("otasuke-sc/draft", tag, cases, planted)}
    assert found == keys
