"""「数を替える」 ``KEY=VALUE`` → the edition with another number in that clause, in memory only.

A clause is one pickle, so a number is changed in its own sentences: in the text of a scenario, or
in the one row that a branch is, and never in another branch of the same outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from conformance.clause import Clause
from conformance.edition import Edition
from conformance.phrase import Sentence, bind
from marketplace.domain.canonical import digest
from marketplace.domain.errors import BadInput, Fault

OPTION = "--set"
_WRITTEN = re.compile(
    r"(?P<key>[A-Za-z0-9.\-]+)(?::(?P<place>[1-9][0-9]{0,3}))?="
    r"(?P<value>0|[1-9][0-9]{0,11}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3})\Z"
)
_NUMBER = re.compile(r"(?<!\S)[0-9][0-9,]*(?!\S)")
_FORM = (
    "「条項の番号=数」（例: OTK-05-1=9000）か、"
    "数が二つ以上あるなら「番号:何番目=数」と書いてください。"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """「替える指示」 A clause, which of its numbers, and the number to put there."""

    key: str
    place: int | None
    value: int


@dataclass(frozen=True, slots=True)
class Change:
    """「替えた数」 The same, found in the text: what stood there, and what stands there now."""

    key: str
    place: int
    old: int
    new: int

    @property
    def label(self) -> str:
        """As people read it."""
        return f"{self.key} {self.old:,} → {self.new:,}"


def read_asked(written: str) -> Asked:
    """Read ``KEY=VALUE`` or ``KEY:n=VALUE``; anything else is ``BadInput``."""
    found = _WRITTEN.match(written)
    if found is None:
        _refuse(f"「{written}」は読めません。", _FORM)
    place = found["place"]
    value = int(found["value"].replace(",", ""))
    return Asked(found["key"], int(place) if place else None, value)


def set_numbers(edition: Edition, asked: Sequence[Asked]) -> tuple[Edition, tuple[Change, ...]]:
    """The edition with those numbers; a clause or a number that is not there is ``BadInput``."""
    if not asked:
        return edition, ()
    clauses = {clause.key: clause for clause in edition.clauses}
    changes = tuple(_found(one, _clause(one.key, clauses)) for one in asked)
    places = [(change.key, change.place) for change in changes]
    if len(set(places)) < len(places):
        _refuse("同じ条項の同じ数を、二度替えています。", "一つにしてください。")
    made = tuple(_changed(clause, changes) for clause in edition.clauses)
    named = digest([edition.digest, [[c.key, c.place, c.new] for c in changes]])
    return replace(edition, digest=named, clauses=made), changes


def _refuse(message: str, remedy: str) -> NoReturn:
    raise BadInput((Fault(OPTION, message, remedy),))


def _clause(key: str, clauses: dict[str, Clause]) -> Clause:
    if key in clauses:
        return clauses[key]
    branches = [one for one in clauses if one.startswith(f"{key}.")]
    if branches:
        _refuse(f"{key} には枝があります。", f"次のどれかを書いてください: {'、'.join(branches)}。")
    numbered = [one for one, clause in clauses.items() if _numbers(clause)]
    _refuse(
        f"「{key}」という条項は、この版にありません。",
        f"数のある条項は {'、'.join(numbered)} です。",
    )


def _found(asked: Asked, clause: Clause) -> Change:
    numbers = _numbers(clause)
    listed = "、".join(f"{place}番目が {number:,}" for place, number in enumerate(numbers, start=1))
    if not numbers:
        _refuse(f"{asked.key} の文には、数がありません。", "数のある条項を書いてください。")
    if asked.place is None and len(numbers) > 1:
        _refuse(
            f"{asked.key} の文には、数が {len(numbers)} つあります（{listed}）。",
            f"「{asked.key}:1={asked.value}」のように、何番目かを書いてください。",
        )
    place = asked.place or 1
    if place > len(numbers):
        _refuse(f"{asked.key} の文に、{place}番目の数はありません。", f"あるのは、{listed}です。")
    return Change(asked.key, place, numbers[place - 1], asked.value)


def _sentences(clause: Clause) -> tuple[Sentence, ...]:
    return (*clause.filters, clause.obligation)


def _numbers(clause: Clause) -> list[int]:
    """Every number of its sentences, filters first, in the order of the text."""
    found = (number for s in _sentences(clause) for number in _NUMBER.findall(s.text))
    return [int(number.replace(",", "")) for number in found]


def _changed(clause: Clause, changes: Iterable[Change]) -> Clause:
    new = {change.place: change.new for change in changes if change.key == clause.key}
    if not new:
        return clause
    place = 0

    def put(found: re.Match[str]) -> str:
        nonlocal place
        place += 1
        return f"{new[place]:,}" if place in new else found[0]

    texts = [_NUMBER.sub(put, sentence.text) for sentence in _sentences(clause)]
    *filters, obligation = (bind(text, clause.key) for text in texts)
    subject, *steps = clause.steps
    written = (f"{step.split(' ')[0]} {text}" for step, text in zip(steps, texts, strict=True))
    return replace(clause, filters=tuple(filters), obligation=obligation, steps=(subject, *written))
