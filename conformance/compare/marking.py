"""「語の違い」 Which words of two texts differ; numbers and comparators are words of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from marketplace.domain.phrase import Bound

_BOUND = "|".join(bound.value for bound in Bound)
_WORD = re.compile(
    rf"[0-9][0-9,./-]*|[A-Za-z@_.+-]+|[ァ-ヶー]+|{_BOUND}|(?:(?!{_BOUND})[一-龠々])+|[ぁ-ん]+|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """「語の並び」 A run of text, and whether the other side lacks it."""

    text: str
    marked: bool


Pieces = tuple[Piece, ...]


def mark(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in runs; what is marked stands on that side only."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        _add(left, before[a:b], marked=kind != "equal")
        _add(right, after[c:d], marked=kind != "equal")
    return tuple(left), tuple(right)


def _add(pieces: list[Piece], words: list[str], *, marked: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), marked))


def plain(pieces: Pieces, marks: tuple[str, str] = ("【", "】")) -> str:
    """The text with its marked runs between two signs."""
    first, last = marks
    return "".join(f"{first}{p.text}{last}" if p.marked else p.text for p in pieces)
