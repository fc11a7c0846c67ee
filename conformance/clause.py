"""「号」 One obligation of an edition: one scenario, or one row of its examples."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.facts import BY_NAME
from conformance.phrase import Sentence
from conformance.premise import Premise
from marketplace.domain.canonical import digest
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.verdict import Force, Grade


@dataclass(frozen=True, slots=True)
class Clause:
    """「基準項目（号）」 Filters, one obligation, and what the tags say of its weight."""

    key: str
    title: str
    rule: str
    source: str
    interpretation: str
    steps: tuple[str, ...]
    filters: tuple[Sentence, ...]
    obligation: Sentence
    tiers: frozenset[str]
    grade: Grade
    force: Force
    guidance: bool
    person: bool
    person_only: bool
    evidence: EvidenceKind
    tags: tuple[str, ...]
    file: str
    line: int

    @property
    def sentence(self) -> str:
        """「ならば」の文 The obligation as written."""
        return self.obligation.text

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks, filters first, each once."""
        sentences = (*self.filters, self.obligation)
        return tuple(dict.fromkeys(name for s in sentences for name in s.phrase.facts))

    @property
    def premise(self) -> Premise:
        """What the clause is about."""
        return BY_NAME[self.obligation.phrase.facts[0]].premise

    @property
    def is_of_plan(self) -> bool:
        """Whether what it obliges is asked of every plan."""
        return any(BY_NAME[name].is_of_plan for name in self.obligation.phrase.facts)

    @property
    def text_digest(self) -> str:
        """「条項の指紋」 Of the words and weights a ruling was made on."""
        weights = [self.grade, self.force, self.guidance, self.person, self.person_only]
        return digest([self.key, list(self.steps), weights, int(self.evidence), self.tiers])
