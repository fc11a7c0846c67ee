"""「定型文の照合」 A sentence of the text ↔ exactly one phrase and its typed arguments."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from conformance.phrases import PHRASES
from marketplace.domain.canonical import digest
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.phrase import Bound, Phrase, Span

_NUMBER = r"0|[1-9][0-9]{0,2}(?:,[0-9]{3})*"
_WORD = "「[^「」]+」"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of argument is spelt, and what it becomes."""

    regex: str
    parse: Callable[[str], Any]


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _span(text: str) -> Span:
    amount, unit = text.split(" ")
    return Span(_number(amount), unit)


KINDS: Mapping[str, _Kind] = {
    "Yen": _Kind(_NUMBER, _number),
    "Count": _Kind(_NUMBER, _number),
    "Hours": _Kind(f"(?:{_NUMBER}) 時間", _span),
    "Months": _Kind(f"(?:{_NUMBER}) (?:年|か月)", _span),
    "Word": _Kind(_WORD, lambda text: text[1:-1]),
    "Words": _Kind(f"(?:{_WORD})+", lambda text: frozenset(text[1:-1].split("」「"))),
    "Bound": _Kind("|".join(bound.value for bound in Bound), Bound),
}
_PLACE = re.compile(r"\{(\w+):(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """「文」 A sentence of the text bound to its phrase; arguments parsed, and as written."""

    text: str
    phrase: Phrase
    arguments: Mapping[str, Any]
    spelt: Mapping[str, str]

    def answer(self, values: tuple[Any, ...]) -> bool:
        """Ask the phrase; the values are those of its facts, none of them missing."""
        return self.phrase.answer(*values, **self.arguments)

    @property
    def wanted(self) -> str:
        """「求める値」 What the sentence asks for."""
        return self.phrase.wanted.format(**self.spelt)

    @property
    def remedy(self) -> str:
        """「直し方」 What a provider can do, or empty."""
        return self.phrase.remedy.format(**self.spelt)


@cache
def pattern_of(phrase: Phrase) -> re.Pattern[str]:
    """The regular expression of a phrase; each argument is a named group."""
    parts = _PLACE.split(phrase.pattern)
    regex = re.escape(parts[0])
    for name, kind, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        regex += f"(?P<{name}>{KINDS[kind].regex})" + re.escape(rest)
    return re.compile(regex + r"\Z")


def match(text: str, phrase: Phrase) -> Sentence | None:
    """Bind a sentence to one phrase, or None when it is not that phrase."""
    found = pattern_of(phrase).match(text)
    if not found:
        return None
    kinds = dict(_PLACE.findall(phrase.pattern))
    spelt = found.groupdict()
    parsed = {name: KINDS[kinds[name]].parse(written) for name, written in spelt.items()}
    return Sentence(text, phrase, parsed, spelt)


def bind(text: str, place: str = "", line: int | None = None) -> Sentence:
    """Bind a sentence to the one phrase that fits; none or several are refused (``BadInput``)."""
    found = [sentence for phrase in PHRASES if (sentence := match(text, phrase))]
    if len(found) == 1:
        return found[0]
    message = f"「{text}」に合う定型文が{'いくつもあります' if found else 'ありません'}。"
    raise BadInput((Fault(place, message, "定型文の一覧の文に合わせてください。", line),))


def phrases_digest(phrases: Iterable[Phrase] = PHRASES) -> str:
    """「定型文の指紋」 Of patterns, facts and the source of every answer; stands in each record."""
    return digest([[p.pattern, list(p.facts), _source(p.answer)] for p in phrases])


@cache
def _source(answer: Callable[..., bool]) -> str:
    return inspect.getsource(answer)
