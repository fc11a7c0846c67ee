"""「値の訳」 A value of a page in English: a label, a sentence with values, or a name as it is.

What is neither (names, declared texts, criteria) stays Japanese, and is marked as Japanese.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from marketplace.web.language.letters import JAPANESE
from marketplace.web.language.reading import KEPT, Own, read

NUMBERS = (int, float, type(None))


def told(value: object) -> object:
    """「値の訳」 In a text: Japanese that stays is marked with its language."""
    text = _text(value)
    return value if text is None else marked(text)


def spoken(value: object) -> object:
    """「値の訳」 In an attribute, a title or a choice, where no mark can stand."""
    text = _text(value)
    return value if text is None else plain(text)


def _text(value: object) -> str | None:
    """What a value says, if that may have to be told: no number, and nothing with tags in it."""
    if isinstance(value, Markup):
        return None if "<" in value or not JAPANESE.search(value) else value.unescape()
    return None if isinstance(value, NUMBERS) or hasattr(value, "__html__") else str(value)


@lru_cache(KEPT)
def plain(text: str) -> str:
    """The English of a text; the names in it stay as they are."""
    return "".join(one.text if isinstance(one, Own) else one for one in read(text))


@lru_cache(KEPT)
def marked(text: str) -> Markup:
    """The English of a text, the Japanese that stays in it marked."""
    return Markup("").join(_mark(one) for one in read(text))


def _mark(one: str | Own) -> Markup:
    if isinstance(one, str):
        return escape(one)
    return Markup('<span lang="ja">{}</span>').format(one.text)
