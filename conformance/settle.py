"""「決着」 Findings and what people decided → the outcome a clause and of the tier."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from conformance.edition import Edition
from marketplace.domain.verdict import (
    RULABLE,
    TWO,
    Answered,
    Confirmation,
    Decisions,
    Finding,
    Force,
    Grade,
    Outcome,
    Reason,
    Report,
    Ruling,
    Settled,
    Verdict,
    Waiver,
)

_ORDER = (Verdict.FAILS, Verdict.FAULT, Verdict.NEEDS_PERSON, Verdict.CONFORMS)
_WAIVABLE = (Verdict.FAILS, Verdict.NEEDS_PERSON)

WAIVING: frozenset[str] = frozenset()
"""「免除を認める家族」 Families of editions whose own rules know waivers; none does today."""


def settle(
    report: Report, decisions: Decisions, day: date, waiving: Collection[str] = WAIVING
) -> Outcome:
    """Settle every finding by the decisions made up to ``day`` and roll the 必須 clauses up.

    A waiver counts only where the family of the edition is one of ``waiving``.
    """
    family = report.edition.slug.partition("/")[0]
    counted = decisions.waivers if family in waiving else ()
    settled = tuple(
        _waived(_settle(finding, report, decisions, day), report, counted, day)
        for finding in report.findings
    )
    return Outcome(report, settled, roll_up(settled))


def roll_up(settled: Iterable[Settled]) -> Verdict:
    """不適合 > 障害 > 要確認 > 適合 over the 必須 clauses; all 対象外 is a 障害, never a pass.

    A waived clause weighs as little as 対象外: where nothing else is left, that is a 障害 too.
    """
    binding = (s for s in settled if s.finding.force is Force.MUST and s.waiver is None)
    verdicts = {s.answered.verdict for s in binding}
    return next((verdict for verdict in _ORDER if verdict in verdicts), Verdict.FAULT)


def assumptions(
    edition: Edition, confirmations: Iterable[Confirmation], day: date
) -> tuple[str, ...]:
    """「仮定の条項」 What keeps an edition from being put in force: grade A and unconfirmed."""
    made = tuple(confirmations)
    texts = ((edition.slug, c.key, c.text_digest) for c in edition.clauses if c.grade is Grade.A)
    return tuple(text[1] for text in texts if not any(_confirms(c, text, day) for c in made))


def by_number(settled: Iterable[Settled]) -> dict[str, Verdict]:
    """「番号の判定」 The worst of a number's branches; all 対象外 is 対象外."""
    branches: dict[str, set[Verdict]] = {}
    for one in settled:
        branches.setdefault(one.finding.number, set()).add(one.answered.verdict)
    return {number: _worst(verdicts) for number, verdicts in branches.items()}


def _worst(verdicts: set[Verdict]) -> Verdict:
    return next((one for one in _ORDER if one in verdicts), Verdict.NOT_APPLICABLE)


def _settle(finding: Finding, report: Report, decisions: Decisions, day: date) -> Settled:
    text = (report.edition.slug, finding.clause, finding.text_digest)
    confirmed = any(_confirms(c, text, day) for c in decisions.confirmations)
    answered = finding.beneath if confirmed else finding.answered
    ruling = _ruling(finding, report, decisions, day)
    if ruling and may_rule(finding, answered, ruling):
        return Settled(finding, Answered(ruling.verdict), ruling, confirmed)
    return Settled(finding, answered, None, confirmed)


def _waived(settled: Settled, report: Report, waivers: Iterable[Waiver], day: date) -> Settled:
    """The clause with what excuses it; a 障害 is nobody's to waive, and 適合 needs no waiver."""
    if settled.answered.verdict not in _WAIVABLE:
        return settled
    finding = settled.finding
    about = (report.provider, report.offering, finding.clause, finding.text_digest)
    holding = (
        one
        for one in waivers
        if (one.provider, one.offering, one.clause, one.text_digest) == about and one.holds_on(day)
    )
    return replace(settled, waiver=max(holding, key=lambda one: one.until, default=None))


def _confirms(made: Confirmation, text: tuple[str, str, str], day: date) -> bool:
    """Whether two people confirmed this very text (edition, clause, digest) by the day."""
    named = (made.edition, made.clause, made.text_digest)
    return named == text and len(set(made.by)) >= TWO and made.on <= day


def _ruling(finding: Finding, report: Report, decisions: Decisions, day: date) -> Ruling | None:
    """The newest ruling on exactly this offering, clause text and facts."""
    wanted = (report.provider, report.offering, finding.clause)
    fitting = [
        ruling
        for ruling in decisions.rulings
        if (ruling.provider, ruling.offering, ruling.clause) == wanted
        and ruling.text_digest == finding.text_digest
        and ruling.facts_digest == finding.facts_digest
        and ruling.on <= day
    ]
    return max(fitting, key=lambda ruling: ruling.on, default=None)


def may_rule(finding: Finding, answered: Answered, ruling: Ruling) -> bool:
    """Whether the ruling may decide: one examiner what is open, two a 不適合 under 手引き."""
    if ruling.verdict not in (Verdict.CONFORMS, Verdict.FAILS):
        return False
    if answered.verdict is Verdict.NEEDS_PERSON:
        return answered.reason in RULABLE and len(set(ruling.by)) >= 1
    return answered.verdict is Verdict.FAILS and finding.guidance and len(set(ruling.by)) >= TWO


def machine_only(outcome: Outcome) -> Outcome:
    """The outcome without unverified_criterion and judgement: what the machine alone would say."""
    settled = tuple(
        Settled(s.finding, _by_machine(s), s.ruling, s.confirmed, s.waiver) for s in outcome.clauses
    )
    return Outcome(outcome.report, settled, roll_up(settled))


def _by_machine(settled: Settled) -> Answered:
    answered = settled.answered
    if answered.reason is Reason.UNVERIFIED_CRITERION:
        answered = settled.finding.beneath
    if answered.reason is Reason.JUDGEMENT:
        return Answered(Verdict.CONFORMS)
    return answered
