"""「申告の一覧」 Form fields, comparison columns and evidence, from the same table of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conformance.edition import Edition
from conformance.facts import FACTS, Fact, FactKind
from conformance.rows import show
from conformance.shape.items import Item, facts_of, items_of
from conformance.shape.schema import leaf
from marketplace.domain.offering import EvidenceKind


@dataclass(frozen=True, slots=True)
class FormField:
    """「入力欄」 One place of the manifest, as a form asks for it.

    ``input`` is yes_no, number, choice, words, prefectures, text, day or rows.
    """

    path: str
    label: str
    question: str
    input: str
    words: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """「比較の列」 A fact by which services are laid side by side."""

    fact: Fact

    @property
    def label(self) -> str:
        """The heading."""
        return self.fact.label

    def cell(self, value: Any) -> str:
        """A value as people read it; what was not declared is said to be so."""
        return show(self.fact, value)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """「求められる証跡」 The strongest evidence asked for on a fact, and by which clauses."""

    fact: Fact
    kind: EvidenceKind
    clauses: tuple[str, ...]


COMPARED = frozenset(
    {
        FactKind.YES_NO,
        FactKind.HOURS,
        FactKind.COUNT,
        FactKind.MONTHS,
        FactKind.WORD,
        FactKind.WORDS,
        FactKind.AREA,
    }
)
"""Texts are read, not compared; fees are compared by the tariff at a company's own size."""
_INPUTS = {
    FactKind.YES_NO: "yes_no",
    FactKind.HOURS: "number",
    FactKind.COUNT: "number",
    FactKind.MONTHS: "number",
    FactKind.WORDS: "words",
    FactKind.AREA: "prefectures",
    FactKind.TEXT: "text",
}
_SOURCES = {"array": "rows", "object": "rows", "boolean": "yes_no", "integer": "number"}


def fields_of(edition: Edition) -> tuple[FormField, ...]:
    """The fields of a form that declares everything an edition asks."""
    return tuple(_field(item) for item in items_of(edition))


def _field(item: Item) -> FormField:
    shape = leaf(item)
    words = tuple(shape.get("enum", ()))
    return FormField(
        path=item.path,
        label=item.label,
        question=item.question,
        input=_input(item, shape),
        words=words,
        least=shape.get("minimum"),
        most=shape.get("maximum", shape.get("maxLength")),
    )


def _input(item: Item, shape: dict[str, Any]) -> str:
    if "enum" in shape:
        return "choice"
    if item.declared:
        return _INPUTS.get(item.declared.kind, "text")
    if shape.get("format") == "date":
        return "day"
    return _SOURCES[shape["type"]]


def columns_of(edition: Edition) -> tuple[Column, ...]:
    """The columns in which the services of an edition are compared."""
    return tuple(Column(fact) for fact in facts_of(edition) if fact.kind in COMPARED)


def evidence_of(edition: Edition) -> tuple[EvidenceLine, ...]:
    """What a provider has to hold ready, fact by fact."""
    return tuple(_evidence(edition))


def _evidence(edition: Edition) -> Iterator[EvidenceLine]:
    asked = [c for c in edition.clauses if c.evidence is not EvidenceKind.DECLARED]
    for fact in FACTS:
        found = [clause for clause in asked if fact.name in clause.obligation.phrase.facts]
        if found:
            kind = max(clause.evidence for clause in found)
            yield EvidenceLine(fact, kind, tuple(clause.key for clause in found))
