"""「部品の使われかた」 Macros that make a value, not a part of the page.

What a macro says is translated where the macro is written. But one that is called within a tag, or
compared in a statement (``value="{{ value_of(name) }}"``), makes data: it stays as it is, and is
told where it is shown. One that is called in an attribute that people hear can hold no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from marketplace.web.language.scan import Piece, Sort, scan

SPOKEN = frozenset(
    ("alt", "aria-description", "aria-label", "content", "label", "placeholder", "title")
)
"""Attributes that people see or hear."""
KEPT, PLAIN = "kept", "plain"

_CALL = re.compile(r"\b(\w+)\(")
_MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)")
_DRAWS = ("macro", "call", "endcall", "endmacro")
"""Statements that name a macro without making a value of it."""


def uses(sources: Iterable[str]) -> dict[str, str]:
    """「使われかた」 The name of every macro that makes a value → ``kept`` or ``plain``."""
    found: dict[str, str] = {}
    drawn: set[str] = set()
    for source in sources:
        pieces = tuple(scan(source))
        for name, place in (one for piece in pieces for one in _called(source, piece)):
            found[name] = KEPT if KEPT in {place, found.get(name)} else PLAIN
        drawn.update(_drawing(source, pieces))
    return {name: place for name, place in found.items() if name not in drawn}


def place_of(source: str, piece: Piece, macros: Mapping[str, str]) -> str:
    """Where the text of the macro that begins here belongs; empty for a part of the page."""
    named = _MACRO.match(source, piece.start) if piece.name == "macro" else None
    return macros.get(named[1], "") if named else ""


def _called(source: str, piece: Piece) -> Iterable[tuple[str, str]]:
    text = source[piece.start : piece.end]
    if piece.sort is Sort.STATEMENT and piece.name not in _DRAWS:
        return [(name, KEPT) for name in _CALL.findall(text)]
    if piece.sort is not Sort.OPENS:
        return []
    heard = [source[start:end] for name, start, end in piece.values if name in SPOKEN]
    for one in heard:
        text = text.replace(one, "", 1)
    plain = [(name, PLAIN) for one in heard for name in _CALL.findall(one)]
    return [*plain, *((name, KEPT) for name in _CALL.findall(text))]


def _drawing(source: str, pieces: Iterable[Piece]) -> Iterable[str]:
    """The macros that have tags of their own: they make parts of pages wherever they are called."""
    name = ""
    for piece in pieces:
        if piece.name == "macro" and (found := _MACRO.match(source, piece.start)):
            name = found[1]
        elif piece.name == "endmacro":
            name = ""
        elif name and piece.sort in {Sort.OPENS, Sort.CLOSES}:
            yield name
