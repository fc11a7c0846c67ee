"""「申告事実」 The locked table of what the criteria may ask, and how a dossier answers.

A declared fact is a key of the manifest at its path (public API); a derived one is computed.
An absent fact is None. A value of the wrong type becomes ``IllTyped``: every question put to it
raises, so that the clause ends as 障害 and never as an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Any, NoReturn

from marketplace.domain.canonical import Json, digest, plain
from marketplace.domain.envelope import Envelope
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.offering import Dossier, EvidenceKind, Plan

NOT_DECLARED = "申告なし"


class FactKind(StrEnum):
    """「事実の型」 What a declared value must be."""

    YES_NO = "yes_no"
    HOURS = "hours"
    WORD = "word"
    WORDS = "words"
    FEES = "fees"


@dataclass(frozen=True, slots=True)
class Fact:
    """「申告事実」 A named value a phrase asks for, and the question put to the provider."""

    name: str
    label: str
    kind: FactKind
    path: str
    question: str
    derived: bool = False

    @property
    def is_of_plan(self) -> bool:
        """Whether each plan answers for itself."""
        return self.name.startswith("plan.")


FACTS: tuple[Fact, ...] = (
    Fact(
        "monitoring.type",
        "監視の方式",
        FactKind.WORD,
        "monitoring.type",
        "監視の方式は、ネットワーク監視型・端末監視型・併用型のどれですか。",
    ),
    Fact(
        "monitoring.tools",
        "監視の道具",
        FactKind.WORDS,
        "monitoring.tools",
        "監視に使う道具の種類（UTM、EDR など）をすべて挙げてください。",
    ),
    Fact(
        "monitoring.network.hours",
        "ネットワークを見守る時間",
        FactKind.HOURS,
        "monitoring.network.hours",
        "利用者のネットワークを、一日に何時間見守りますか。",
    ),
    Fact(
        "dispatch.available",
        "技術者を派遣する体制",
        FactKind.YES_NO,
        "dispatch.available",
        "利用者のもとへ技術者を派遣する体制がありますか。",
    ),
    Fact(
        "plan.fees",
        "断れない月額料金",
        FactKind.FEES,
        "plans[].prices",
        "断れない料金のすべてについて、金額・税抜か税込か・断れるかどうかを書いてください。",
        derived=True,
    ),
)
INDEX: dict[str, int] = {fact.name: index for index, fact in enumerate(FACTS)}
BY_NAME: dict[str, Fact] = {fact.name: fact for fact in FACTS}

Proof = tuple[int, int, int]
"""One evidence on a fact: (strength, first day, last day), days as ordinals."""
FOR_EVER = date.max.toordinal()


class IllTypedError(TypeError):
    """「型の合わない値」 A fact of the wrong type was asked something."""


class IllTyped:
    """「型の合わない値」 Stands in for a value that no question may be put to."""

    def __init__(self, value: object) -> None:
        """Keep the value, only to show it."""
        self.value = value

    def _refuse(self, *_: object) -> NoReturn:
        raise IllTypedError(repr(self.value))

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __bool__ = __hash__ = __iter__ = __contains__ = __len__ = _refuse


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


def facts_digest() -> str:
    """「事実の表の指紋」 Of names, kinds and paths; a stored fact row names it."""
    return digest([[fact.name, fact.kind.value, fact.path] for fact in FACTS])


def check_names(dossier: Dossier) -> None:
    """Refuse evidence that names a fact nobody asks (``BadInput``)."""
    faults = tuple(
        Fault(
            f"evidence[{number}].facts",
            f"「{name}」という申告事実はありません。",
            f"次のどれかを書いてください: {'、'.join(INDEX)}。",
        )
        for number, evidence in enumerate(dossier.evidence)
        for name in evidence.facts
        if name not in INDEX
    )
    if faults:
        raise BadInput(faults)


def extract(dossier: Dossier, plan: Plan, day: date) -> FactRow:
    """The facts of one plan; ``day`` decides the consumption tax of amounts known only 税込."""
    readings = [tuple(_typed(fact, v) for v in _values(fact, dossier, plan, day)) for fact in FACTS]
    first, *others = product(*readings)
    proofs = tuple(tuple(_proofs(fact, dossier)) for fact in FACTS)
    return FactRow(plan.code, first, proofs, tuple(others))


def _values(fact: Fact, dossier: Dossier, plan: Plan, day: date) -> tuple[Any, ...]:
    if fact.kind is FactKind.FEES:
        return plan.tariff.envelope(day) or (None,)
    value: Any = dossier.offering
    for step in fact.path.split("."):
        value = getattr(value, step) if value is not None else None
    return (value,)


_CHECKS: dict[FactKind, Callable[[Any], bool]] = {
    FactKind.YES_NO: lambda v: type(v) is bool,
    FactKind.HOURS: lambda v: type(v) is int and v >= 0,
    FactKind.WORD: lambda v: isinstance(v, str) and bool(v),
    FactKind.WORDS: lambda v: isinstance(v, tuple) and all(isinstance(w, str) and w for w in v),
    FactKind.FEES: lambda v: isinstance(v, Envelope),
}


def _typed(fact: Fact, value: Any) -> Any:
    if value is None or _CHECKS[fact.kind](value):
        return str(value) if isinstance(value, StrEnum) else value
    return IllTyped(value)


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
    if fact.kind is FactKind.YES_NO:
        return "ある" if value else "ない"
    if fact.kind is FactKind.HOURS:
        return f"毎日 {value:,} 時間"
    return "・".join(value) if isinstance(value, tuple) else str(value)


def spelt(value: Any) -> Json:
    """A fact as plain JSON, for digests and stored rows."""
    return repr(value.value) if isinstance(value, IllTyped) else plain(value)
