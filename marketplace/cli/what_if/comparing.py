"""「二つの版で審査する」 Everybody under the text of today and under another: whose result moves.

What both texts share is judged once and all at once; only the clauses in which they differ are
judged under each. Where people ruled, both are settled in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import itemgetter

from conformance import codes
from conformance.clause import Clause
from conformance.compiler import Codes, Program, generate
from conformance.rows import FactRow
from marketplace.cli.judge.gathering import Gathered
from marketplace.cli.judge.judging import Bench, outcome_of
from marketplace.domain.verdict import Force, Settled, Verdict

_Found = tuple[list[Codes], list[Codes]]
_NOTHING: Codes = ()
_ALL = {*codes.ANSWERS, *(codes.unverified(code) for code in codes.ANSWERS)}
_VERDICTS = {code: codes.answered(code).verdict for code in _ALL}


class Move(StrEnum):
    """「結果の動き」 Named by the result under the other text."""

    FALLS = "falls"
    FAULTS = "faults"
    ASKS = "asks"
    RISES = "rises"

    @property
    def label(self) -> str:
        """What becomes of the result."""
        return {
            "falls": "不適合になる",
            "faults": "障害になる",
            "asks": "要確認になる",
            "rises": "適合になる",
        }[self.value]


_MOVES = {
    Verdict.FAILS: Move.FALLS,
    Verdict.FAULT: Move.FAULTS,
    Verdict.NEEDS_PERSON: Move.ASKS,
    Verdict.CONFORMS: Move.RISES,
}

_WORST = list(_MOVES)
"""不適合 > 障害 > 要確認 > 適合."""


@dataclass(frozen=True, slots=True)
class Cause:
    """「動いた条項」 A clause as either text has it, the one that decides, and by which rows.

    ``decides`` was not met, or is open, under the text it stands in; ``code`` says which.
    """

    now: Clause | None
    then: Clause | None
    rows: tuple[FactRow, ...]
    decides: Clause
    code: int

    @property
    def is_missed(self) -> bool:
        """Whether the clause was not met, the text taken as read."""
        return codes.beneath(self.code) == codes.FAILS


@dataclass(frozen=True, slots=True)
class Moved:
    """「動いた申請」 One offering and tier whose result moves, and the clauses that move it."""

    gathered: Gathered
    now: Verdict
    then: Verdict
    causes: tuple[Cause, ...]

    @property
    def move(self) -> Move:
        """Where it goes."""
        return _MOVES[self.then]


@dataclass(slots=True)
class Compared:
    """「くらべた区分」 Every result of one tier counted under both texts, and those that move."""

    tier: str
    label: str
    now: Counter[Verdict] = field(default_factory=Counter)
    then: Counter[Verdict] = field(default_factory=Counter)
    moved: list[Moved] = field(default_factory=list)

    def of(self, move: Move) -> list[Moved]:
        """Those that move that way."""
        return [one for one in self.moved if one.move is move]


def compare(now: Bench, then: Bench, found: list[Gathered]) -> Compared:
    """Judge all of one tier twice."""
    tier = found[0].subject.tier
    compared = Compared(tier.tag, tier.label)
    same, differing = _shared(now, then, tier.tag)
    rest = _side(now, tier.tag, same)
    pair = _Pair(now, then, _side(now, tier.tag, differing), _side(then, tier.tag, differing))
    rows = [row for one in found for row in one.rows]
    day = now.day.toordinal()
    kept, before, after = (iter(_codes(s, rows, day)) for s in (rest, *pair.sides))
    for one in found:
        floor = _worst(rest, [next(kept) for _ in one.rows])
        both = [next(before) for _ in one.rows], [next(after) for _ in one.rows]
        verdicts = _verdicts(pair, one, floor, both)
        compared.now[verdicts[0]] += 1
        compared.then[verdicts[1]] += 1
        if verdicts[0] is not verdicts[1]:
            causes = tuple(_causes(pair, one, verdicts, both))
            compared.moved.append(Moved(one, *verdicts, causes))
    return compared


@dataclass(frozen=True, slots=True)
class _Side:
    """Some clauses of one text: their program, which of them are 必須, which count as read."""

    program: Program | None
    clauses: tuple[Clause, ...]
    must: tuple[int, ...]
    confirmed: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both texts: the bench of each, and the clauses of each that the other does not share."""

    now: Bench
    then: Bench
    before: _Side
    after: _Side

    @property
    def benches(self) -> tuple[Bench, Bench]:
        return self.now, self.then

    @property
    def sides(self) -> tuple[_Side, _Side]:
        return self.before, self.after


def _shared(now: Bench, then: Bench, tag: str) -> tuple[set[str], set[str]]:
    """The keys of the clauses that are judged alike, and of those that are not."""
    told = [
        {c.key: (c.text_digest, _is_read(bench, c)) for c in bench.edition.clauses_of(tag)}
        for bench in (now, then)
    ]
    same = {key for key, text in told[0].items() if told[1].get(key) == text}
    return same, (told[0].keys() | told[1].keys()) - same


def _is_read(bench: Bench, clause: Clause) -> bool:
    """Whether two people compared this very text with the official one by the day."""
    return any(
        (one.clause, one.text_digest) == (clause.key, clause.text_digest)
        and len(set(one.by)) > 1
        and one.on <= bench.day
        for one in bench.confirmations
    )


def _side(bench: Bench, tag: str, keys: set[str]) -> _Side:
    clauses = tuple(clause for clause in bench.edition.clauses_of(tag) if clause.key in keys)
    program = generate(replace(bench.edition, clauses=clauses), tag) if clauses else None
    must = tuple(i for i, clause in enumerate(clauses) if clause.force is Force.MUST)
    read = frozenset(i for i, clause in enumerate(clauses) if _is_read(bench, clause))
    return _Side(program, clauses, must, read)


def _codes(side: _Side, rows: list[FactRow], day: int) -> list[Codes]:
    return side.program.batch(rows, day) if side.program else [_NOTHING] * len(rows)


def _settled(side: _Side, all_codes: list[Codes]) -> Codes:
    """The worst over the plans, and what was read judged as read."""
    worst = all_codes[0]
    if len(all_codes) > 1:
        worst = tuple(max(column, key=codes.beneath) for column in zip(*all_codes, strict=True))
    if not side.confirmed:
        return worst
    return tuple(codes.beneath(c) if i in side.confirmed else c for i, c in enumerate(worst))


def _worst(side: _Side, all_codes: list[Codes]) -> int:
    settled = _settled(side, all_codes)
    if len(side.must) == len(settled):
        return max(settled, default=codes.NOT_APPLICABLE)
    if len(side.must) > 1:
        return int(max(itemgetter(*side.must)(settled)))
    return settled[side.must[0]] if side.must else codes.NOT_APPLICABLE


def _roll(floor: int, side: _Side, all_codes: list[Codes]) -> int:
    """The worst of all 必須 clauses; 対象外 alone is a 障害."""
    return max(floor, _worst(side, all_codes)) or codes.FAULT


def _verdicts(pair: _Pair, one: Gathered, floor: int, found: _Found) -> tuple[Verdict, Verdict]:
    if one.rulings:
        return outcome_of(pair.now, one).verdict, outcome_of(pair.then, one).verdict
    before, after = found
    return (
        _VERDICTS[_roll(floor, pair.before, before)],
        _VERDICTS[_roll(floor, pair.after, after)],
    )


def _causes(
    pair: _Pair, one: Gathered, verdicts: tuple[Verdict, Verdict], found: _Found
) -> Iterator[Cause]:
    """The 必須 clauses that answer otherwise under the other text, and so decide the result.

    The text with the worse result decides: what rises was held back by the text of today.
    """
    answers = _answers(pair, one, found)
    texts = [{c.key: c for c in side.clauses} for side in pair.sides]
    deciding = 0 if _WORST.index(verdicts[0]) < _WORST.index(verdicts[1]) else 1
    for index, clause in enumerate(pair.sides[deciding].clauses):
        key, wanted = clause.key, verdicts[deciding]
        if answers[deciding].get(key) is wanted and answers[1 - deciding].get(key) is not wanted:
            found_here = [row[index] for row in found[deciding]]
            code = max(found_here, key=codes.beneath)
            pairs = zip(one.rows, found_here, strict=True)
            rows = tuple(row for row, its in pairs if its == code)
            yield Cause(texts[0].get(key), texts[1].get(key), rows, clause, code)


def _answers(pair: _Pair, one: Gathered, found: _Found) -> list[dict[str, Verdict]]:
    """What becomes of each 必須 clause in which the texts differ."""
    if one.rulings:
        outcomes = (outcome_of(bench, one) for bench in pair.benches)
        return [
            {s.finding.clause: s.answered.verdict for s in o.clauses if _blocks(s)}
            for o in outcomes
        ]
    return [
        {
            clause.key: _VERDICTS[code]
            for clause, code in zip(side.clauses, _settled(side, rows), strict=True)
            if clause.force is Force.MUST
        }
        for side, rows in zip(pair.sides, found, strict=True)
    ]


def _blocks(settled: Settled) -> bool:
    return settled.finding.force is Force.MUST
