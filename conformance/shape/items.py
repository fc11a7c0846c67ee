"""「申告の項目」 The places of a manifest that the clauses of an edition ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from conformance.edition import Edition
from conformance.facts import BY_NAME, Fact


@dataclass(frozen=True, slots=True)
class Item:
    """「申告の項目」 One place of the manifest, and the facts that are read or computed from it.

    ``declared`` is the fact that stands there itself; None where facts are only computed from it.
    """

    path: str
    facts: tuple[Fact, ...]
    declared: Fact | None

    @property
    def label(self) -> str:
        """What it is called."""
        return self.named.label

    @property
    def question(self) -> str:
        """What the provider is asked; each question once."""
        facts = (self.declared,) if self.declared else self.facts
        return " ".join(dict.fromkeys(fact.question for fact in facts))

    @property
    def named(self) -> Fact:
        """The fact that gives it its name: its own, else the first computed from it."""
        return self.declared or self.facts[0]


def facts_of(edition: Edition) -> tuple[Fact, ...]:
    """Every fact that a clause asks for, in the order of its table."""
    asked = {name for clause in edition.clauses for name in clause.facts}
    return tuple(fact for fact in BY_NAME.values() if fact.name in asked)


def items_of(edition: Edition) -> tuple[Item, ...]:
    """Every place that a provider fills in for the edition, in the order of the table."""
    return items(facts_of(edition))


def items(facts: Iterable[Fact]) -> tuple[Item, ...]:
    """The places of these facts; one that several are computed from stands once."""
    places: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for path in fact.path.split(", "):
            places[path].append(fact)
    return tuple(Item(path, tuple(found), _own(found)) for path, found in places.items())


def _own(facts: list[Fact]) -> Fact | None:
    return next((fact for fact in facts if not fact.derived), None)
