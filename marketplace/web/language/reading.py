"""「読みとり」 What a text made in Python consists of: our words in English, others as they are.

A text is ours when all of it is: a label, a sentence with values, a day, or a list of such. So a
declared text that merely holds one of our words is left alone. Only a sentence that says enough by
itself may hold a name that is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from marketplace.web.language import catalogue
from marketplace.web.language.formats import counted, written
from marketplace.web.language.letters import JAPANESE, has_letters, signs
from marketplace.web.language.shapes import FIELD, Shape, shapes

LONGEST = 400
"""Characters: longer than any sentence of ours; what is longer is somebody's own text."""
NAME = 40
"""Characters of the longest name."""
DEEPEST = 5
ENOUGH = 4
"""Letters by which a sentence is known though one of its values is a name."""
TWO = 2
KEPT = 8192

_BRACKETS = re.compile(r"(.*?)（([^（）]*)）", re.DOTALL)
_QUOTED = re.compile(r"「([^「」]*)」", re.DOTALL)
_COUNTED = re.compile(r"(?:(\S+) )?([\d,.]+)(\D.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=。)(?=.)", re.DOTALL)
_SPLITS = ("　", "、", "・", "：", "／", ": ", " × ", " ＝ ", " = ", "〜", " ")


@dataclass(frozen=True, slots=True)
class Own:
    """「そのまま」 A part of a text that stays Japanese: a name, or somebody's own words."""

    text: str


Told = tuple["str | Own", ...]


def read(text: str) -> Told:
    """「読みとり」 A text in English, with those parts that stay as they are."""
    told = _ours(text, 0) or _sentences(text) or _around(text, 0) or _beside(text) or (Own(text),)
    return tuple(one if isinstance(one, Own) else counted(one) for one in _merged(told))


def _merged(told: Told) -> Iterator[str | Own]:
    """What is said in one go, so that a number stands beside what it counts."""
    said = ""
    for one in told:
        if isinstance(one, str):
            said += one
            continue
        yield from (said, one) if said else (one,)
        said = ""
    if said:
        yield said


@lru_cache(KEPT)
def _ours(text: str, deep: int) -> Told | None:
    """A text that is wholly ours; None where some of it is not."""
    if not JAPANESE.search(text):
        return (text,)
    bare = text.strip()
    known = catalogue.messages().get(bare) or written(bare)
    if known is not None:
        return (text.replace(bare, known),)
    if not has_letters(text):
        return (signs(text),)
    if len(text) > LONGEST or deep > DEEPEST:
        return None
    return _number_of(bare) or _shaped(bare, deep) or _in_parts(bare, deep)


def _number_of(text: str) -> Told | None:
    """A number of something: 「10台まで」, and 「端末 3台」, where English says it once."""
    found = _COUNTED.fullmatch(text)
    if found is None or found[3].startswith("円"):  # the sign of an amount stands before it
        return None
    named, number, counter = found.groups()
    thing, unit = catalogue.messages().get(named or "", ""), catalogue.messages().get(counter, "")
    if not unit or (named and not (thing and unit.startswith(thing.split()[0]))):
        return None
    return (f"{number} {unit}",)


def _shaped(text: str, deep: int) -> Told | None:
    for one, values in _fitting(text):
        if told := _all(_ours(value, deep + 1) for value in values):
            return _filled(one, told)
    return None


@lru_cache(KEPT)
def _fitting(text: str) -> tuple[tuple[Shape, tuple[str, ...]], ...]:
    found = ((one, one.values(text)) for one in shapes())
    return tuple((one, values) for one, values in found if values is not None)


def _filled(one: Shape, values: list[Told]) -> Told:
    named = dict(zip(one.names, values, strict=True))
    parts = FIELD.split(one.english)
    each = (named.get(part, ()) if i % 2 else (part,) for i, part in enumerate(parts))
    return tuple(told for part in each for told in part if told)


def _around(text: str, deep: int) -> Told | None:
    """A sentence of ours around somebody's name, or somebody's words."""
    if len(text) > LONGEST or deep > DEEPEST:
        return None
    for one, values in _fitting(text.strip()):
        if one.weight >= ENOUGH:
            return _filled(one, [_value(value, deep + 1) for value in values])
    return None


def _value(text: str, deep: int) -> Told:
    return _ours(text, deep) or _around(text, deep) or (Own(text),)


def _sentences(text: str) -> Told | None:
    """Several sentences: each of them has to be one of ours."""
    each = _SENTENCE.split(text) if len(text) <= LONGEST else []
    told = _all(map(_sentence, each)) if len(each) >= TWO else None
    return _listed(told, " ") if told else None


def _sentence(text: str) -> Told | None:
    """One sentence of several; its full stop may have been put there by the way."""
    if told := _ours(text, 1) or _around(text, 1):
        return told
    bare = _ours(text.removesuffix("。"), 1)
    return (*bare, ".") if bare else None


def _beside(text: str) -> Told | None:
    """Names beside what is ours: 「見張りEDR：12,000円」, 「1類・見張り番・未決 1 件」."""
    head, sign, rest = text.partition("：")
    if sign and len(head) <= NAME and (told := _ours(rest, 1)):
        return (Own(head), ": ", *told)
    parts = text.split("・")
    ours = [part for part in parts if has_letters(part) and _ours(part, 1)]
    if len(ours) < TWO or max(map(len, parts)) > NAME:
        return None
    return _listed([_value(part, 1) for part in parts], signs("・"))


def _in_parts(text: str, deep: int) -> Told | None:
    """A text put together from parts that are all known: 「A」, A（B）, A・B."""
    if found := _QUOTED.fullmatch(text):
        told = _ours(found[1], deep + 1)
        return ("“", *told, "”") if told else None
    if found := _BRACKETS.fullmatch(text):
        sides = _all(_ours(part, deep + 1) for part in found.groups())
        if sides:
            return (*sides[0], " (", *sides[1], ")")
    return next(filter(None, (_split(text, sign, deep) for sign in _SPLITS if sign in text)), None)


def _split(text: str, sign: str, deep: int) -> Told | None:
    told = _all(_ours(part, deep + 1) for part in text.split(sign))
    return _listed(told, signs(sign)) if told else None


def _all(told: Iterable[Told | None]) -> list[Told] | None:
    """All of the parts, or none when one of them is not known."""
    found = list(told)
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _listed(told: list[Told], between: str) -> Told:
    return tuple(part for i, one in enumerate(told) for part in ((between, *one) if i else one))
