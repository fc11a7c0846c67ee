"""「自社診断の確かめ」 A company's facts under the SCS edition → findings, and proposed answers.

The clauses bind a star, as those of a service bind a tier; the same two engines answer them. What
comes of it is only a proposal: a person takes it over or not, and no clause answers a criterion
that has no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from conformance.compiler import compile_tier
from conformance.edition import Edition
from conformance.facts import COMPANY_FACTS, FactKind
from conformance.judge import findings_of
from conformance.rows import FactRow, typed
from marketplace.domain.assessment import Answer, Proposal
from marketplace.domain.canonical import digest
from marketplace.domain.offering import Evidence
from marketplace.domain.practice import Practice
from marketplace.domain.tier import Star
from marketplace.domain.verdict import Finding, Grade, Verdict

_NO_DAY = date.min
"""A company's facts carry no evidence with dates, so that every day gives the same answers."""
UNREAD = "基準の原文を確かめていないため、参考です。"


@dataclass(frozen=True, slots=True)
class CompanyPaper:
    """「自社の書類」 What a formal run records of a company: its facts, and no evidence."""

    facts: Practice
    evidence: tuple[Evidence, ...] = ()

    @property
    def digest(self) -> str:
        """「自社の事実の指紋」."""
        return digest(self.facts)


def row_of(facts: Practice) -> FactRow:
    """The facts in the order of their table; a company has no plans and no evidence to weigh."""
    values = (typed(fact, _plain(fact.kind, _at(facts, fact.name))) for fact in COMPANY_FACTS)
    return FactRow("", tuple(values), tuple(() for _ in COMPANY_FACTS))


def findings(edition: Edition, facts: Practice, star: Star) -> tuple[Finding, ...]:
    """The finding of every clause of the star."""
    program = compile_tier(edition, star.tag)
    row = row_of(facts)
    return findings_of(program.clauses, [(row, program.codes(row, _NO_DAY.toordinal()))])


def criterion_of(clause: str) -> str:
    """「評価基準の番号」 The criterion that a clause is about: SCS-4-1-5-3.alone → 4-1-5-3."""
    return clause.partition(".")[0].partition("-")[2]


def propose(edition: Edition, facts: Practice, star: Star) -> dict[str, Proposal]:
    """「回答の案」 By criterion: 達成 where the machine holds, 未達成 where it lacks, else none."""
    found: dict[str, list[Finding]] = {}
    for finding in findings(edition, facts, star):
        found.setdefault(criterion_of(finding.clause), []).append(finding)
    proposed = {criterion: _proposal(own) for criterion, own in found.items()}
    return {criterion: made for criterion, made in proposed.items() if made}


def _proposal(own: list[Finding]) -> Proposal | None:
    """The roll-up of a number; clauses of grade R are readings of one sentence and must agree."""
    read = [one for one in own if one.grade is not Grade.R]
    verdicts = {_machine(one) for one in read}
    if Verdict.FAILS in verdicts:
        return _made(Answer.UNMET, [one for one in read if _machine(one) is Verdict.FAILS])
    readings = [one for one in own if one not in read and _machine(one) is not _NA]
    asked = {_machine(one) for one in readings} or {_NA}
    if len(asked) > 1 or (verdicts | asked) - {_NA, Verdict.CONFORMS, Verdict.FAILS}:
        return None
    if Verdict.FAILS in asked:
        return _made(Answer.UNMET, readings)
    held = [one for one in own if _machine(one) is Verdict.CONFORMS]
    return _made(Answer.MET, held) if held else None


_NA = Verdict.NOT_APPLICABLE
_SAID = {Answer.MET: "満たしています", Answer.UNMET: "満たしていません"}


def _machine(finding: Finding) -> Verdict:
    """「機械の答え」 What is said beneath a sentence that nobody has compared."""
    return finding.beneath.verdict


def _made(answer: Answer, because: Iterable[Finding]) -> Proposal:
    decisive = tuple(because)
    unread = any(one.grade is Grade.R for one in decisive)
    told = "、".join(f"{one.sentence}（いま {one.seen}）" for one in decisive)
    reason = f"{_SAID[answer]}: {told}。{UNREAD if unread else ''}"
    return Proposal(answer, reason, tuple(one.clause for one in decisive), unread)


def _at(facts: Practice, name: str) -> Any:
    """The value at ``facts.part.field``."""
    _, part, field = name.split(".")
    return getattr(getattr(facts, part), field)


def _plain(kind: FactKind, value: Any) -> Any:
    """Words as plain text; they may come as members of an enum."""
    if kind is FactKind.WORD and isinstance(value, str):
        return str(value)
    if kind is FactKind.WORDS and isinstance(value, tuple):
        return tuple(str(one) if isinstance(one, str) else one for one in value)
    return value


def questions(edition: Edition, star: Star) -> Mapping[str, tuple[str, ...]]:
    """「尋ねる事実」 The names of the facts that the clauses of a criterion ask, by criterion."""
    asked: dict[str, dict[str, None]] = {}
    for clause in edition.clauses_of(star.tag):
        asked.setdefault(criterion_of(clause.key), {}).update(dict.fromkeys(clause.facts))
    return {criterion: tuple(names) for criterion, names in asked.items()}
