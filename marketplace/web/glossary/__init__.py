"""「用語集」 Words of the field in plain Japanese, each with where we have it from.

The texts stand beside this file; see README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Never

from flask import g

from marketplace.codec.text import Plain, Source, parse
from marketplace.domain.errors import BadInput, Fault

FOLDER = Path(__file__).parent
PARTS = ("term", "also", "reading", "means", "source")
_REQUIRED = ("term", "reading", "means", "source")
GENERAL = {"一般": "一般的な説明", "本サイト": "本サイトでの言いかた"}
"""Sources that are no document, as people read them."""


@dataclass(frozen=True, slots=True)
class Term:
    """「用語」 A word, its other spellings, what it means, and where we have that from."""

    id: str
    term: str
    reading: str
    means: str
    source: str
    also: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """The source as people read it."""
        return GENERAL.get(self.source, self.source)


@cache
def terms() -> tuple[Term, ...]:
    """Every word in the order of its reading."""
    return tuple(sorted(read(FOLDER), key=lambda one: (one.reading, one.id)))


@cache
def _by_word() -> Mapping[str, Term]:
    return MappingProxyType({word: one for one in terms() for word in (one.term, *one.also)})


def find(word: str) -> Term:
    """The entry of a word as it is spelt; a page that asks for an unknown one is broken."""
    return _by_word()[word]


def known(word: str) -> bool:
    """Whether the glossary explains a word, for what providers write themselves."""
    return word in _by_word()


def first(word: str) -> Term | None:
    """The entry, where this page explains it for the first time; a page explains a word once."""
    one = find(word)
    told: set[str] = g.setdefault("explained", set())
    if one.id in told:
        return None
    told.add(one.id)
    return one


def read(folder: Path) -> tuple[Term, ...]:
    """Read every file of a folder; ``BadInput`` tells what is not as it should be."""
    found: dict[str, Term] = {}
    for file in sorted(folder.glob("*.yaml")):
        source = parse(file.read_bytes(), file.name)
        made = {one.id: one for one in _entries(source, file.name)}
        for twice in made.keys() & found.keys():
            _refuse(source, file.name, twice, "同じ用語が、ほかのところにもあります。")
        found |= made
    return tuple(found.values())


def _entries(source: Source, name: str) -> Iterator[Term]:
    if not isinstance(source.value, dict):
        _refuse(source, name, "", "用語ごとの説明ではありません。")
    for key, given in source.value.items():
        yield _term(given, source, name, key)


def _term(given: Plain, source: Source, name: str, key: str) -> Term:
    if not isinstance(given, dict):
        _refuse(source, name, key, "説明の項目がありません。")
    for part in given.keys() - set(PARTS):
        _refuse(source, name, f"{key}.{part}", "知らない項目です。")
    also = given.get("also", [])
    if not isinstance(also, list) or not all(isinstance(word, str) for word in also):
        _refuse(source, name, f"{key}.also", "語の並びではありません。")
    texts = {part: given.get(part) for part in _REQUIRED}
    for part, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            _refuse(source, name, key, f"{part} がありません。")
    spelt = {part: str(text).strip() for part, text in texts.items()}
    return Term(id=key, **spelt, also=tuple(str(word) for word in also))


def _refuse(source: Source, name: str, place: str, message: str) -> Never:
    remedy = "、".join(PARTS) + " を書いてください。"
    raise BadInput((Fault(f"{name} {place}".strip(), message, remedy, source.line_of(place)),))
