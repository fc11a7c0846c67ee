"""「判定」 A closed vocabulary that fails closed, and the values a judgement is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.domain.errors import Refused
from marketplace.domain.tier import AnyTier


class Verdict(StrEnum):
    """「判定」 適合・不適合・要確認・対象外・障害."""

    CONFORMS = "conforms"
    FAILS = "fails"
    NEEDS_PERSON = "needs_person"
    NOT_APPLICABLE = "not_applicable"
    FAULT = "fault"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "conforms": "適合",
            "fails": "不適合",
            "needs_person": "要確認",
            "not_applicable": "対象外",
            "fault": "障害",
        }[self.value]


class Reason(StrEnum):
    """「要確認の理由」 Why a person is needed."""

    MISSING_FACT = "missing_fact"
    TWO_READINGS = "two_readings"
    EVIDENCE_TOO_WEAK = "evidence_too_weak"
    EVIDENCE_LAPSED = "evidence_lapsed"
    UNVERIFIED_CRITERION = "unverified_criterion"
    JUDGEMENT = "judgement"

    @property
    def label(self) -> str:
        """What is open, as people read it."""
        return {
            "missing_fact": "申告がありません",
            "two_readings": "二通りに読めます",
            "evidence_too_weak": "証跡の強さが足りません",
            "evidence_lapsed": "証跡の期限が切れています",
            "unverified_criterion": "基準の原文を確かめていません",
            "judgement": "審査員の判断が要ります",
        }[self.value]


TWO = 2
"""People who must be of one mind where one does not suffice."""

RULABLE = frozenset({Reason.JUDGEMENT, Reason.TWO_READINGS})
"""What an examiner may decide; the rest is mended by the provider or by 原文照合."""


class Force(StrEnum):
    """「効力」 必須 blocks, 推奨 and 情報 never do."""

    MUST = "must"
    SHOULD = "should"
    INFO = "info"


class Grade(StrEnum):
    """「原文の確かさ」 V official text seen, P press or copy, R unseen, A our assumption."""

    V = "V"
    P = "P"
    R = "R"
    A = "A"


@dataclass(frozen=True, slots=True)
class Answered:
    """「判定と理由」 A verdict, and for 要確認 why."""

    verdict: Verdict
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """「所見」 One clause's answer for one dossier; the plan is named where plans differ.

    ``beneath`` is the answer that stands if the clause is confirmed against the official text.
    ``text_digest`` and ``facts_digest`` say what exactly was judged: a ruling holds for these only.
    """

    clause: str
    title: str
    force: Force
    grade: Grade
    guidance: bool
    answered: Answered
    beneath: Answered
    plan: str | None
    sentence: str
    seen: str
    wanted: str
    remedy: str
    text_digest: str
    facts_digest: str

    @property
    def number(self) -> str:
        """「番号」 The key without its branch."""
        return self.clause.partition(".")[0]


@dataclass(frozen=True, slots=True)
class EditionRef:
    """「版の指示」 The edition a judgement was made under."""

    slug: str
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """「審査結果」 All findings of a dossier for one tier under one edition on one day."""

    provider: str
    offering: str
    dossier_digest: str
    edition: EditionRef
    phrases_digest: str
    tier: AnyTier
    day: date
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """「原文照合」 Two people recorded for a clause the official number, document and page."""

    edition: str
    clause: str
    text_digest: str
    official_number: str
    document: str
    page: str
    by: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Ruling:
    """「確認」 A certifier's human answer to one finding, with the reason and who gave it."""

    provider: str
    offering: str
    clause: str
    text_digest: str
    facts_digest: str
    verdict: Verdict
    reason: str
    by: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Waiver:
    """「免除」 Two people excuse an offering from a clause for a while; it makes nothing 適合.

    It counts only under an edition whose family allows waivers, and it always has a last day.
    """

    provider: str
    offering: str
    clause: str
    text_digest: str
    reason: str
    by: tuple[str, ...]
    on: date
    until: date

    def __post_init__(self) -> None:
        """Refuse a waiver without an end, one that ends before it begins, and one person's."""
        if type(self.until) is not date:
            raise Refused("waiver_without_end", clause=self.clause)
        if self.until < self.on:
            raise Refused("waiver_ends_first", clause=self.clause, on=self.on, until=self.until)
        if len(set(self.by)) < TWO:
            raise Refused("waiver_needs_two", clause=self.clause)

    def holds_on(self, day: date) -> bool:
        """Whether the clause is waived on a day; the last day still counts."""
        return self.on <= day <= self.until


@dataclass(frozen=True, slots=True)
class Decisions:
    """「人の決定」 Confirmations, rulings and waivers that settle a report."""

    confirmations: tuple[Confirmation, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """「決着」 A finding after the decisions: by machine, or by which ruling.

    A waived clause keeps its answer; it only stops weighing in the roll-up.
    """

    finding: Finding
    answered: Answered
    ruling: Ruling | None = None
    confirmed: bool = False
    waiver: Waiver | None = None

    @property
    def label(self) -> str:
        """The result as people read it; what was waived is never called anything else."""
        verdict = self.answered.verdict.label
        return f"免除（{verdict}）" if self.waiver else verdict

    @property
    def is_provisional(self) -> bool:
        """「参考」 Whether the clause is an assumption of ours that nobody has confirmed."""
        return self.finding.grade is Grade.A and not self.confirmed


@dataclass(frozen=True, slots=True)
class Outcome:
    """「結果」 The settled clauses of a tier and their roll-up over the 必須 clauses."""

    report: Report
    clauses: tuple[Settled, ...]
    verdict: Verdict

    @property
    def is_provisional(self) -> bool:
        """「参考」 Whether the verdict rests on a clause that is."""
        return any(settled.is_provisional for settled in self.clauses)

    @property
    def waived(self) -> tuple[Settled, ...]:
        """「免除」 The clauses that were waived; a result that has some is told with them."""
        return tuple(settled for settled in self.clauses if settled.waiver)
