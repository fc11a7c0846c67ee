"""「もしもの図」 The figures of the table as a picture: both texts side by side, tier by tier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from conformance.junit import legal
from marketplace.cli.what_if.comparing import Compared
from marketplace.cli.what_if.telling import ORDER, Told, counted, moves
from marketplace.domain.verdict import Verdict

_WIDTH, _LEFT, _BAR, _LINE = 760, 96, 24, 22
_LONGEST = _WIDTH - _LEFT - 24
_FONT = "'BIZ UDPGothic', 'Hiragino Sans', 'Noto Sans JP', Meiryo, sans-serif"
_INK, _SOFT = "#1a1a1c", "#55585f"
_FILLS = {
    Verdict.CONFORMS: "#19612f",
    Verdict.NEEDS_PERSON: "#e8b64c",
    Verdict.FAILS: "#a3161a",
    Verdict.FAULT: "#55585f",
}
_LETTERS = {Verdict.NEEDS_PERSON: _INK}
_LEAST = 0.14
"""A share of the bar too small to hold its words; they stand under the bar in any case."""


def picture(told: Told) -> str:
    """An SVG that says the same to eyes and to screen readers, on its own white ground."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    root.set("aria-labelledby", "title desc")
    _text(root, "title", told.heading, {"id": "title"})
    _text(root, "desc", "。".join([told.standing, *_figures(told)]), {"id": "desc"})
    ground = SubElement(root, "rect", {"width": str(_WIDTH), "fill": "#ffffff"})
    group = SubElement(root, "g", {"font-family": _FONT, "font-size": "14", "fill": _INK})
    below = _heading(group, told)
    for tier in told.tiers:
        below = _tier(group, tier, below)
    below = _clauses(group, told, below)
    ground.set("height", str(below))
    root.set("viewBox", f"0 0 {_WIDTH} {below}")
    root.set("width", str(_WIDTH))
    root.set("height", str(below))
    indent(root)
    return f"{tostring(root, 'unicode')}\n"


def _figures(told: Told) -> Iterator[str]:
    """Every figure of the picture, in words."""
    for tier in told.tiers:
        yield f"{tier.label}: {tier.now.total():,} 件、{moves(tier)}"
        yield f"いま {counted(tier.now)}、もしも {counted(tier.then)}"
    yield from (f"{key} で不適合になる {number:,} 件" for key, number in _falls(told))


def _falls(told: Told) -> list[tuple[str, int]]:
    return sorted(told.deciding().items(), key=lambda pair: (-pair[1], pair[0]))


def _text(
    parent: Element, tag: str, text: str, attributes: dict[str, str] | None = None
) -> Element:
    made = SubElement(parent, tag, attributes or {})
    made.text = legal(text)
    return made


def _write(parent: Element, text: str, at: tuple[int, int], **attributes: str) -> None:
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    _text(parent, "text", text, {"x": str(at[0]), "y": str(at[1]), **named})


def _heading(group: Element, told: Told) -> int:
    _write(group, told.heading, (24, 36), font_size="16", font_weight="bold")
    _write(group, told.standing, (24, 36 + _LINE), fill=_SOFT)
    return 36 + 2 * _LINE


def _tier(group: Element, tier: Compared, top: int) -> int:
    """A heading and two bars, each with its figures in words below it."""
    named = f"{tier.label}: {tier.now.total():,} 件（{moves(tier)}）"
    _write(group, named, (24, top + 18), font_weight="bold")
    below = top + 32
    for label, verdicts in (("いま", tier.now), ("もしも", tier.then)):
        _write(group, label, (24, below + 17))
        _bar(group, verdicts, below)
        _write(group, counted(verdicts), (_LEFT, below + _BAR + 16), fill=_SOFT, font_size="13")
        below += _BAR + 2 * _LINE - 8
    return below + 8


def _bar(group: Element, verdicts: Counter[Verdict], top: int) -> None:
    total, left = verdicts.total() or 1, _LEFT
    for verdict in (one for one in ORDER if verdicts[one]):
        wide = max(2, round(_LONGEST * verdicts[verdict] / total))
        _rect(group, (left, top), wide, _FILLS[verdict])
        if verdicts[verdict] / total >= _LEAST:
            letters = _LETTERS.get(verdict, "#ffffff")
            said = f"{verdict.label} {verdicts[verdict]:,}"
            _write(group, said, (left + 8, top + 17), fill=letters, font_size="13")
        left += wide


def _rect(group: Element, at: tuple[int, int], wide: int, fill: str) -> None:
    place = {"x": str(at[0]), "y": str(at[1]), "width": str(wide), "height": str(_BAR)}
    SubElement(group, "rect", {**place, "fill": fill, "stroke": "#ffffff"})


def _clauses(group: Element, told: Told, top: int) -> int:
    """On which clauses people become 不適合."""
    falls = _falls(told)
    if not falls:
        return top + 8
    _write(group, "不適合になる条項", (24, top + 18), font_weight="bold")
    below, most = top + 32, falls[0][1]
    for key, number in falls:
        _write(group, f"{key} — {number:,} 件", (24, below + 14), font_size="13")
        _rect(group, (24, below + 20), max(2, round((_WIDTH - 48) * number / most)), "#a3161a")
        below += _BAR + 30
    return below + 8
