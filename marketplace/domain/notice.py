"""「運営者の掲示」 Pages that the operator writes, and the small format they are written in.

The format knows headings (# and ##), lists (-), paragraphs and links ([言葉](https://…)); nothing
else means anything, so that no text can become a tag, a script or a picture of somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from urllib.parse import urlsplit

BLANK = "運営者が記入してください"
"""What stands where only the operator knows; a page that still carries it is not finished."""

_LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_PLACE = re.compile(rf"【[^【】\n]*{BLANK}[^【】\n]*】")
_SHAPES = (("## ", "h3"), ("# ", "h2"), ("- ", "li"))


class NoticePage(StrEnum):
    """「掲示の頁」 Which page; its value is the last part of its address."""

    TOKUSHO = "tokusho"
    PRIVACY = "privacy"
    EXTERNAL = "external"
    ACCESSIBILITY = "accessibility"
    TERMS = "terms"
    CONTACT = "contact"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "tokusho": "特定商取引法に基づく表記",
            "privacy": "個人情報の扱い",
            "external": "外部送信について",
            "accessibility": "ウェブアクセシビリティ",
            "terms": "利用規約",
            "contact": "運営者と問い合わせ",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Notice:
    """「運営者の掲示」 One version of a page; versions only add up."""

    page: NoticePage
    version: int
    body: str
    written_at: datetime

    @property
    def ref(self) -> str:
        """The name of this version in the journal."""
        return f"{self.page.value}.{self.version}"


@dataclass(frozen=True, slots=True)
class Run:
    """「文の一続き」 Words, and where they lead; or a place that the operator is to fill."""

    words: str
    address: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """「文の固まり」 A heading (h2, h3), a paragraph (p) or a list (ul), line by line."""

    kind: str
    lines: tuple[tuple[Run, ...], ...]


def blocks(body: str) -> tuple[Block, ...]:
    """「読む」 A text as headings, paragraphs and lists, in its order."""
    shaped = [_shape(line.strip()) for line in body.splitlines()]
    return tuple(_blocks(shaped))


def is_filled(body: str) -> bool:
    """Whether nothing is left for the operator to write."""
    return BLANK not in body


def bad_links(body: str) -> tuple[str, ...]:
    """The addresses of links that lead anywhere but to an https page of a named host."""
    return tuple(found[1] for found in _LINK.findall(body) if not _is_safe(found[1]))


def _shape(line: str) -> tuple[str, str]:
    for mark, kind in _SHAPES:
        if line.startswith(mark):
            return kind, line.removeprefix(mark).strip()
    return ("p" if line else "", line)


def _blocks(shaped: list[tuple[str, str]]) -> Iterator[Block]:
    for kind, group in groupby(shaped, key=lambda one: one[0]):
        lines = tuple(_runs(text) for _, text in group)
        if kind in {"h2", "h3"}:
            yield from (Block(kind, (line,)) for line in lines)
        elif kind:
            yield Block("ul" if kind == "li" else kind, lines)


def _runs(text: str) -> tuple[Run, ...]:
    marks = sorted([*_LINK.finditer(text), *_PLACE.finditer(text)], key=lambda one: one.start())
    found, last = [], 0
    for mark in (one for one in marks if one.re is _PLACE or _is_safe(one[2])):
        if mark.start() >= last:
            found += [Run(text[last : mark.start()]), _marked(mark)]
            last = mark.end()
    return tuple(run for run in (*found, Run(text[last:])) if run.words)


def _marked(mark: re.Match[str]) -> Run:
    return Run(mark[0], blank=True) if mark.re is _PLACE else Run(mark[1], mark[2])


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
