"""「審査結果の見せかた」 An outcome beside the text of its clauses and the evidence, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from conformance.clause import Clause
from conformance.edition import load_edition
from marketplace.desk.review import machine_answer, needs_two
from marketplace.domain.offering import Dossier, Evidence
from marketplace.domain.verdict import RULABLE, Finding, Force, Outcome, Settled, Verdict

_URGENCY = (Verdict.FAILS, Verdict.FAULT, Verdict.NEEDS_PERSON)
_BLOCKS = (Verdict.FAILS, Verdict.FAULT)


@dataclass(frozen=True, slots=True)
class Line:
    """「所見の行」 One clause: what was found, the text as written, and what supports it."""

    settled: Settled
    clause: Clause | None
    evidence: tuple[Evidence, ...]

    @property
    def finding(self) -> Finding:
        """What the machine found."""
        return self.settled.finding

    @property
    def verdict(self) -> Verdict:
        """The verdict after people's decisions."""
        return self.settled.answered.verdict

    @property
    def is_open(self) -> bool:
        """Whether it keeps the tier from 適合."""
        return self.finding.force is Force.MUST and self.verdict in _URGENCY

    @property
    def may_be_ruled(self) -> bool:
        """Whether an examiner's judgement decides it, now or again."""
        return machine_answer(self.settled).reason in RULABLE or self.needs_two

    @property
    def needs_two(self) -> bool:
        """Whether only two examiners of one mind may decide it otherwise than the machine."""
        return needs_two(self.settled)


@dataclass(frozen=True, slots=True)
class Shown:
    """「審査結果」 The lines of an outcome, in the order of the text."""

    outcome: Outcome
    lines: tuple[Line, ...]

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """What keeps the tier from 適合: 不適合, then 障害, then 要確認."""
        found = (line for line in self.lines if line.is_open)
        return tuple(sorted(found, key=lambda line: _URGENCY.index(line.verdict)))

    @property
    def blocking(self) -> tuple[Line, ...]:
        """What the provider has to mend before it may submit."""
        return tuple(
            line
            for line in self.open_lines
            if line.verdict in _BLOCKS and not line.finding.guidance
        )

    @property
    def counts(self) -> Counter[Verdict]:
        """How many clauses have each verdict."""
        return Counter(line.verdict for line in self.lines)

    @property
    def chapters(self) -> Iterator[tuple[str, tuple[Line, ...]]]:
        """The lines under the rule of the text that they stand under."""
        for rule, lines in groupby(self.lines, key=_rule):
            yield rule, tuple(lines)

    def line(self, key: str) -> Line | None:
        """One clause by its key; without a key the first that is open."""
        named = {line.finding.clause: line for line in self.lines}
        return named.get(key) or next(iter(self.open_lines or self.lines), None)


def show(outcome: Outcome, dossier: Dossier) -> Shown:
    """An outcome beside the text it was judged by."""
    edition = load_edition(outcome.report.edition.slug)
    texts = {clause.key: clause for clause in edition.clauses}
    lines = (_line(settled, texts, dossier) for settled in outcome.clauses)
    return Shown(outcome, tuple(lines))


def in_force(evidence: Evidence, day: date) -> bool:
    """Whether a document counts on a day."""
    return evidence.issued <= day and (evidence.lapses is None or day <= evidence.lapses)


def _line(settled: Settled, texts: dict[str, Clause], dossier: Dossier) -> Line:
    clause = texts.get(settled.finding.clause)
    facts = set(clause.obligation.phrase.facts) if clause else set()
    return Line(settled, clause, tuple(e for e in dossier.evidence if facts & set(e.facts)))


def _rule(line: Line) -> str:
    return line.clause.rule if line.clause else ""
