"""「結果を話す」 An outcome as text: what is open first, then the counts and the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conformance.edition import state_on
from marketplace.domain.offering import Dossier
from marketplace.domain.verdict import Answered, Force, Outcome, Settled, Verdict

PROVISIONAL = "（参考）"
WHY_PROVISIONAL = "参考: 公式の文がまだなく、仮に置いた条項に立つ結果です。"
QUIET = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
FORCES = {Force.MUST: "必須", Force.SHOULD: "推奨", Force.INFO: "情報"}


def tell(dossier: Dossier, outcome: Outcome) -> str:
    """One tier: heading, every clause that is open, counts, result."""
    lines = [*_heading(dossier, outcome), ""]
    for settled in outcome.clauses:
        lines += told(settled)
    mark = PROVISIONAL if outcome.is_provisional else ""
    lines += [_counts(outcome), f"結果: {outcome.verdict.label}{mark}"]
    lines += [WHY_PROVISIONAL, ""] if mark else [""]
    return "\n".join(lines)


def told(settled: Settled) -> list[str]:
    """What is open at length, what a person settled in a line, the rest not at all."""
    if settled.answered.verdict not in QUIET:
        return [*_clause(settled), ""]
    if settled.ruling is None:
        return []
    name = f"{settled.finding.clause} {settled.finding.title}"
    return [f"○ {name}: {settled.answered.verdict.label}{_by_person(settled)}", ""]


def _heading(dossier: Dossier, outcome: Outcome) -> Iterator[str]:
    report, offering = outcome.report, dossier.offering
    yield f"■ {offering.name}（{dossier.provider.name}、{report.provider}/{report.offering}）"
    yield f"  区分: {report.tier.label}"
    yield f"  版: {report.edition.slug} 第{report.edition.revision}訳（{_state(outcome)}）"
    yield f"  判定日: {report.day}"


def _state(outcome: Outcome) -> str:
    state = state_on(outcome.report.edition.slug, outcome.report.day)
    return state.label if state else "この日にはまだありません"


def _clause(settled: Settled) -> Iterator[str]:
    finding = settled.finding
    guidance = "、FAQ・ガイダンスによる" if finding.guidance else ""
    yield f"● {finding.clause} {finding.title}（{FORCES[finding.force]}{guidance}）"
    mark = PROVISIONAL if settled.is_provisional else ""
    yield f"  判定: {_answer(settled.answered)}{mark}{_by_person(settled)}"
    if settled.waiver:
        yield f"  免除: {settled.waiver.until} まで。{settled.waiver.reason}"
    yield from _lines("プラン", finding.plan)
    yield from _lines("基準", finding.sentence)
    yield from _lines("見た値", finding.seen)
    yield from _lines("求める値", finding.wanted)
    yield from _lines("直し方", finding.remedy)


def _answer(answered: Answered) -> str:
    why = f"（{answered.reason.label}）" if answered.reason else ""
    return f"{answered.verdict.label}{why}"


def _by_person(settled: Settled) -> str:
    ruling = settled.ruling
    if ruling is None:
        return ""
    return f" — {'、'.join(ruling.by)}（{ruling.on}）: {ruling.reason}"


def _lines(name: str, text: str | None) -> Iterator[str]:
    if text:
        first, *rest = text.splitlines()
        yield f"  {name}: {first}"
        yield from (f"    {line}" for line in rest)


def _counts(outcome: Outcome) -> str:
    counted = Counter(settled.answered.verdict for settled in outcome.clauses)
    parts = "・".join(f"{verdict.label} {counted[verdict]}" for verdict in Verdict)
    return f"{len(outcome.clauses)} 条項: {parts}"
