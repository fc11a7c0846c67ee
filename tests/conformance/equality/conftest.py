"""Makers for the equality gate: fact rows and manifests by the seed, and what differs of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from conformance.edition import Edition, load_edition
from conformance.facts import FACTS, INDEX, Fact, FactKind
from conformance.illtyped import IllTyped
from conformance.rows import FOR_EVER, FactRow, Proof
from marketplace.domain.offering import Dossier, Evidence, EvidenceKind, Offering, Plan, Provider
from marketplace.domain.phrase import Span
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Tax
from marketplace.domain.service import NONE, Customer
from marketplace.domain.supply import supplies
from marketplace.domain.tier import TIERS

DAY = date(2026, 11, 25)
COUNTS = (0, 30, 49, 51)
AMOUNTS = (0, 1000, 1999, 2000, 2001, 9999, 10000, 10001, 11000, 12000)
SHARES = {"unknown": 0.08, "ill-typed": 0.001, "two readings": 0.15, "two plans": 0.05}
"""How often a value is left out or of a wrong type, and a dossier has two readings or plans."""


@dataclass(frozen=True, slots=True)
class Case:
    """One generated dossier as the engines see it: its fact rows, and its evidence."""

    dossier: Dossier
    rows: list[FactRow]


class Pools:
    """What the values of an edition's facts are drawn from: both sides of all that it says."""

    def __init__(self, edition: Edition, seed: int) -> None:
        """Draw what is costly once: fees, supplies and bundles of evidence."""
        self.random = Random(seed)  # noqa: S311 - a seed, no secret
        self.fees = [one for _ in range(400) for one in self._fees()]
        self.supplies = [self._supplies() for _ in range(100)]
        said: dict[str, list[Any]] = {}
        sentences = (s for clause in edition.clauses for s in (*clause.filters, clause.obligation))
        for name, sentence in ((name, s) for s in sentences for name in s.phrase.facts):
            said.setdefault(name, []).extend(sentence.arguments.values())
        self.values = [self._values(fact, said.get(fact.name, [])) for fact in FACTS]
        asked = sorted({name for clause in edition.clauses for name in clause.facts})
        self.proven = [self._proven(asked) for _ in range(400)]

    def cases(self, number: int) -> Iterator[Case]:
        """So many dossiers."""
        for _ in range(number):
            dossier, proofs, spans = self.random.choice(self.proven)
            plans = "pq" if self.random.random() < SHARES["two plans"] else "p"
            yield Case(dossier, [self._row(plan, proofs, spans) for plan in plans])

    def _row(self, plan: str, proofs: tuple[Any, ...], spans: tuple[int, ...]) -> FactRow:
        """A row of values; the spans are those of its evidence and need no second computation."""
        values = tuple(self._value(index) for index in range(len(FACTS)))
        others: tuple[Any, ...] = ()
        if self.random.random() < SHARES["two readings"]:
            changed = list(values)
            for name in ("plan.fees", "class1.supply"):
                changed[INDEX[name]] = self._value(INDEX[name])
            others = (tuple(changed),)
        row = object.__new__(FactRow)
        parts = {"plan": plan, "values": values, "proofs": proofs, "alternatives": others}
        for name, value in (parts | {"spans": spans}).items():
            object.__setattr__(row, name, value)
        return row

    def _value(self, index: int) -> Any:
        drawn = self.random.random()
        if drawn < SHARES["unknown"]:
            return None
        if drawn < SHARES["unknown"] + SHARES["ill-typed"]:
            return IllTyped("壊れた値")
        return self.random.choice(self.values[index])

    def _values(self, fact: Fact, said: list[Any]) -> list[Any]:
        near = [n + step for n in map(_number, said) if n is not None for step in (-1, 0, 1)]
        words = sorted({word for one in said for word in _words(one)})
        makers: dict[FactKind, Callable[[], list[Any]]] = {
            FactKind.YES_NO: lambda: [True, True, False],
            FactKind.WORD: lambda: [*words, "ほかの語"],
            FactKind.TEXT: lambda: ["説明", "説明", NONE],
            FactKind.WORDS: lambda: [tuple(s) for s in self._subsets([*words, "NDR"]) if s],
            FactKind.AREA: lambda: [("27",), ("28",), ("27", "28"), ("28", "27", "26")],
            FactKind.IDS: lambda: [frozenset(s) for s in self._subsets(words or ["1-2-1-1"])],
            FactKind.FEES: lambda: self.fees,
            FactKind.SUPPLY: lambda: [one for pair in self.supplies for one in pair],
        }
        counts = sorted({max(0, n) for n in [*near, *COUNTS]})
        return makers[fact.kind]() if fact.kind in makers else counts

    def _subsets(self, words: list[str]) -> list[list[str]]:
        whole = [list(words)] * 4
        without = [[one for one in words if one != left] for left in words]
        drawn = [self.random.sample(words, self.random.randint(0, len(words))) for _ in range(6)]
        return [*whole, *without, *drawn]

    def _fees(self) -> tuple[Any, ...]:
        prices = tuple(
            PriceComponent(
                name=f"料金{number}",
                kind=Kind.RECURRING,
                basis=self.random.choice((Basis.NETWORK, Basis.TERMINAL, Basis.COMPANY)),
                amount=self.random.choice(AMOUNTS),
                period=Period.MONTH,
                tax=self.random.choice((Tax.EXCLUDED, Tax.EXCLUDED, Tax.INCLUDED)),
                compulsory=True,
            )
            for number in range(self.random.randint(1, 2))
        )
        least, tier = self.random.randint(1, 4), TIERS["class1"]
        plan = Plan(code="p", name="p", tier=tier, prices=prices, terminals_min=least)
        return plan.tariff.envelope(DAY)

    def _supplies(self) -> tuple[Any, ...]:
        starts = [self.random.choice((364, 365, 366, 800)) for _ in range(11)]
        kept = starts[self.random.randint(0, 2) :]
        return supplies(tuple(Customer("c", DAY - timedelta(n)) for n in kept), DAY)

    def _proven(self, asked: list[str]) -> tuple[Dossier, tuple[Any, ...], tuple[int, ...]]:
        """Some evidence, and the same as the proofs of a fact row."""
        evidence = tuple(self._evidence(asked) for _ in range(self.random.choice((0, 1, 2, 2, 3))))
        offering = Offering(code="o", name="o", summary="o", source="o", as_of=DAY)
        dossier = Dossier(Provider("p", "p"), offering, (), evidence)
        proofs = tuple(tuple(_proof(e) for e in evidence if f.name in e.facts) for f in FACTS)
        values = (None,) * len(FACTS)
        return dossier, proofs, FactRow("p", values, proofs).spans

    def _evidence(self, asked: list[str]) -> Evidence:
        last = self.random.choice((-1, 0, 1, 300, None))
        facts = [name for name in asked if self.random.random() < self.random.choice((0.5, 0.95))]
        return Evidence(
            facts=tuple(facts),
            kind=self.random.choice([*EvidenceKind, EvidenceKind.DOCUMENT, EvidenceKind.ONSITE]),
            title="資料",
            sha256="0" * 64,
            issued=DAY + timedelta(self.random.choice((-300, -300, -300, -1, 0, 1))),
            lapses=None if last is None else DAY + timedelta(last),
        )


def _proof(evidence: Evidence) -> Proof:
    last = evidence.lapses.toordinal() if evidence.lapses else FOR_EVER
    return int(evidence.kind), evidence.issued.toordinal(), last


def _number(said: Any) -> int | None:
    if isinstance(said, Span):
        return said.amount if said.unit == "時間" else said.months
    return said if type(said) is int else None


def _words(said: Any) -> Iterator[str]:
    if isinstance(said, frozenset):
        yield from said
    elif type(said) is str:
        yield said


@pytest.fixture(scope="session", name="make_cases")
def _make_cases() -> Callable[[str, int, int], Iterator[Case]]:
    """Make dossiers for an edition: slug, seed, how many."""
    return lambda slug, seed, number: Pools(load_edition(slug), seed).cases(number)
