"""「理由」 What a code means for one clause and row, in Japanese: made only when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conformance import codes
from conformance.clause import Clause
from conformance.facts import BY_NAME, INDEX
from conformance.illtyped import IllTyped
from conformance.phrase import Sentence
from conformance.rows import NOT_COMPUTED, NOT_DECLARED, FactRow, show
from marketplace.domain.offering import EvidenceKind


@dataclass(frozen=True, slots=True)
class Explanation:
    """「理由」 The decisive sentence, the value seen, the value wanted, and what to do."""

    sentence: str
    seen: str
    wanted: str
    remedy: str = ""


def explain(clause: Clause, row: FactRow, code: int) -> Explanation:
    """Explain a code; ``row`` is the row that gave it."""
    bare = codes.beneath(code)
    if bare == codes.NOT_APPLICABLE:
        return _sentence(next(s for s in clause.filters if _is_false(s, row)), row)
    if bare == codes.MISSING:
        return _missing(clause, row)
    if bare in (codes.WEAK, codes.LAPSED):
        return _evidence(clause, row, lapsed=bare == codes.LAPSED)
    told = _sentence(clause.obligation, row)
    if bare == codes.TWO_READINGS:
        remedy = "どちらの読み方かがわかるように、申告（税抜の金額など）を書き足してください。"
        return Explanation(told.sentence, told.seen, told.wanted, remedy)
    if bare == codes.FAILS:
        return Explanation(told.sentence, told.seen, told.wanted, clause.obligation.remedy)
    return told


def _facts(sentence: Sentence, values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(values[INDEX[name]] for name in sentence.phrase.facts)


def _is_false(sentence: Sentence, row: FactRow) -> bool:
    facts = _facts(sentence, row.values)
    return not any(value is None for value in facts) and not sentence.answer(facts)


def _sentence(sentence: Sentence, row: FactRow) -> Explanation:
    seen = dict.fromkeys(_seen(sentence, _facts(sentence, values)) for values in row.readings)
    return Explanation(sentence.text, " または ".join(seen), sentence.wanted)


def _seen(sentence: Sentence, facts: tuple[Any, ...]) -> str:
    worded = sentence.phrase.seen
    if worded and not any(value is None or isinstance(value, IllTyped) for value in facts):
        return worded(*facts, **sentence.arguments)
    pairs = zip(sentence.phrase.facts, facts, strict=True)
    return "、".join(show(BY_NAME[name], value) for name, value in pairs)


def _missing(clause: Clause, row: FactRow) -> Explanation:
    for sentence in (*clause.filters, clause.obligation):
        names = [n for n in sentence.phrase.facts if row.values[INDEX[n]] is None]
        if names:
            fact = BY_NAME[names[0]]
            remedy = f"{fact.path} に書いてください。{fact.question}"
            seen = f"{fact.label}: {NOT_COMPUTED if fact.derived else NOT_DECLARED}"
            return Explanation(sentence.text, seen, sentence.wanted, remedy)
    return _sentence(clause.obligation, row)


def _evidence(clause: Clause, row: FactRow, *, lapsed: bool) -> Explanation:
    names = clause.obligation.phrase.facts
    labels = "・".join(BY_NAME[name].label for name in names)
    proofs = [proof for name in names for proof in row.proofs[INDEX[name]]]
    strongest = max((EvidenceKind(kind) for kind, _, _ in proofs), default=EvidenceKind.DECLARED)
    seen = f"{labels}の証跡: {strongest.label}" + ("（期限切れ）" if lapsed else "")
    wanted = f"期限内の{clause.evidence.label}以上の証跡"
    remedy = (
        f"「{labels}」を示す{clause.evidence.label}以上の証跡を、期限内のもので付けてください。"
    )
    return Explanation(clause.sentence, seen, wanted, remedy)
