"""「文の変異」 What can stand in the place of a number, a comparator, a unit or a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from conformance.clause import Clause
from conformance.facts import premises_of
from conformance.phrase import Sentence, kinds_of, phrases, spell
from marketplace.domain.phrase import Bound, Score

Vocabulary = Mapping[str, frozenset[str]]
"""「語彙」 The words that an edition says in the sentences of a phrase, by its pattern."""

_NUMBER = re.compile(r"(?<![^\s])[0-9][0-9,]*(?![^\s])")
_SCORE = re.compile(r"(?<![^\s])[0-9]+\.[0-9](?![^\s])")
_BOUND = re.compile("|".join(bound.value for bound in Bound))
_UNIT = re.compile("(?<=[0-9] )(?:年|か月)")
_RUN = re.compile("(?:「[^「」]+」)+")
_OTHER_UNIT = {"年": "か月", "か月": "年"}
_STRANGER = "ほかの語"
Changed = Iterator[tuple[str, str]]
"""What is changed to what, and the whole text after it."""


def numbers(text: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Every number one less and one more: its place, as written, the change, the new text."""
    for found in _NUMBER.finditer(text):
        value = int(found[0].replace(",", ""))
        for moved in (value - 1, value + 1)[value == 0 :]:
            change = f"{found[0]} → {moved:,}"
            yield found.start(), (found[0], change, _put(text, found, f"{moved:,}"))
    for found in _SCORE.finditer(text):
        tenths = Score.parse(found[0]).tenths
        for score in (Score(tenths - 1), Score(tenths + 1))[tenths == 0 :]:
            change = f"{found[0]} → {score}"
            yield found.start(), (found[0], change, _put(text, found, str(score)))


def bounds(text: str) -> Changed:
    """Every comparator by each of the others."""
    for found in _BOUND.finditer(text):
        others = (bound.value for bound in Bound if bound.value != found[0])
        yield from ((f"{found[0]} → {other}", _put(text, found, other)) for other in others)


def units(text: str) -> Changed:
    """Years by months and months by years."""
    for found in _UNIT.finditer(text):
        other = _OTHER_UNIT[found[0]]
        yield f"{found[0]} → {other}", _put(text, found, other)


def vocabulary(clauses: tuple[Clause, ...]) -> Vocabulary:
    """The words of every phrase that takes words."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in _sentences(clauses):
        for value in sentence.arguments.values():
            found[sentence.phrase.pattern] |= _words(value)
    return {pattern: frozenset(known) for pattern, known in found.items()}


def swaps(text: str, clauses: tuple[Clause, ...], known: Vocabulary) -> Changed:
    """Every word by its neighbours; of several words each left out, and each neighbour added."""
    for found in _RUN.finditer(text):
        said = found[0][1:-1].split("」「")
        own = [s for s in _sentences(clauses) if s.text == text] or list(_sentences(clauses))
        several, neighbours = _spoken(said, own, known)
        for new in _other_runs(said, sorted(neighbours), several=several):
            run = f"「{'」「'.join(new)}」"
            yield f"{found[0]} → {run}", _put(text, found, run)


def _other_runs(said: list[str], neighbours: list[str], *, several: bool) -> Iterator[list[str]]:
    if len(said) == 1:
        yield from ([word] for word in neighbours or [_STRANGER])
    if several and len(said) > 1:
        yield from ([word for word in said if word != left] for left in said)
    if several:
        yield from ([*said, word] for word in neighbours)


def _spoken(said: list[str], own: list[Sentence], known: Vocabulary) -> tuple[bool, frozenset[str]]:
    """Whether the sentence takes several words, and which others its phrase knows."""
    for sentence in own:
        if any(_words(value) == set(said) for value in sentence.arguments.values()):
            several = any(isinstance(v, frozenset) for v in sentence.arguments.values())
            return several, known[sentence.phrase.pattern] - set(said)
    return False, frozenset()


def sentences(text: str, clauses: tuple[Clause, ...]) -> Iterator[str]:
    """Every other sentence of the subject with these arguments; one that asks the same is none."""
    said = next((s for s in _sentences(clauses) if s.text == text), None)
    if said is None:  # a row of the examples says it
        return
    about = premises_of(said.phrase.facts)
    for phrase in (one for one in phrases() if premises_of(one.facts) == about):
        same = (phrase.facts, phrase.answer) == (said.phrase.facts, said.phrase.answer)
        if not same and kinds_of(phrase) == kinds_of(said.phrase):
            yield spell(phrase, said.spelt.values())


def _sentences(clauses: tuple[Clause, ...]) -> Iterator[Sentence]:
    return (sentence for clause in clauses for sentence in (*clause.filters, clause.obligation))


def _words(value: object) -> set[str]:
    if isinstance(value, frozenset):
        return set(value)
    return {value} if type(value) is str else set()


def _put(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]
