"""「一斉に判定する」 All offerings of a tier at once; in full only where people decided or ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from conformance import codes
from conformance.compiler import Codes, Program, compile_tier
from conformance.edition import Edition
from conformance.judge import judge_rows
from conformance.settle import settle
from marketplace.cli.judge.gathering import Gathered
from marketplace.domain.verdict import (
    Confirmation,
    Decisions,
    Force,
    Outcome,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Line:
    """「結果の行」 The verdict of one tier of one offering, and its clauses counted."""

    gathered: Gathered
    verdict: Verdict
    counts: Counter[Verdict]


@dataclass(frozen=True, slots=True)
class Bench:
    """「判定の場」 An edition, what was confirmed of it, and the day."""

    edition: Edition
    confirmations: tuple[Confirmation, ...]
    day: date


def lines(bench: Bench, found: list[Gathered]) -> Iterator[Line]:
    """One line a (offering, tier); all of them are of one tier."""
    program = compile_tier(bench.edition, found[0].subject.tier.tag)
    confirmed = _confirmed(bench, program)
    together = _batch(program, found, bench.day)
    for one, all_codes in zip(found, together, strict=True):
        yield _in_full(bench, one) if one.rulings else _line(program, confirmed, one, all_codes)


def outcome_of(bench: Bench, one: Gathered) -> Outcome:
    """「決着」 With every finding and its reason."""
    report = judge_rows(bench.edition, one.subject, one.rows, bench.day)
    return settle(report, Decisions(bench.confirmations, one.rulings), bench.day)


def _in_full(bench: Bench, one: Gathered) -> Line:
    outcome = outcome_of(bench, one)
    counts = Counter(settled.answered.verdict for settled in outcome.clauses)
    return Line(one, outcome.verdict, counts)


def _batch(program: Program, found: list[Gathered], day: date) -> Iterator[list[Codes]]:
    """The codes of each one's rows: all rows of all offerings are judged in one go."""
    rows = [row for one in found for row in one.rows]
    judged = iter(program.batch(rows, day.toordinal()))
    return ([next(judged) for _ in one.rows] for one in found)


def _confirmed(bench: Bench, program: Program) -> frozenset[int]:
    """Which clauses count as read: two people recorded the same of this very text by the day."""
    made = {
        (one.clause, one.text_digest)
        for one in bench.confirmations
        if len(set(one.by)) > 1 and one.on <= bench.day
    }
    pairs = enumerate(program.clauses)
    return frozenset(i for i, clause in pairs if (clause.key, clause.text_digest) in made)


def _line(
    program: Program, confirmed: frozenset[int], one: Gathered, all_codes: list[Codes]
) -> Line:
    worst = [max(column, key=codes.beneath) for column in zip(*all_codes, strict=True)]
    settled = [codes.beneath(c) if i in confirmed else c for i, c in enumerate(worst)]
    must = (c for c, clause in zip(settled, program.clauses, strict=True) if _is_must(clause.force))
    verdict = _VERDICTS[max(must, default=codes.NOT_APPLICABLE) or codes.FAULT]
    return Line(one, verdict, Counter(map(_VERDICTS.__getitem__, settled)))


def _is_must(force: Force) -> bool:
    return force is Force.MUST


_ALL = {*codes.ANSWERS, *(codes.unverified(code) for code in codes.ANSWERS)}
_VERDICTS: dict[int, Verdict] = {code: codes.answered(code).verdict for code in _ALL}


def by_tier(found: Iterable[Gathered]) -> dict[str, list[Gathered]]:
    """What is judged together."""
    tiers: dict[str, list[Gathered]] = {}
    for one in found:
        tiers.setdefault(one.subject.tier.tag, []).append(one)
    return tiers
