"""「文字」 Outside text as the font can print it; what it lacks becomes 〓 and is named."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from unicodedata import category

from marketplace.print.place import FONTS

MISSING = "〓"
"""「げた」 The printer's sign for a character that is not at hand."""

_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))
_VARIATIONS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_INVISIBLE = ("Cc", "Cf")
"""Controls and formats: among them the signs that turn the direction of writing."""


@cache
def characters() -> frozenset[str]:
    """Every character of the font, and the selectors that only choose a form of one."""
    return frozenset((FONTS / "characters.txt").read_text(encoding="utf-8")[:-1]) | _VARIATIONS


def clean(data: Any) -> Any:
    """The same data with every text printable."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {key: clean(value) for key, value in data.items()}
    return [clean(value) for value in data] if isinstance(data, list | tuple) else data


def printable(text: str) -> str:
    """One line that can be printed: no line breaks, nothing invisible, 〓 for what is missing."""
    return "".join(ch if ch in characters() else MISSING for ch in _visible(text))


def lost(data: Any) -> set[str]:
    """Every character of the data that becomes 〓."""
    return set(_visible(json.dumps(data, ensure_ascii=False))) - characters()


def _visible(text: str) -> str:
    return "".join(ch for ch in text.translate(_BREAKS) if category(ch) not in _INVISIBLE)
