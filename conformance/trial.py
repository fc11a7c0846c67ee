"""「正式実行の判定」 One clause decided step by step, as pytest-bdd walks through its sentences.

This is the second engine: it shares sentences, phrases and extracted facts with the compiled one,
but reaches its answer by executed steps, and looks up evidence in the paper itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from conformance.clause import Clause
from conformance.facts import INDEX
from conformance.phrase import Sentence, bind
from conformance.rows import FactRow
from marketplace.domain.offering import Evidence, EvidenceKind
from marketplace.domain.verdict import Answered, Grade, Reason, Verdict

CONFORMS = Answered(Verdict.CONFORMS)
FAILS = Answered(Verdict.FAILS)
FAULT = Answered(Verdict.FAULT)
NOT_APPLICABLE = Answered(Verdict.NOT_APPLICABLE)
_SEVERITY = [
    Verdict.NOT_APPLICABLE,
    Verdict.CONFORMS,
    Verdict.NEEDS_PERSON,
    Verdict.FAULT,
    Verdict.FAILS,
]
_OPEN_BEFORE_THE_TEXT = {Reason.MISSING_FACT, Reason.TWO_READINGS}


def severity(answered: Answered) -> tuple[int, int]:
    """How bad an answer is, for the worst over plans; reasons count in the enum's order."""
    reason = list(Reason).index(answered.reason) if answered.reason else -1
    return _SEVERITY.index(answered.verdict), reason


@dataclass(slots=True)
class _Lane:
    """One reading of one plan on its way through the steps; ``over`` is its early answer."""

    plan: str
    values: tuple[Any, ...]
    missing: bool = False
    over: Answered | None = None

    def facts(self, sentence: Sentence) -> tuple[Any, ...]:
        return tuple(self.values[INDEX[name]] for name in sentence.phrase.facts)


class Paper(Protocol):
    """「書類」 What is judged: a dossier, or a company's answers, which carry no evidence."""

    @property
    def digest(self) -> str:
        """What identifies it."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What supports its facts."""


class Trial:
    """「正式実行」 The state of one clause while its steps are executed."""

    def __init__(self, clause: Clause, paper: Paper, rows: list[FactRow], day: date) -> None:
        """Start every reading of every plan at the first step."""
        self.clause, self.paper, self.day = clause, paper, day
        self.lanes = [_Lane(row.plan, values) for row in rows for values in row.readings]

    def filter(self, text: str) -> bool:
        """「もし」 Drop the readings it does not apply to; False when none is left."""
        sentence = bind(text)
        for lane in self.lanes:
            if lane.over is None:
                self._filter(lane, sentence)
        return any(lane.over is not NOT_APPLICABLE for lane in self.lanes)

    def _filter(self, lane: _Lane, sentence: Sentence) -> None:
        facts = lane.facts(sentence)
        if any(value is None for value in facts):
            lane.missing = True
            return
        try:
            applies = bool(sentence.answer(facts))
        except Exception:  # noqa: BLE001 - fails closed
            lane.over = FAULT
            return
        if not applies:
            lane.over = NOT_APPLICABLE

    def oblige(self, text: str) -> None:
        """「ならば」 Answer every reading that is still under way."""
        sentence = bind(text)
        for lane in self.lanes:
            if lane.over is None:
                lane.over = self._oblige(lane, sentence)

    def _oblige(self, lane: _Lane, sentence: Sentence) -> Answered:
        facts = lane.facts(sentence)
        if lane.missing or any(value is None for value in facts):
            return Answered(Verdict.NEEDS_PERSON, Reason.MISSING_FACT)
        try:
            holds = bool(sentence.answer(facts))
        except Exception:  # noqa: BLE001 - fails closed
            return FAULT
        if not holds and not self.clause.person_only:
            return FAILS
        if open_ := self._evidence(sentence):
            return Answered(Verdict.NEEDS_PERSON, open_)
        if self.clause.person or self.clause.person_only:
            return Answered(Verdict.NEEDS_PERSON, Reason.JUDGEMENT)
        return CONFORMS

    def _evidence(self, sentence: Sentence) -> Reason | None:
        least = self.clause.evidence
        if least is EvidenceKind.DECLARED:
            return None
        found = [self._strength(name, least) for name in sentence.phrase.facts]
        if Reason.EVIDENCE_TOO_WEAK in found:
            return Reason.EVIDENCE_TOO_WEAK
        return next((reason for reason in found if reason), None)

    def _strength(self, fact: str, least: EvidenceKind) -> Reason | None:
        strong = [
            e
            for e in self.paper.evidence
            if fact in e.facts and e.kind >= least and e.issued <= self.day
        ]
        if any(e.lapses is None or self.day <= e.lapses for e in strong):
            return None
        return Reason.EVIDENCE_LAPSED if strong else Reason.EVIDENCE_TOO_WEAK

    def conclude(self) -> tuple[str, Answered, Answered]:
        """The plan that decides, its answer, and the answer beneath an unverified text."""
        by_plan: dict[str, list[Answered]] = {}
        for lane in self.lanes:
            by_plan.setdefault(lane.plan, []).append(lane.over or FAULT)
        concluded = {plan: self._one(answers) for plan, answers in by_plan.items()}
        worst = max(concluded, key=lambda plan: severity(concluded[plan]))
        beneath = concluded[worst]
        return worst, self._unverified(beneath), beneath

    def _one(self, answers: list[Answered]) -> Answered:
        if len(set(answers)) == 1:
            return answers[0]
        return Answered(Verdict.NEEDS_PERSON, Reason.TWO_READINGS)

    def _unverified(self, beneath: Answered) -> Answered:
        """What the unconfirmed text of grade R makes of an answer."""
        settled = beneath.verdict in (Verdict.NOT_APPLICABLE, Verdict.FAULT)
        if self.clause.grade is not Grade.R or settled or beneath.reason in _OPEN_BEFORE_THE_TEXT:
            return beneath
        return Answered(Verdict.NEEDS_PERSON, Reason.UNVERIFIED_CRITERION)
