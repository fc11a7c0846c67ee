"""「定型文の照合」 A sentence of the text ↔ exactly one phrase and its typed arguments.

The phrases are those of ``conformance.phrases`` and, after them, what a certifying body registers
at start, before any text is read.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from conformance.facts import INDEX, premises_of
from conformance.phrases import PHRASES
from marketplace.domain.canonical import digest
from marketplace.domain.errors import BadInput, Fault
from marketplace.domain.phrase import Bound, Phrase, Score, Span

_NUMBER = r"0|[1-9][0-9]{0,2}(?:,[0-9]{3})*"
_WORD = "「[^「」]+」"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of argument is spelt, and what it becomes."""

    regex: str
    parse: Callable[[str], Any]
    sample: str


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _span(text: str) -> Span:
    amount, unit = text.split(" ")
    return Span(_number(amount), unit)


KINDS: Mapping[str, _Kind] = {
    "Yen": _Kind(_NUMBER, _number, "1"),
    "Count": _Kind(_NUMBER, _number, "1"),
    "Hours": _Kind(f"(?:{_NUMBER}) 時間", _span, "1 時間"),
    "Days": _Kind(f"(?:{_NUMBER}) 日", _span, "1 日"),
    "Months": _Kind(f"(?:{_NUMBER}) (?:年|か月)", _span, "1 年"),
    "Score": _Kind(r"(?:[0-9]\.[0-9]|10\.0)", Score.parse, "1.0"),
    "Word": _Kind(_WORD, lambda text: text[1:-1], "「語」"),
    "Words": _Kind(f"(?:{_WORD})+", lambda text: frozenset(text[1:-1].split("」「")), "「語」"),
    "Bound": _Kind("|".join(bound.value for bound in Bound), Bound, Bound.AT_MOST.value),
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
    found = [sentence for phrase in phrases() if (sentence := match(text, phrase))]
    if len(found) == 1:
        return found[0]
    message = f"「{text}」に合う定型文が{'いくつもあります' if found else 'ありません'}。"
    raise BadInput((Fault(place, message, "定型文の一覧の文に合わせてください。", line),))


def is_alike(one: Phrase, other: Phrase) -> bool:
    """Whether a sentence of one phrase fits the other, so that nobody could tell them apart."""
    return bool(match(_sample(one), other) or match(_sample(other), one))


def kinds_of(phrase: Phrase) -> tuple[str, ...]:
    """The kinds of a phrase's arguments, in the order of its pattern."""
    return tuple(kind for _, kind in _PLACE.findall(phrase.pattern))


def spell(phrase: Phrase, written: Iterable[str]) -> str:
    """The sentence that a phrase makes of its arguments as written."""
    following = iter(written)
    return _PLACE.sub(lambda _: next(following), phrase.pattern)


_REGISTERED: list[Phrase] = []
"""What a certifying body added; the only state here, changed at start and by tests."""


def phrases() -> tuple[Phrase, ...]:
    """Every phrase there is: the built-in ones, then the registered ones in their order."""
    return (*PHRASES, *_REGISTERED)


def registered_modules() -> tuple[str, ...]:
    """The modules the registered phrases come from; the formal run's child registers them again."""
    return tuple(dict.fromkeys(phrase.answer.__module__ for phrase in _REGISTERED))


def register(phrase: Phrase) -> None:
    """「定型文の登録」 Add a phrase; one that cannot stand in the language is ``BadInput``."""
    faults = tuple(Fault(phrase.pattern, *fault) for fault in _unfit(phrase))
    if faults:
        raise BadInput(faults)
    _REGISTERED.append(phrase)


@contextmanager
def registering() -> Iterator[None]:
    """What is registered inside is forgotten at the end; for tests."""
    before = list(_REGISTERED)
    try:
        yield
    finally:
        _REGISTERED[:] = before


def phrases_digest(given: Iterable[Phrase] | None = None) -> str:
    """「定型文の指紋」 Of patterns, facts and the source of every answer; stands in each record."""
    known = phrases() if given is None else given
    return digest([[p.pattern, list(p.facts), _source(p.answer)] for p in known])


@cache
def _source(answer: Callable[..., bool]) -> str:
    return inspect.getsource(answer)


def _unfit(phrase: Phrase) -> Iterator[tuple[str, str]]:
    """Why a phrase cannot be registered, as (message, remedy); what later checks need comes first.

    The compiler inlines an answer and the digest covers its source, so both must be readable.
    """
    kinds = {kind for _, kind in _PLACE.findall(phrase.pattern)}
    if not kinds <= KINDS.keys():
        yield f"値の型 {'、'.join(sorted(kinds - KINDS.keys()))} はありません。", _listed(KINDS)
        return
    if unknown := [name for name in phrase.facts if name not in INDEX]:
        yield f"申告事実 {'、'.join(unknown)} はありません。", _listed(INDEX)
    elif len(premises_of(phrase.facts)) > 1:
        yield "サービスの事実と会社の事実が混ざっています。", "どちらかの事実だけを尋ねてください。"
    if not _is_readable(phrase.answer):
        yield "答えの関数の文が読めません。", "ファイルの一番外に、def で書いてください。"
    else:
        yield from _unfit_answer(phrase)
    if any(is_alike(phrase, known) for known in phrases()):
        yield "ほかの定型文と区別できません。", "重ならない言い回しに変えてください。"


def _unfit_answer(phrase: Phrase) -> Iterator[tuple[str, str]]:
    arguments = {name for name, _ in _PLACE.findall(phrase.pattern)}
    try:
        inspect.signature(phrase.answer).bind(*phrase.facts, **dict.fromkeys(arguments))
    except TypeError:
        yield "答えの関数の引数が、申告事実と値に合いません。", "事実の順に並べてください。"
    told = (phrase.pattern, phrase.wanted, phrase.remedy)
    if any(map(_holds_numbers, (*told, *_constants(phrase.answer)))):
        yield "定型文が数を持っています。", "数は基準の文に書き、値として受け取ってください。"


def _listed(names: Iterable[str]) -> str:
    return f"次のどれかを書いてください: {'、'.join(names)}。"


def _is_readable(answer: Callable[..., bool]) -> bool:
    """Whether it is a named function at the top of a module whose source is there."""
    module = inspect.getmodule(answer)
    if not inspect.isfunction(answer) or vars(module or object).get(answer.__name__) is not answer:
        return False
    try:
        return bool(inspect.getsource(answer))
    except OSError:
        return False


def _constants(answer: Callable[..., bool]) -> Iterator[object]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(answer)))
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))


def _holds_numbers(value: object) -> bool:
    """Whether a constant is a number other than 0 and 1, or a text of two digits or more."""
    if isinstance(value, str):
        return sum(map(str.isdigit, value)) > 1
    return value not in (0, 1, None, ...)


def _sample(phrase: Phrase) -> str:
    """A sentence that the phrase fits."""
    return _PLACE.sub(lambda place: KINDS[place[2]].sample, phrase.pattern)
