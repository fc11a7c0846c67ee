"""「図の中の文字」 How much room a text needs, without a font at hand.

Widths are upper bounds in em over the fonts of ground.css: full-width characters are 1 em, capital
letters at most 0.8, commas 0.35, everything else at most 0.64 (bold digits of Noto Sans JP: 0.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

SIZE = 14.0
"""Pixels of every text in a chart: nothing on a page is smaller (shared design, 字)."""

ASCENT, DESCENT = 0.88, 0.24
FULL, CAPITAL, OTHER, COMMA = 1.0, 0.8, 0.64, 0.35
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Text:
    """「図の中の文字」 A text and the point of its baseline at its start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "start"
    strong: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the room that it needs at most."""
        wide = width(self.words)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return (left, self.y - ASCENT * SIZE, left + wide, self.y + DESCENT * SIZE)


def apart(one: Text, other: Text, gap: float = 0) -> bool:
    """「重ならない」 Whether two texts of one line of a chart have room between them."""
    return one.box[2] + gap <= other.box[0] or other.box[2] + gap <= one.box[0]


def width(words: str) -> float:
    """The pixels that a text takes at most."""
    return sum(map(_em, words)) * SIZE


def fitted(words: str, room: float) -> str:
    """「収まる長さ」 The text, or as much of its beginning as fits with an ellipsis."""
    if width(words) <= room:
        return words
    kept = words
    while kept and width(kept + ELLIPSIS) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _em(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return FULL
    if character == ",":
        return COMMA
    return CAPITAL if character.isupper() or character in "%@&mw" else OTHER
