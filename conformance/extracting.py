"""「申告の読み出し」 Generated code that reads declared facts off an offering, checking each type.

One expression a fact, so that reading costs about as much as judging. A value of the wrong type
becomes ``IllTyped``; a part that was not declared gives None. Derived facts are not read here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from conformance.facts import FACTS, Fact, FactKind
from conformance.illtyped import IllTyped
from marketplace.domain.envelope import Envelope
from marketplace.domain.offering import Offering, Plan
from marketplace.domain.supply import Supply

Reader = Callable[[Offering, Plan], tuple[Any, ...]]


def is_words(value: Any) -> bool:
    """A tuple of words, none of them empty."""
    return type(value) is tuple and all(isinstance(word, str) and word for word in value)


def is_ids(value: Any) -> bool:
    """A set of numbers, or of nothing."""
    return type(value) is frozenset and all(isinstance(one, str) and one for one in value)


_COUNT = "type(v) is int and v >= 0"
_TEXT = "isinstance(v, str) and v != ''"
CHECKS: dict[FactKind, str] = {
    FactKind.YES_NO: "v is True or v is False",
    FactKind.HOURS: _COUNT,
    FactKind.COUNT: _COUNT,
    FactKind.MONTHS: _COUNT,
    FactKind.WORD: _TEXT,
    FactKind.TEXT: _TEXT,
    FactKind.SCORE: f"{_COUNT} and v <= 100",
    FactKind.WORDS: "is_words(v)",
    FactKind.AREA: "is_words(v)",
    FactKind.IDS: "is_ids(v)",
    FactKind.FEES: "isinstance(v, Envelope)",
    FactKind.SUPPLY: "isinstance(v, Supply)",
}
"""What a value of each kind must be, as an expression over ``v``; one table for all readers."""
_SPACE = {
    "IllTyped": IllTyped,
    "is_words": is_words,
    "is_ids": is_ids,
    "Envelope": Envelope,
    "Supply": Supply,
}


@cache
def reader(names: frozenset[str] | None = None) -> Reader:
    """A function that reads the named facts (all: None) in the order of the table."""
    read = [fact for fact in FACTS if not fact.derived and (names is None or fact.name in names)]
    expressions = (_expression(fact) if fact in read else "None" for fact in FACTS)
    source = f"lambda o, p: ({', '.join(expressions)},)"
    return eval(source, dict(_SPACE))  # type: ignore[no-any-return]  # noqa: S307 - own source


@cache
def checker(kind: FactKind) -> Callable[[Any], bool]:
    """Whether a value is of a kind."""
    return eval(f"lambda v: {CHECKS[kind]}", dict(_SPACE))  # type: ignore[no-any-return]  # noqa: S307


def _expression(fact: Fact) -> str:
    holder, *steps = ("p" if fact.is_of_plan else "o"), *fact.name.split(".")
    *way, last = steps[1:] if fact.is_of_plan else steps
    place, guard = holder, ""
    for depth, step in enumerate(way):
        place = f"{place}.{step}"
        if depth:  # a part of a part may be absent; the parts of an offering never are
            guard = f"None if (w := {place}) is None else "
            place = "w"
    # A word may come as a member of an enum; the plain text is what sentences compare.
    plain = "str(v)" if fact.kind is FactKind.WORD else "v"
    checked = f"{plain} if {CHECKS[fact.kind]} else IllTyped(v)"
    return f"({guard}None if (v := {place}.{last}) is None else {checked})"
