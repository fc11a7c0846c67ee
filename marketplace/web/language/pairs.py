"""「組」 Which pieces of a template belong together, and where no sentence can go on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marketplace.web.language.macros import place_of
from marketplace.web.language.scan import Piece, Sort

INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "time", "u", "var"),
    ]
)
"""Tags that may stand within a sentence."""
BRANCHES = ("elif", "else")
_TITLE = re.compile(r"\{%-?\s*block\s+title\b")
_JAPANESE = re.compile(r"ja\b|\{\{")


@dataclass(slots=True)
class Pairs:
    """「組」 ``mates``: first piece → all pieces of its group; ``walls``: what ends a sentence.

    A group is a tag with its end, or an ``if`` with its branches and its ``endif``.
    """

    mates: dict[int, tuple[int, ...]] = field(default_factory=dict)
    walls: set[int] = field(default_factory=set)


def pairs(pieces: Sequence[Piece]) -> Pairs:
    """Put together what belongs together; a group around a wall is made of walls."""
    found = Pairs(walls={i for i, piece in enumerate(pieces) if _is_wall(piece)})
    open_: list[list[int]] = []
    for i, piece in enumerate(pieces):
        if piece.sort is Sort.STATEMENT:
            _statement(found, pieces, open_, i)
        elif i not in found.walls and piece.sort is Sort.OPENS:
            open_.append([i])
        elif i not in found.walls and piece.sort is Sort.CLOSES:
            _tag_ends(found, pieces, open_, i)
    found.walls.update(i for group in open_ for i in group)
    return found


def _is_wall(piece: Piece) -> bool:
    if piece.sort in {Sort.OPENS, Sort.CLOSES}:
        return piece.name not in INLINE
    if piece.sort is Sort.STATEMENT:
        return piece.name not in {"if", "endif", *BRANCHES}
    return piece.sort is Sort.NOTE


def _statement(found: Pairs, pieces: Sequence[Piece], open_: list[list[int]], i: int) -> None:
    name = pieces[i].name
    if name in {"if", "for"}:
        open_.append([i])
    elif name in BRANCHES:
        _drop_tags(found, pieces, open_)
        open_[-1].append(i)
    elif name in {"endif", "endfor"}:
        _drop_tags(found, pieces, open_)
        _close(found, [*open_.pop(), i])


def _tag_ends(found: Pairs, pieces: Sequence[Piece], open_: list[list[int]], i: int) -> None:
    if open_ and pieces[open_[-1][0]].name == pieces[i].name:
        _close(found, [*open_.pop(), i])
    else:
        found.walls.add(i)


def _drop_tags(found: Pairs, pieces: Sequence[Piece], open_: list[list[int]]) -> None:
    """A tag that is not closed within its branch belongs to no sentence."""
    while open_ and pieces[open_[-1][0]].sort is Sort.OPENS:
        found.walls.update(open_.pop())


def _close(found: Pairs, group: list[int]) -> None:
    if any(i in found.walls for i in range(group[0], group[-1] + 1)):
        found.walls.update(group)
    else:
        found.mates[group[0]] = tuple(group)


def places(source: str, pieces: Sequence[Piece], macros: Mapping[str, str]) -> list[str]:
    """「場」 Of every piece: ``text``, ``plain`` (no tag may stand there) or ``kept`` as it is."""
    found, within = [], [("", "text")]
    for piece in pieces:
        if _leaves(piece, within[-1][0]):
            within.pop()
        found.append(within[-1][1])
        if (place := _enters(source, piece, macros)) and within[-1][1] == "text":
            within.append((_mark(piece), place))
        elif within[-1][1] != "text" and _mark(piece) == within[-1][0]:
            within.append(within[-1])
    return found


def _mark(piece: Piece) -> str:
    return f"{piece.sort is Sort.STATEMENT}{piece.name}" if _begins(piece) else ""


def _begins(piece: Piece) -> bool:
    return piece.sort is Sort.OPENS or piece.name in {"block", "macro"}


def _leaves(piece: Piece, mark: str) -> bool:
    if piece.sort is Sort.CLOSES:
        return mark == f"False{piece.name}"
    return (
        piece.sort is Sort.STATEMENT
        and f"Trueend{mark.removeprefix('True')}" == f"True{piece.name}"
    )


def _enters(source: str, piece: Piece, macros: Mapping[str, str]) -> str:
    if piece.sort is Sort.STATEMENT:
        titles = _TITLE.match(source, piece.start)
        return "plain" if titles else place_of(source, piece, macros)
    if piece.sort is not Sort.OPENS:
        return ""
    if piece.name in {"textarea", "script", "style"} or _is_japanese(source, piece):
        return "kept"
    return "plain" if piece.name in {"title", "option", "text"} else ""


def _is_japanese(source: str, piece: Piece) -> bool:
    langs = (source[start:end] for name, start, end in piece.values if name == "lang")
    return any(_JAPANESE.match(lang) for lang in langs) and piece.name != "html"
