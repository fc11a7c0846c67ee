"""「文字」 What is Japanese writing, and the signs between words that English writes otherwise."""

from __future__ import annotations

import re

LETTERS = re.compile("[ぁ-ゖァ-ヺ々〆〇㐀-䶿一-鿿ｦ-ﾟ]")
"""Kana and kanji: what has to be translated."""
JAPANESE = re.compile("[ぁ-ゖァ-ヺー々〆〇㐀-䶿一-鿿ｦ-ﾟ　-〃〈-〟・！-～￥]")
"""The same with full-width signs: what no English text contains."""
SIGNS = {
    "　": " ",
    "、": ", ",
    "。": ". ",
    "・": " · ",
    "：": ": ",
    "（": " (",
    "）": ")",
    "〜": "–",
    "～": "–",
    "｜": " | ",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "／": " / ",
    "＋": " + ",
    "＝": "=",
    "＊": "*",
    "！": "!",
    "？": "?",
    "％": "%",
}
_SIGN = re.compile("|".join(map(re.escape, SIGNS)))


def has_letters(text: str) -> bool:
    """Whether there is anything to translate."""
    return LETTERS.search(text) is not None


def signs(text: str) -> str:
    """「記号」 A text without letters, its signs as English writes them."""
    return _SIGN.sub(lambda found: SIGNS[found[0]], text)
