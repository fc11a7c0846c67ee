"""「条項の違い」 Clause by clause, and line by line of a clause: what an edition changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from conformance.clause import Clause
from conformance.compare.marking import Pieces, mark, plain
from conformance.edition import Edition
from marketplace.domain.offering import EvidenceKind
from marketplace.domain.tier import TAGGED
from marketplace.domain.verdict import Force

_NUMBER = re.compile(r"(?<!\S)[0-9][0-9,]*(?!\S)")
_FORCES = {Force.MUST: "必須", Force.SHOULD: "推奨", Force.INFO: "情報"}


class Change(StrEnum):
    """「変更」 新設・削除・変更・変更なし."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"

    @property
    def label(self) -> str:
        """What it is called in a table of old and new."""
        return {"added": "新設", "removed": "削除", "changed": "変更", "same": "変更なし"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """「対照の行」 One line of a clause in both editions; a side that has none is empty."""

    name: str
    old: Pieces
    new: Pieces

    @property
    def differs(self) -> bool:
        """Whether anything is marked."""
        return any(piece.marked for piece in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """「条項の対照」 A clause of either edition, in both."""

    key: str
    title: str
    change: Change
    rows: tuple[Row, ...]
    numbers: tuple[str, ...]

    @property
    def changed_rows(self) -> tuple[Row, ...]:
        """The lines that differ."""
        return tuple(row for row in self.rows if row.differs)


@dataclass(frozen=True, slots=True)
class Difference:
    """「新旧対照」 Every clause of two editions, in the order of the text."""

    old: Edition
    new: Edition
    clauses: tuple[ClauseDifference, ...]

    def of(self, change: Change) -> tuple[ClauseDifference, ...]:
        """The clauses with this change."""
        return tuple(clause for clause in self.clauses if clause.change is change)

    @property
    def plain(self) -> dict[str, Any]:
        """The table as plain JSON; unchanged clauses are counted, not shown."""
        return {
            "old": _named(self.old),
            "new": _named(self.new),
            "counts": {change.value: len(self.of(change)) for change in Change},
            "clauses": [_told(c) for c in self.clauses if c.change is not Change.SAME],
        }


def compare(old: Edition, new: Edition) -> Difference:
    """What the newer edition changes of the older one."""
    before = {clause.key: clause for clause in old.clauses}
    after = {clause.key: clause for clause in new.clauses}
    keys = dict.fromkeys(_side_by_side(list(before), list(after)))
    return Difference(old, new, tuple(_clause(before.get(k), after.get(k)) for k in keys))


def _side_by_side(before: list[str], after: list[str]) -> Iterator[str]:
    """The keys of both, what is gone in the place where it was."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield from (key for key in before[a:b] if key not in after)
        yield from after[c:d]


def _clause(old: Clause | None, new: Clause | None) -> ClauseDifference:
    told = [dict(_lines(clause)) if clause else {} for clause in (old, new)]
    names = list(dict.fromkeys([*told[1], *told[0]]))
    rows = tuple(Row(n, *mark(told[0].get(n, ""), told[1].get(n, ""))) for n in names)
    named = new or old
    if named is None:
        raise ValueError
    return ClauseDifference(
        named.key, named.title, _change(old, new, rows), rows, _numbers(old, new)
    )


def _change(old: Clause | None, new: Clause | None, rows: tuple[Row, ...]) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    return Change.CHANGED if any(row.differs for row in rows) else Change.SAME


def _lines(clause: Clause) -> Iterator[tuple[str, str]]:
    """What is compared of a clause: its words, its tags in plain words, where it comes from."""
    yield "題", clause.title
    for kind in dict.fromkeys(step.split(" ", 1)[0] for step in clause.steps[1:]):
        said = (step.split(" ", 1) for step in clause.steps[1:])
        yield from (
            (f"{kind} {number}".removesuffix(" 1"), text)
            for number, text in enumerate((t for k, t in said if k == kind), start=1)
        )
    yield "区分", "・".join(tier.label for tag, tier in TAGGED.items() if tag in clause.tiers)
    yield "効力", _FORCES[clause.force]
    yield "原文の確かさ", clause.grade.value
    yield "人の確認", _person(clause)
    yield "証跡", "" if clause.evidence is EvidenceKind.DECLARED else f"{clause.evidence.label}以上"
    yield "手引きによる", "はい" if clause.guidance else ""
    yield "出典", clause.source
    yield "解釈", clause.interpretation


def _person(clause: Clause) -> str:
    if clause.person_only:
        return "いつも審査員が確認する"
    return "機械が「はい」でも審査員が確認する" if clause.person else ""


def _numbers(old: Clause | None, new: Clause | None) -> tuple[str, ...]:
    """The numbers that changed, as 「10,000 → 9,000」; one that came or went has an empty side."""
    before, after = (_of_steps(clause) for clause in (old, new))
    if len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return tuple(f"{a} → {b}" for a, b in pairs if a != b)
    gone = [n for n in before if n not in after]
    come = [n for n in after if n not in before]
    return (*(f"{n} → " for n in gone), *(f" → {n}" for n in come))


def _of_steps(clause: Clause | None) -> list[str]:
    return [] if clause is None else [n for step in clause.steps for n in _NUMBER.findall(step)]


def _named(edition: Edition) -> dict[str, Any]:
    return {"edition": edition.slug, "revision": edition.revision, "digest": edition.digest}


def _told(clause: ClauseDifference) -> dict[str, Any]:
    return {
        "clause": clause.key,
        "title": clause.title,
        "change": clause.change.value,
        "numbers": list(clause.numbers),
        "lines": [
            {"name": row.name, "old": plain(row.old), "new": plain(row.new)}
            for row in clause.changed_rows
        ],
    }
