"""「色の役目」 The colours of ground.css as numbers, and how far two of them stand apart (WCAG)."""

from __future__ import annotations

import re
from functools import cache

from marketplace.web.assets import assets

_DECLARED = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
_VAR = re.compile(r"var\((--[a-z0-9-]+)\)")
_SHORT = 4
_KNEE = 0.04045
SHEETS = ("vendor/tokens.css", "ground.css")

PAIRS: tuple[tuple[str, str, str], ...] = (
    ("ink", "paper", "文字"),
    ("ink-2", "paper", "補足の文字"),
    ("ink-2", "paper-2", "補足の文字・薄い地"),
    ("ink-3", "paper", "0 の数、区切りのしるし"),
    ("key", "paper", "動作のボタンの文字"),
    ("paper", "key", "主なボタンの文字"),
    ("key-dark", "paper", "リンク"),
    ("key-dark", "key-wash", "選んだ条件の札"),
    ("ink", "key-wash", "台数の帯の文字"),
    ("ok", "ok-wash", "適合"),
    ("ng", "ng-wash", "不適合"),
    ("ask", "ask-wash", "要確認"),
    ("fault", "fault-wash", "障害"),
    ("ng", "paper", "欄の誤りの文"),
    ("ask", "diff", "違いのある欄"),
    ("paper", "ink", "いま有効な区分"),
)
"""Text, ground, and where; by the names of ground.css."""


@cache
def values() -> dict[str, str]:
    """Every custom property of the two sheets as it is written."""
    text = "".join(assets()[name].body.decode() for name in SHEETS)
    return dict(_DECLARED.findall(text))


def colour(written: str) -> str:
    """The six digits of a colour: a name of ours, ``var(--…)``, #abc or #aabbcc."""
    known = values()
    found = known.get(f"--{written}", written)
    while reference := _VAR.fullmatch(found.strip()):
        found = known[reference[1]]
    found = found.strip().lower()
    return "#" + "".join(2 * digit for digit in found[1:]) if len(found) == _SHORT else found


def contrast(one: str, other: str) -> float:
    """「コントラスト比」 From 1 to 21, after WCAG 2.2."""
    darker, lighter = sorted((_luminance(colour(one)), _luminance(colour(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(digits: str) -> float:
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= _KNEE else float(((share + 0.055) / 1.055) ** 2.4)
