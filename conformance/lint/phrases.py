"""「定型文の検査」 No phrase is idle, and no two of them fit the same sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from conformance.clause import Clause
from conformance.phrase import is_alike
from conformance.phrases import PHRASES
from marketplace.domain.errors import Fault

_PLACE = "conformance/phrases"


def unused_phrases(clauses: Iterable[Clause]) -> tuple[Fault, ...]:
    """Phrases that no clause of any edition uses."""
    used = {s.phrase.pattern for c in clauses for s in (*c.filters, c.obligation)}
    idle = (phrase.pattern for phrase in PHRASES if phrase.pattern not in used)
    return tuple(
        Fault(_PLACE, f"定型文「{pattern}」はどの条項も使っていません。", "消してください。")
        for pattern in idle
    )


def ambiguous_phrases() -> tuple[Fault, ...]:
    """Pairs of phrases that one sentence would fit: the reader could not tell which is meant."""
    return tuple(_ambiguous())


def _ambiguous() -> Iterator[Fault]:
    for one, other in combinations(PHRASES, 2):
        if is_alike(one, other):
            message = f"定型文「{one.pattern}」と「{other.pattern}」が区別できません。"
            yield Fault(_PLACE, message, "重ならない言い回しに変えてください。")
