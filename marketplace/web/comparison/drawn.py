"""「描いた組」 The rows that stay the same at every size, drawn once for all sizes.

A visitor changes the size again and again; what providers declared does not change by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import get_template_attribute, request
from markupsafe import Markup

from marketplace.desk.catalogue.comparing import Comparison
from marketplace.desk.catalogue.index import Kept
from marketplace.web.comparison.cells import Group, Mark
from marketplace.web.comparison.table import Head, Still, heads, still
from marketplace.web.language import language

PARTS = "parts/compare.html"
MOST_KEPT = 64
"""Comparisons that are kept drawn, some 50 kB each."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """「描いた組」 The open groups, their rows that are the same for all, and the folded groups."""

    still: Still
    rows: Markup
    same: Markup
    folded: Markup


_DRAWN = Kept(MOST_KEPT)


def drawn(found: Comparison, day: date) -> Drawn:
    """The rows of a comparison that no size changes; drawn anew after any decision or version."""
    key = (found.key, day, request.script_root, language())
    made: Drawn = _DRAWN.of(key, lambda: _draw(heads(found), still(found, day)))
    return made


def _draw(shown: tuple[Head, ...], kept: Still) -> Drawn:
    marks = _marks((*kept.groups, *kept.folded))
    rows = _joined("rows_of", kept.groups, shown, marks)
    same = _joined("same_of", kept.groups, shown, marks)
    return Drawn(kept, rows, same, _joined("folded_of", kept.folded, shown, marks))


def _joined(
    name: str, groups: tuple[Group, ...], shown: tuple[Head, ...], marks: dict[Mark, Markup]
) -> Markup:
    draw = get_template_attribute(PARTS, name)
    return Markup("").join(draw(group, shown, marks) for group in groups)


def _marks(groups: tuple[Group, ...]) -> dict[Mark, Markup]:
    draw = get_template_attribute(PARTS, "mark")
    return {mark: draw(mark) for mark in set(_marks_in(groups))}


def _marks_in(groups: tuple[Group, ...]) -> Iterator[Mark]:
    cells = (cell for group in groups for row in group.rows for cell in row.cells)
    return (cell.mark for cell in cells if cell.mark)
