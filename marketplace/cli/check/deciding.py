"""「決定を当てる」 What a decisions document says, aimed at the findings of today's reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from conformance.edition import Edition, editions, load_edition
from conformance.settle import may_rule, settle
from marketplace.cli.check.judging import Judged
from marketplace.codec.decisions import ConfirmationEntry, DecisionsDocument, RulingEntry
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.verdict import (
    Confirmation,
    Decisions,
    Outcome,
    Report,
    Ruling,
    Settled,
    Verdict,
)

_Entry = TypeVar("_Entry", ConfirmationEntry, RulingEntry)


@dataclass(frozen=True, slots=True)
class Decided:
    """「決着したもの」 The outcomes, and what of the document did not take effect, in words."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[str, ...] = ()


def decide(judged: tuple[Judged, ...], document: DecisionsDocument) -> Decided:
    """Settle every report; a decision on nothing that exists or is open is bad input."""
    _refuse([*_unknown_editions(document), *_unknown_clauses(judged, document)])
    confirmed = tuple(_settled(one.report, _confirmations(one, document)) for one in judged)
    _refuse([*_not_open(confirmed, document)])
    outcomes = tuple(_fully(one, document) for one in judged)
    return Decided(outcomes, tuple(_without_effect(judged, document)))


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise BadInput(tuple(faults))


def _settled(
    report: Report, confirmations: tuple[Confirmation, ...], rulings: tuple[Ruling, ...] = ()
) -> Outcome:
    return settle(report, Decisions(confirmations, rulings), report.day)


def _fully(one: Judged, document: DecisionsDocument) -> Outcome:
    return _settled(one.report, _confirmations(one, document), _rulings(one.report, document))


def _confirmations(one: Judged, document: DecisionsDocument) -> tuple[Confirmation, ...]:
    texts = {clause.key: clause.text_digest for clause in one.edition.clauses}
    ours = [entry for entry in document.confirmations if entry.edition == one.edition.slug]
    return tuple(entry.confirmation(texts[entry.clause]) for entry in ours)


def _rulings(report: Report, document: DecisionsDocument) -> tuple[Ruling, ...]:
    pairs = ((entry, finding) for entry in document.rulings for finding in report.findings)
    aimed = ((entry, finding) for entry, finding in pairs if entry.concerns(finding))
    return tuple(entry.ruling(report, finding) for entry, finding in aimed)


def _unknown_editions(document: DecisionsDocument) -> Iterator[Fault]:
    known = dict.fromkeys(event.slug for event in editions())
    for place, entry in _placed("confirmations", document.confirmations):
        if entry.edition not in known:
            message = f"「{entry.edition}」という版はありません。"
            yield document.fault(f"{place}.edition", message, f"あるのは {'、'.join(known)} です。")


def _unknown_clauses(judged: tuple[Judged, ...], document: DecisionsDocument) -> Iterator[Fault]:
    known = dict.fromkeys(event.slug for event in editions())
    for place, confirmation in _placed("confirmations", document.confirmations):
        if confirmation.edition in known:
            edition = load_edition(confirmation.edition)
            yield from _unknown(document, f"{place}.clause", confirmation.clause, [edition])
    judging = [one.edition for one in judged]
    for place, ruling in _placed("rulings", document.rulings):
        yield from _unknown(document, f"{place}.clause", ruling.clause, judging)


def _unknown(
    document: DecisionsDocument, place: str, key: str, among: list[Edition]
) -> Iterator[Fault]:
    if not any(clause.key == key for edition in among for clause in edition.clauses):
        slugs = "、".join(dict.fromkeys(edition.slug for edition in among))
        remedy = "番号は otasuke editions show で確かめられます。"
        yield document.fault(place, f"「{key}」という条項は {slugs} にありません。", remedy)


def _not_open(confirmed: tuple[Outcome, ...], document: DecisionsDocument) -> Iterator[Fault]:
    """Rulings on clauses that do not wait for a person's judgement in any of the reports."""
    for place, entry in _placed("rulings", document.rulings):
        hit = [(o.report, s) for o in confirmed for s in o.clauses if entry.concerns(s.finding)]
        if hit and not any(_is_open(report, settled, entry) for report, settled in hit):
            message = f"{entry.clause} は{_answer(hit[0][1])}で、この確認では決められません。"
            yield document.fault(f"{place}.clause", message, _remedy(hit[0][1]))


def _is_open(report: Report, settled: Settled, entry: RulingEntry) -> bool:
    return may_rule(settled.finding, settled.answered, entry.ruling(report, settled.finding))


def _answer(settled: Settled) -> str:
    answered = settled.answered
    why = f"（{answered.reason.label}）" if answered.reason else ""
    return f"{answered.verdict.label}{why}"


def _remedy(settled: Settled) -> str:
    if settled.answered.verdict is Verdict.FAILS and settled.finding.guidance:
        return "FAQ・ガイダンスによる不適合を改めるには、二人の名前が要ります。"
    return "この確認を消してください。"


def _without_effect(judged: tuple[Judged, ...], document: DecisionsDocument) -> Iterator[str]:
    for place, ruling in _placed("rulings", document.rulings):
        why = _why_no_ruling(ruling, judged)
        if why:
            yield f"{place}: {ruling.clause} の確認は、{why}ので、使っていません。"
    for place, confirmation in _placed("confirmations", document.confirmations):
        why = _why_no_confirmation(confirmation, judged)
        if why:
            yield f"{place}: {confirmation.clause} の原文照合は、{why}ので、使っていません。"


def _why_no_ruling(entry: RulingEntry, judged: tuple[Judged, ...]) -> str:
    findings = [finding for one in judged for finding in one.report.findings]
    if not any(finding.clause == entry.clause for finding in findings):
        return "今回の区分に当てはまらない"
    if not any(entry.concerns(finding) for finding in findings):
        return "今と違う条文または申告に対するものな"
    return _too_early(entry, judged)


def _why_no_confirmation(entry: ConfirmationEntry, judged: tuple[Judged, ...]) -> str:
    under = [one for one in judged if one.edition.slug == entry.edition]
    if not under:
        return f"{entry.edition} で判定していない"
    texts = {clause.key: clause.text_digest for one in under for clause in one.edition.clauses}
    if entry.text_digest not in (None, texts[entry.clause]):
        return "今と違う条文に対するものな"
    return _too_early(entry, judged)


def _too_early(entry: ConfirmationEntry | RulingEntry, judged: tuple[Judged, ...]) -> str:
    return "判定日より後の日付な" if all(entry.on > one.report.day for one in judged) else ""


def _placed(noun: str, entries: Iterable[_Entry]) -> Iterator[tuple[str, _Entry]]:
    return ((f"{noun}[{number}]", entry) for number, entry in enumerate(entries))
