"""「結果の一枚」 The outcomes of a check as HTML: the conclusion first, then every clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from conformance.clause import Clause
from conformance.edition import Edition
from marketplace.domain.offering import Dossier, EvidenceKind
from marketplace.domain.verdict import Answered, Force, Outcome, Settled, Verdict

_STYLE = Path(__file__).with_name("page.css")
_NOTE = (
    "基準の書き起こしによる適合確認の結果です。適合確認書ではありません。"
    "経済産業省・IPA の公式のものでもありません。"
)
_PROVISIONAL = "参考: 公式の文がまだなく、仮に置いた条項に立つ結果です。"
_FORCES = {Force.MUST: "必須", Force.SHOULD: "推奨", Force.INFO: "情報"}
_GRADES = {"V": "公式の原文を見た", "P": "報道・写しによる", "R": "原文は未見", "A": "仮に置いた"}
_ORDER = (
    Verdict.FAILS,
    Verdict.FAULT,
    Verdict.NEEDS_PERSON,
    Verdict.CONFORMS,
    Verdict.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """「紙面」 What is shown: the offering, each tier with its edition, and what must be added."""

    dossier: Dossier
    judged: tuple[tuple[Edition, Outcome], ...]
    remarks: tuple[str, ...] = ()


def page(paper: Paper) -> str:
    """The whole document; whatever was declared is text and never markup."""
    return "\n".join(line for line in _page(paper) if line) + "\n"


def _page(paper: Paper) -> Iterator[str]:
    offering, provider = paper.dossier.offering, paper.dossier.provider
    named = f"適合確認の結果 {offering.name}"
    yield '<!doctype html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light">'
    yield f"<title>{escape(named)}</title>"
    yield f"<style>\n{_STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n<main>"
    yield f'<header>\n<p class="meta">{escape(provider.name)}</p>'
    yield f"<h1>{escape(named)}</h1>"
    yield from (_headline(outcome) for _, outcome in paper.judged)
    yield f'<p class="meta">{_NOTE}</p>'
    yield from (f'<p class="remark">{escape(remark)}</p>' for remark in paper.remarks)
    yield "</header>"
    for edition, outcome in paper.judged:
        yield from _tier(edition, outcome)
    yield f'<footer class="meta">申請書一式の指紋 <code>{paper.dossier.digest}</code></footer>'
    yield "</main>\n</body>\n</html>"


def _headline(outcome: Outcome) -> str:
    verdict, tier = outcome.verdict, outcome.report.tier
    mark = "（参考）" if outcome.is_provisional else ""
    said = f"{escape(tier.label)}: <strong>{verdict.label}{mark}</strong>"
    told = f'<p class="headline {verdict.value}">{said}<span>{_why(outcome)}</span></p>'
    return told + (f'\n<p class="meta">{_PROVISIONAL}</p>' if mark else "")


def _why(outcome: Outcome) -> str:
    """How many of the 必須 clauses brought the result about."""
    must = [one for one in outcome.clauses if one.finding.force is Force.MUST]
    counted = Counter(one.answered.verdict for one in must)
    parts = (f"{verdict.label} {counted[verdict]}" for verdict in _ORDER if counted[verdict])
    return f"必須 {len(must)} 条項のうち {'・'.join(parts)}"


def _tier(edition: Edition, outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    clauses = {clause.key: clause for clause in edition.clauses}
    named = escape(f"{edition.slug} 第{edition.revision}訳")
    yield f"<section>\n<h2>{escape(report.tier.label)}</h2>"
    yield f'<p class="meta">基準 {named}（指紋 <code>{edition.digest}</code>）、判定日 {report.day}'
    yield "</p>"
    yield from _counts(outcome.clauses)
    for verdict in _ORDER:
        found = [one for one in outcome.clauses if one.answered.verdict is verdict]
        if found:
            yield f"<h3>{verdict.label}（{len(found):,}）</h3>"
        for one in found:
            yield from _clause(one, clauses[one.finding.clause])
    yield "</section>"


def _counts(clauses: Iterable[Settled]) -> Iterator[str]:
    counted = Counter(one.answered.verdict for one in clauses)
    yield '<dl class="counts">'
    for verdict in _ORDER:
        yield f"<div><dt>{verdict.label}</dt><dd>{counted[verdict]:,}</dd></div>"
    yield "</dl>"


def _clause(settled: Settled, clause: Clause) -> Iterator[str]:
    finding, answered = settled.finding, settled.answered
    mark = "（参考）" if settled.is_provisional else ""
    said = f'<span class="verdict">{_answer(answered)}{mark}</span>'
    key = f'<span class="key">{escape(finding.clause)}</span>'
    yield f'<article class="{answered.verdict.value}">'
    yield f"<h4>{key}{escape(finding.title)}{said}</h4>\n<dl>"
    yield from (_row(name, text) for name, text in _rows(settled, clause) if text)
    yield "</dl>\n</article>"


def _answer(answered: Answered) -> str:
    return f"{answered.verdict.label}{f'（{answered.reason.label}）' if answered.reason else ''}"


def _row(name: str, text: str) -> str:
    return f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>"


def _rows(settled: Settled, clause: Clause) -> Iterator[tuple[str, str | None]]:
    finding, ruling = settled.finding, settled.ruling
    open_ = settled.answered.verdict not in (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)
    guidance = "、FAQ・ガイダンスによる" if finding.guidance else ""
    by_whom = f"{'、'.join(ruling.by)}（{ruling.on}）: {ruling.reason}" if ruling else None
    yield "プラン", finding.plan
    yield "基準", finding.sentence
    yield "見た値", finding.seen
    yield "求める値", finding.wanted
    yield "直し方", finding.remedy if open_ else None
    yield "審査員の確認", by_whom
    yield "効力", f"{_FORCES[finding.force]}{guidance}"
    yield "証跡", _evidence(clause.evidence)
    yield "原文の確かさ", _grade(settled)
    yield "出典", clause.source


def _evidence(least: EvidenceKind) -> str:
    return least.label if least is EvidenceKind.DECLARED else f"{least.label}以上"


def _grade(settled: Settled) -> str:
    grade = settled.finding.grade.value
    told = f"{grade}（{_GRADES[grade]}）"
    return f"{told}、二人で原文と照合した" if settled.confirmed else told
