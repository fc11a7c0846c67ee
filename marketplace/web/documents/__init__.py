"""「ひな形」 Documents that a company goes on writing, each with the criteria it helps with.

The texts stand beside this file; see README.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Never

from marketplace.codec.text import Source, parse
from marketplace.domain.errors import BadInput, Fault
from marketplace.print.blocks import Block, Grid, Heading, Paragraph, Points
from marketplace.print.bundle import unreckoned

FOLDER = Path(__file__).parent
PARTS = ("title", "use", "criteria", "body")
FULLER = "https://www.ipa.go.jp/security/guide/sme/about.html"
"""Where IPA gives fuller ones: 中小企業の情報セキュリティ対策ガイドライン."""

OURS = (
    "このひな形は本サイトが作った短い見本で、IPA や国の文書ではありません。"
    "使うだけで評価基準を満たすものでもありません。"
)
_COMPANY = "{company}"


@dataclass(frozen=True, slots=True)
class Document:
    """「ひな形」 Its name, what it is for, the criteria that it helps with, and its text."""

    slug: str
    title: str
    use: str
    criteria: tuple[str, ...]
    body: tuple[Block, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """「表」 Those that a spreadsheet can hold."""
        return tuple(one for one in self.body if isinstance(one, Grid))

    def of(self, company: str) -> tuple[Block, ...]:
        """The text with the name of a company in it."""
        return tuple(_named(one, company) for one in self.body)


@cache
def documents() -> Mapping[str, Document]:
    """Every document by its name in addresses, in order."""
    return MappingProxyType({one.slug: one for one in read(FOLDER)})


@cache
def helping() -> Mapping[str, tuple[Document, ...]]:
    """「基準ごとのひな形」 The documents that help with a criterion."""
    found: dict[str, tuple[Document, ...]] = {}
    for one in documents().values():
        for number in one.criteria:
            found[number] = (*found.get(number, ()), one)
    return MappingProxyType(found)


def table(grid: Grid) -> str:
    """「表計算ソフトの表」 CSV with the mark of UTF-8; nothing in it is taken for a formula."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerows(map(unreckoned, row) for row in (grid.heads, *grid.all_rows))
    return "\ufeff" + sheet.getvalue()


def read(folder: Path) -> Iterator[Document]:
    """Read every file of a folder; ``BadInput`` tells what is not as it should be."""
    for file in sorted(folder.glob("*.yaml")):
        source = parse(file.read_bytes(), file.name)
        given = source.value
        if not isinstance(given, dict) or set(given) != set(PARTS):
            _refuse(source, file.name, "", "、".join(PARTS) + " がそろっていません。")
        body = tuple(_block(one, source, file.name) for one in _list(given["body"]))
        slug = file.stem.partition("-")[2]
        criteria = tuple(map(str, _list(given["criteria"])))
        yield Document(slug, str(given["title"]), str(given["use"]), criteria, body)


def _block(given: Any, source: Source, name: str) -> Block:
    kind, value = next(iter(given.items())) if isinstance(given, dict) and given else ("", None)
    make = _MAKES.get(kind)
    if make is None or len(given) != 1 or not isinstance(value, str | list | dict):
        _refuse(source, name, "body", "知らない部品です。")
    return make(value)


def _grid(given: Any) -> Grid:
    rows = tuple(tuple(map(str, _list(row))) for row in _list(given.get("rows")))
    heads = tuple(map(str, _list(given["heads"])))
    return Grid(str(given["name"]), heads, rows, int(given.get("blank", 0)))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


_MAKES: Mapping[str, Callable[[Any], Block]] = {
    "head": lambda value: Heading(str(value).strip()),
    "text": lambda value: Paragraph(str(value).strip()),
    "points": lambda value: Points(tuple(map(str, _list(value)))),
    "steps": lambda value: Points(tuple(map(str, _list(value))), numbered=True),
    "table": _grid,
}


def _named(block: Block, company: str) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, words=block.words.replace(_COMPANY, company))
    if isinstance(block, Points):
        return replace(block, words=tuple(_each(block.words, company)))
    return replace(block, rows=tuple(tuple(_each(row, company)) for row in block.rows))


def _each(words: Iterable[str], company: str) -> Iterator[str]:
    return (one.replace(_COMPANY, company) for one in words)


def _refuse(source: Source, name: str, place: str, message: str) -> Never:
    remedy = "部品は head、text、points、steps、table のどれかです。"
    raise BadInput((Fault(f"{name} {place}".strip(), message, remedy, source.line_of(place)),))
