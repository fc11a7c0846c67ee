"""「文書の部品」 What a document that people go on writing is made of: no pages, no fixed place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """「見出し」 Of a part of the document."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """「段落」 Sentences that belong together."""

    words: str


@dataclass(frozen=True, slots=True)
class Points:
    """「箇条書き」 One sentence each; ``numbered`` where they follow each other."""

    words: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """「表」 Heads, rows that show how it is filled in, and so many rows left blank."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank: int = 0

    @property
    def all_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are given out."""
        return self.rows + (("",) * len(self.heads),) * self.blank


Block: TypeAlias = Heading | Paragraph | Points | Grid
