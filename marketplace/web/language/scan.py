"""「字句」 A template taken apart: text, tags of HTML with their attributes, and Jinja's code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

QUOTES = ('"', "'")
_STOP = re.compile(r"\{\{|\{%|\{#|</?[A-Za-z]|<!")
_IN_CODE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{}]|%}", re.DOTALL)
_IN_TAG = re.compile(r"\{\{|\{%|\{#|\"|'|>")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_BEFORE_VALUE = re.compile(r"([A-Za-z][A-Za-z0-9:_-]*)\s*=\s*\Z")
_WORD = re.compile(r"\{%-?\s*(\w+)")


class Sort(Enum):
    """「字句の種類」 What a piece of a template is."""

    TEXT = auto()
    SHOWN = auto()
    STATEMENT = auto()
    NOTE = auto()
    OPENS = auto()
    CLOSES = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """「字句」 ``name``: of the tag or the statement; ``values``: places of attributes."""

    sort: Sort
    start: int
    end: int
    name: str = ""
    values: tuple[tuple[str, int, int], ...] = ()


def scan(source: str) -> Iterator[Piece]:
    """「分ける」 Every piece of a template, in order; together they are the whole of it."""
    at = 0
    while at < len(source):
        found = _STOP.search(source, at)
        start = found.start() if found else len(source)
        if at < start:
            yield Piece(Sort.TEXT, at, start)
        if found is None:
            return
        piece = _piece(source, start, found[0])
        yield piece
        at = piece.end


def _piece(source: str, start: int, mark: str) -> Piece:
    if mark == "{#":
        return Piece(Sort.NOTE, start, source.index("#}", start) + 2)
    if mark == "{{":
        return Piece(Sort.SHOWN, start, code_end(source, start))
    if mark == "{%":
        word = _WORD.match(source, start)
        return Piece(Sort.STATEMENT, start, code_end(source, start), word[1] if word else "")
    if mark == "<!":
        closer = "-->" if source.startswith("<!--", start) else ">"
        return Piece(Sort.NOTE, start, source.index(closer, start) + len(closer))
    return _tag(source, start)


def code_end(source: str, start: int) -> int:
    """「符号の終わり」 Where a ``{{`` or ``{%`` ends, strings and brackets within it skipped."""
    if source.startswith("{#", start):
        return source.index("#}", start) + 2
    statement, deep = source[start + 1] == "%", 0
    for found in _IN_CODE.finditer(source, start + 2):
        if found[0] == "%}" and statement:
            return found.end()
        if found[0] == "{":
            deep += 1
        elif found[0] == "}" and deep:
            deep -= 1
        elif found[0] == "}" and not statement and source.startswith("}}", found.start()):
            return found.start() + 2
    raise ValueError(f"code without an end: {source[start : start + 60]!r}")


def _tag(source: str, start: int) -> Piece:
    named = _NAME.match(source, start)
    if named is None:
        raise ValueError(f"no tag: {source[start : start + 20]!r}")
    sort = Sort.CLOSES if source[start + 1] == "/" else Sort.OPENS
    values: list[tuple[str, int, int]] = []
    at = named.end()
    while (found := _IN_TAG.search(source, at)) and found[0] != ">":
        at = _inner_end(source, found)
        before = _BEFORE_VALUE.search(source, named.end(), found.start())
        if before and found[0] in QUOTES:
            values.append((before[1].lower(), found.end(), at - 1))
    if found is None:
        raise ValueError(f"a tag without an end: {source[start : start + 60]!r}")
    return Piece(sort, start, found.end(), named[1].lower(), tuple(values))


def _inner_end(source: str, found: re.Match[str]) -> int:
    """Where the quoted value or the code that begins within a tag ends."""
    if found[0] in QUOTES:
        return _quoted(source, found.end(), found[0])
    return code_end(source, found.start())


def _quoted(source: str, start: int, quote: str) -> int:
    """Where a quoted value ends, code within it skipped."""
    at = start
    for found in re.compile(r"\{\{|\{%|\{#|" + quote).finditer(source, start):
        if found.start() < at:
            continue
        if found[0] == quote:
            return found.end()
        at = code_end(source, found.start())
    raise ValueError(f"a value without an end: {source[start : start + 60]!r}")
