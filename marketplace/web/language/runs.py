"""「文の切りだし」 From a template to its sentences, each keyed by its Japanese with its values.

A run is what stands between two tags or statements that no sentence crosses. Its key is its source
with the attributes of inline tags left out: ``{{ n }}か月の<b>合計</b>``. So a sentence keeps its
values by name, and a translation may change their order and their conditions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from marketplace.web.language.letters import has_letters
from marketplace.web.language.macros import SPOKEN
from marketplace.web.language.pairs import Pairs, pairs, places
from marketplace.web.language.scan import Piece, Sort, code_end, scan

NOTHING: Mapping[str, str] = {}
BLANK = " \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]+")
_CODE = re.compile(r"\{\{|\{%|\{#")
_ICON = re.compile(r"\{\{-?\s*icon\(")


class What(Enum):
    """「切れはしの種類」 A sentence, a value by itself, or signs between values."""

    MESSAGE = auto()
    VALUE = auto()
    SIGNS = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """「切れはし」 A part of a template that English writes otherwise.

    ``tags``: each short tag of the key → where the tag stands in the source.
    """

    what: What
    start: int
    end: int
    plain: bool
    key: str = ""
    tags: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Page:
    source: str
    pieces: Sequence[Piece]
    paired: Pairs
    places: Sequence[str]

    def text(self, i: int) -> str:
        return self.source[self.pieces[i].start : self.pieces[i].end]

    def is_wall(self, i: int) -> bool:
        return i in self.paired.walls or self.places[i] == "kept"


def runs(source: str, macros: Mapping[str, str] = NOTHING) -> Iterator[Run]:
    """「文の切りだし」 Every run of the text of a template, in order."""
    page = _page(source, macros)
    first = 0
    for i in range(len(page.pieces) + 1):
        if i == len(page.pieces) or page.is_wall(i):
            yield from _settle(page, first, i)
            first = i + 1


def spoken(source: str, macros: Mapping[str, str] = NOTHING) -> Iterator[Run]:
    """「属性の文」 Every run in an attribute that people see or hear, in order."""
    page = _page(source, macros)
    return (run for i in range(len(page.pieces)) for run in _attributes(page, i))


def _page(source: str, macros: Mapping[str, str]) -> _Page:
    pieces = tuple(scan(source))
    return _Page(source, pieces, pairs(pieces), places(source, pieces, macros))


def _settle(page: _Page, first: int, end: int) -> Iterator[Run]:
    """One message where there is text of its own, else what its parts hold."""
    first, end = _trimmed(page, first, end)
    members = tuple(_members(page, first, end))
    if any(_has_text(page, i) for i, _ in members):
        yield _message(page, first, end)
        return
    for i, mates in members:
        if mates:
            inner = pairwise(mates)
            yield from (run for a, b in inner for run in _settle(page, a + 1, b))
        else:
            yield from _alone(page, i)


def _members(page: _Page, first: int, end: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """What stands side by side: single pieces, and groups by their first piece."""
    i = first
    while i < end:
        mates = page.paired.mates.get(i, ())
        yield i, mates
        i = mates[-1] + 1 if mates else i + 1


def _has_text(page: _Page, i: int) -> bool:
    return page.pieces[i].sort is Sort.TEXT and has_letters(page.text(i))


def _trimmed(page: _Page, first: int, end: int) -> tuple[int, int]:
    while first < end and _is_trimming(page, first):
        first += 1
    while first < end and _is_trimming(page, end - 1):
        end -= 1
    return first, end


def _is_trimming(page: _Page, i: int) -> bool:
    return not page.text(i).strip(BLANK) or bool(_ICON.match(page.text(i)))


def _alone(page: _Page, i: int) -> Iterator[Run]:
    piece, plain = page.pieces[i], page.places[i] == "plain"
    if piece.sort is Sort.SHOWN and not _ICON.match(page.text(i)):
        yield Run(What.VALUE, piece.start, piece.end, plain)
    elif piece.sort is Sort.TEXT and page.text(i).strip(BLANK):
        yield Run(What.SIGNS, piece.start, piece.end, plain)


def _message(page: _Page, first: int, end: int) -> Run:
    names, tags = _short_names(page, first, end), {}
    words = []
    for i in range(first, end):
        piece = page.pieces[i]
        if i in names:
            tags[names[i]] = (piece.start, piece.end)
        words.append(names.get(i) or page.text(i))
    whole = "".join(words)
    start = page.pieces[first].start + _margin(page.text(first))
    last = page.pieces[end - 1].end - _margin(page.text(end - 1)[::-1])
    return Run(What.MESSAGE, start, last, page.places[first] == "plain", spaced(whole), tags)


def _margin(text: str) -> int:
    return len(text) - len(text.lstrip(BLANK))


def spaced(text: str) -> str:
    """A key has single spaces, so that a new line in a template changes no message."""
    return _SPACE.sub(" ", text).strip(" ")


def _short_names(page: _Page, first: int, end: int) -> dict[int, str]:
    """Each inline tag without its attributes, numbered when its name comes again."""
    found: dict[int, str] = {}
    counted: dict[str, int] = {}
    for i in range(first, end):
        if page.pieces[i].sort is not Sort.OPENS:
            continue
        name = page.pieces[i].name
        counted[name] = counted.get(name, 0) + 1
        short = name if counted[name] == 1 else f"{name}{counted[name]}"
        found[i], found[page.paired.mates[i][-1]] = f"<{short}>", f"</{short}>"
    return found


def _attributes(page: _Page, i: int) -> Iterator[Run]:
    piece = page.pieces[i]
    if page.places[i] == "kept":
        return
    for name, start, end in piece.values:
        value = page.source[start:end]
        if name in SPOKEN or (name == "value" and has_letters(bare(value))):
            yield from _attribute(page.source, start, end)


def _attribute(source: str, start: int, end: int) -> Iterator[Run]:
    value = source[start:end]
    if has_letters(bare(value)):
        yield Run(What.MESSAGE, start, end, plain=True, key=spaced(value))
        return
    for first, last in codes(value):
        if value.startswith("{{", first):
            yield Run(What.VALUE, start + first, start + last, plain=True)


def codes(text: str) -> Iterator[tuple[int, int]]:
    """Where code of Jinja stands in a text."""
    at = 0
    while found := _CODE.search(text, at):
        at = code_end(text, found.start())
        yield found.start(), at


def bare(text: str) -> str:
    """A text without its code."""
    at, words = 0, []
    for first, last in codes(text):
        words.append(text[at:first])
        at = last
    return "".join([*words, text[at:]])
