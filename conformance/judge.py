"""「審査」 A dossier under an edition → a report of findings, one a clause of the tier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from conformance import codes
from conformance.clause import Clause
from conformance.compiler import Codes, compile_tier
from conformance.edition import Edition
from conformance.explain import Explanation, explain
from conformance.facts import BY_NAME, INDEX, Fact, check_names
from conformance.phrase import phrases_digest
from conformance.rows import FactRow, extract, spelt
from marketplace.domain.canonical import Json, digest
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import Finding, Report, Verdict

Judged = tuple[FactRow, Codes]


@dataclass(frozen=True, slots=True)
class Subject:
    """「審査の対象」 Whose offering is judged, in which version, for which tier."""

    provider: str
    offering: str
    dossier_digest: str
    tier: AnyTier


def judge(edition: Edition, dossier: Dossier, tier: AnyTier, day: date) -> Report:
    """Judge every clause of the tier; ``BadInput`` where the dossier offers no such plan."""
    check_names(dossier)
    subject = Subject(dossier.provider.code, dossier.offering.code, dossier.digest, tier)
    return judge_rows(edition, subject, rows_of(dossier, tier, day), day)


def judge_rows(edition: Edition, subject: Subject, rows: list[FactRow], day: date) -> Report:
    """Judge from the fact rows of every plan of the tier, as they were extracted for the day."""
    program = compile_tier(edition, subject.tier.tag)
    judged = [(row, program.codes(row, day.toordinal())) for row in rows]
    findings = findings_of(program.clauses, judged)
    return Report(
        provider=subject.provider,
        offering=subject.offering,
        dossier_digest=subject.dossier_digest,
        edition=edition.ref,
        phrases_digest=phrases_digest(),
        tier=subject.tier,
        day=day,
        findings=findings,
    )


def findings_of(clauses: Iterable[Clause], judged: list[Judged]) -> tuple[Finding, ...]:
    """One finding a clause, from the codes of every row."""
    return tuple(_finding(index, clause, judged) for index, clause in enumerate(clauses))


def rows_of(dossier: Dossier, tier: AnyTier, day: date) -> list[FactRow]:
    """The fact row of every plan of the tier."""
    plans = dossier.plans_of(tier)
    if not plans:
        remedy = f"plans に、tier が {tier.tag} のプランを書いてください。"
        raise BadInput((Fault("plans", f"{tier.label}のプランがありません。", remedy),))
    return [extract(dossier, plan, day) for plan in plans]


def _finding(index: int, clause: Clause, judged: list[Judged]) -> Finding:
    """The worst answer over the plans, text confirmed or not; the first plan with it is named."""
    row, found = max(judged, key=lambda pair: codes.beneath(pair[1][index]))
    code = found[index]
    told = _told(clause, row, code)
    answered = codes.answered(code)
    of_plan = clause.is_of_plan and answered.verdict is not Verdict.NOT_APPLICABLE
    return Finding(
        clause=clause.key,
        title=clause.title,
        force=clause.force,
        grade=clause.grade,
        guidance=clause.guidance,
        answered=answered,
        beneath=codes.answered(codes.beneath(code)),
        plan=row.plan if of_plan else None,
        sentence=told.sentence,
        seen=told.seen,
        wanted=told.wanted,
        remedy=told.remedy,
        text_digest=clause.text_digest,
        facts_digest=facts_digest(clause, [row for row, _ in judged]),
    )


def _told(clause: Clause, row: FactRow, code: int) -> Explanation:
    try:
        return explain(clause, row, code)
    except Exception:  # noqa: BLE001 - a 障害 has no better explanation than itself
        return Explanation(clause.sentence, "計算できませんでした", clause.obligation.wanted)


def facts_digest(clause: Clause, rows: list[FactRow]) -> str:
    """「事実の指紋」 Of the clause's facts in every reading, and of their evidence.

    What each plan answers is told plan by plan; what the offering answers once, so that a further
    plan reopens no ruling on it.
    """
    return digest([[name, _told_of(BY_NAME[name], rows)] for name in clause.facts])


def _told_of(fact: Fact, rows: list[FactRow]) -> Json:
    index = INDEX[fact.name]
    values = [digest(spelt(values[index])) for row in rows for values in row.readings]
    told: list[Json] = [*(values if fact.is_of_plan else dict.fromkeys(values))]
    return [told, [list(proof) for proof in rows[0].proofs[index]]]
