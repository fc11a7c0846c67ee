"""「わかりやすい説明」 What each criterion of an edition means in a small company.

The texts stand beside this file, a folder an edition and a file a category; see README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Never

from marketplace.codec.text import Plain, Source, parse
from marketplace.domain.errors import BadInput, Fault

__all__ = ["Help", "helps", "read"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Help:
    """「わかりやすい説明」 One criterion in plain words; the labels stand in ``PARTS``."""

    what: str
    example: str
    evidence: str
    tip: str | None = None


PARTS = {
    "what": "なにをすることか",
    "example": "たとえば",
    "evidence": "証拠になるもの",
    "tip": "ひとこと",
}
_REQUIRED = PARTS.keys() - {"tip"}


@cache
def helps(edition_slug: str) -> Mapping[str, Help]:
    """Give the helps of an edition by criterion, in the order of the files; none is no error."""
    folders = {folder.name: folder for folder in FOLDER.iterdir() if folder.is_dir()}
    folder = folders.get(edition_slug.replace("/", "-"))
    return read(folder) if folder else MappingProxyType({})


def read(folder: Path) -> Mapping[str, Help]:
    """Read every file of a folder; ``BadInput`` tells what is not as it should be."""
    found: dict[str, Help] = {}
    for file in sorted(folder.glob("*.yaml")):
        source = parse(file.read_bytes(), file.name)
        made = dict(_entries(source, file.name))
        for twice in made.keys() & found.keys():
            _refuse(source, file.name, twice, "同じ基準の説明が、ほかのファイルにもあります。")
        found |= made
    return MappingProxyType(found)


def _entries(source: Source, name: str) -> Iterator[tuple[str, Help]]:
    if not isinstance(source.value, dict):
        _refuse(source, name, "", "基準の番号ごとの説明ではありません。")
    for criterion, given in source.value.items():
        yield criterion, _help(given, source, name, criterion)


def _help(given: Plain, source: Source, name: str, criterion: str) -> Help:
    if not isinstance(given, dict):
        _refuse(source, name, criterion, "説明の項目がありません。")
    for part in given.keys() - PARTS.keys():
        _refuse(source, name, f"{criterion}.{part}", "知らない項目です。")
    for part in sorted(_REQUIRED - given.keys()):
        _refuse(source, name, criterion, f"「{PARTS[part]}」（{part}）がありません。")
    texts = {part: text.strip() for part, text in given.items() if isinstance(text, str)}
    for part in given:
        if not texts.get(part):
            _refuse(source, name, f"{criterion}.{part}", "文ではありません。")
    return Help(**texts)


def _refuse(source: Source, name: str, place: str, message: str) -> Never:
    remedy = "、".join(PARTS) + " を、一行ずつ文で書いてください。"
    raise BadInput((Fault(f"{name} {place}".strip(), message, remedy, source.line_of(place)),))
