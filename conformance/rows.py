"""「事実の行」 The facts of a dossier in the order of the table: what both engines judge.

An absent fact is None. A value of the wrong type becomes ``IllTyped``: every question put to it
raises, so that the clause ends as 障害 and never as an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from conformance.covering import FACTS as COVERING
from conformance.covering import Ids, covered
from conformance.extracting import checker, reader
from conformance.facts import FACTS, INDEX, Fact, FactKind
from conformance.illtyped import IllTyped
from marketplace.domain.canonical import Json, plain
from marketplace.domain.days import completed_months
from marketplace.domain.offering import Dossier, EvidenceKind, Plan
from marketplace.domain.phrase import Score
from marketplace.domain.service import NONE, MonitoringType, Watch
from marketplace.domain.supply import Supply, supplies

NOT_DECLARED = "申告なし"
NOT_COMPUTED = "申告からは決まりません"
"""A derived fact may be open although something was declared: "from" prices, for one."""
Proof = tuple[int, int, int]
"""One evidence on a fact: (strength, first day, last day), days as ordinals."""
FOR_EVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class FactRow:
    """「事実の行」 The facts of one plan in the order of the table, and the evidence on each.

    ``alternatives`` holds further whole rows where a fact can be read another way. ``spans`` holds
    for every fact and strength (``span_index``) one period in which evidence of at least that
    strength is in force, so that the common case is one comparison; ``proofs`` decides the others.
    """

    plan: str
    values: tuple[Any, ...]
    proofs: tuple[tuple[Proof, ...], ...]
    alternatives: tuple[tuple[Any, ...], ...] = ()
    spans: tuple[int, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Derive the spans."""
        spans = (_span(proofs, kind) for proofs in self.proofs for kind in EvidenceKind)
        object.__setattr__(self, "spans", tuple(day for span in spans for day in span))

    @property
    def readings(self) -> tuple[tuple[Any, ...], ...]:
        """Every reading of the facts, the first one first."""
        return (self.values, *self.alternatives)


def span_index(fact: str, least: EvidenceKind) -> int:
    """Where the first day of a fact's span stands in ``FactRow.spans``; the last follows."""
    return 2 * (INDEX[fact] * len(EvidenceKind) + least.value - 1)


def _span(proofs: tuple[Proof, ...], least: EvidenceKind) -> tuple[int, int]:
    """The period of the longest-lasting evidence of at least this strength; empty for none."""
    strong = [(last, first) for kind, first, last in proofs if kind >= least]
    last, first = max(strong, default=(0, 1))
    return first, last


def extract(dossier: Dossier, plan: Plan, day: date) -> FactRow:
    """The facts of one plan on a day (for periods, and the tax of amounts only known 税込)."""
    declared = reader()(dossier.offering, plan)
    readings = [_readings(fact, declared, (dossier, plan, day)) for fact in FACTS]
    first, *others = product(*readings)
    proofs = tuple(tuple(_proofs(fact, dossier)) for fact in FACTS)
    return FactRow(plan.code, first, proofs, tuple(others))


def _readings(
    fact: Fact, declared: tuple[Any, ...], asked: tuple[Dossier, Plan, date]
) -> tuple[Any, ...]:
    """The value of a fact; several where it can be read several ways."""
    if not fact.derived:
        return (declared[INDEX[fact.name]],)
    return tuple(typed(fact, value) for value in _DERIVED[fact.name](*asked))


def typed(fact: Fact, value: Any) -> Any:
    """A value of the fact's own kind, or the stand-in for a wrong one."""
    return value if value is None or checker(fact.kind)(value) else IllTyped(value)


def _fees(_dossier: Dossier, plan: Plan, day: date) -> tuple[Any, ...]:
    return plan.tariff.envelope(day) or (None,)


def _class1_in_force(dossier: Dossier, _plan: Plan, day: date) -> tuple[bool | None]:
    own = dossier.offering.class1
    if own.registered_on is None or own.valid_until is None or own.offered is None:
        return (None,)
    return (own.offered and own.registered_on <= day <= own.valid_until,)


def _class1_elapsed(dossier: Dossier, _plan: Plan, day: date) -> tuple[int | None]:
    start = dossier.offering.class1.registered_on
    return (None if start is None else completed_months(start, day),)


def _class1_supply(dossier: Dossier, _plan: Plan, day: date) -> tuple[Supply | None, ...]:
    customers = dossier.offering.class1.customers
    return (None,) if customers is None else supplies(customers, day)


def _watched(dossier: Dossier, _plan: Plan, _day: date) -> tuple[Any]:
    """The shortest watch that the type asks for; a value of the wrong type stays one."""
    declared = dossier.offering.monitoring
    asked: dict[MonitoringType | None, tuple[Watch | None, ...]] = {
        MonitoringType.NETWORK: (declared.network,),
        MonitoringType.ENDPOINT: (declared.endpoint,),
        MonitoringType.COMBINED: (declared.network, declared.endpoint),
    }
    hours = [watch.hours if watch else None for watch in asked.get(declared.type, (None,))]
    odd = [one for one in hours if type(one) is not int]
    return (odd[0] if odd else min(one for one in hours if one is not None),)


def _covered(name: str) -> Callable[[Dossier, Plan, date], tuple[Ids | None]]:
    return lambda dossier, plan, _day: (covered(name, dossier, plan),)


_DERIVED: dict[str, Callable[[Dossier, Plan, date], tuple[Any, ...]]] = {
    "monitoring.hours": _watched,
    **{name: _covered(name) for name in COVERING},
    "plan.fees": _fees,
    "class1.in_force": _class1_in_force,
    "class1.elapsed": _class1_elapsed,
    "class1.supply": _class1_supply,
}


def _proofs(fact: Fact, dossier: Dossier) -> Iterator[Proof]:
    for evidence in dossier.evidence:
        if fact.name in evidence.facts:
            last = evidence.lapses.toordinal() if evidence.lapses else FOR_EVER
            yield int(evidence.kind), evidence.issued.toordinal(), last


def show(fact: Fact, value: Any) -> str:
    """「見た値」 A declared value as people read it."""
    if value is None:
        return NOT_DECLARED
    if isinstance(value, IllTyped):
        return f"型の合わない値 {value.value!r}"
    return _SHOWN.get(fact.kind, _as_text)(value)


def _as_text(value: Any) -> str:
    return "なし" if value == NONE else str(value)


_SHOWN: dict[FactKind, Callable[[Any], str]] = {
    FactKind.YES_NO: lambda v: "ある" if v else "ない",
    FactKind.HOURS: lambda v: f"毎日 {v:,} 時間",
    FactKind.COUNT: lambda v: f"{v:,}",
    FactKind.MONTHS: lambda v: f"{v:,} か月",
    FactKind.SCORE: lambda v: str(Score(v)),
    FactKind.WORDS: "・".join,
    FactKind.AREA: lambda v: f"{len(v)} 都道府県",
    FactKind.IDS: lambda v: "・".join(sorted(v)) or "なし",
}


def spelt(value: Any) -> Json:
    """A fact as plain JSON, for digests and stored rows."""
    return repr(value.value) if isinstance(value, IllTyped) else plain(value)
