"""「形」 Sentences with values that Python has filled in, known again by what stands around them.

``{minutes}分以内`` is the shape of 「30分以内」. The values are read by themselves, so a shape
whose values are words of ours too (「{kind}の人には、できません。」) is wholly in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from marketplace.web.language import catalogue
from marketplace.web.language.letters import LETTERS

FIELD = re.compile(r"\{([^{}]*)\}")
NUMBER = r"([+-]?[\d,.]+)"


@dataclass(frozen=True, slots=True)
class Shape:
    """「形」 ``literals`` stand in a text in this order, its ``names`` between them."""

    pattern: re.Pattern[str]
    literals: tuple[str, ...]
    names: tuple[str, ...]
    english: str
    weight: int

    @property
    def open(self) -> int:
        """How many of its values may be any text."""
        return sum(":" not in name for name in self.names)

    def values(self, text: str) -> tuple[str, ...] | None:
        """The values in a text of this shape; None where it is another."""
        at = 0
        for literal in self.literals:
            at = text.find(literal, at) + len(literal)
            if at < len(literal):
                return None
        found = self.pattern.fullmatch(text)
        return found.groups() if found else None


def is_shape(key: str) -> bool:
    """Whether a key of the catalogue is a sentence with values, not one of a template."""
    return "{{" not in key and "{%" not in key and FIELD.search(key) is not None


def shape(key: str, english: str) -> Shape:
    """「形」 Of a key such as ``{amount:,}円から``; a value with a format is a number."""
    parts = FIELD.split(key)
    literals, fields = parts[::2], parts[1::2]
    # Only between two literals may a value be empty: at an end the shape would fit too much.
    within = (a and b for a, b in pairwise(literals))
    each = (
        NUMBER if ":" in one else "(.*?)" if mid else "(.+?)"
        for one, mid in zip(fields, within, strict=True)
    )
    values = (*each, "")
    made = "".join(re.escape(a) + b for a, b in zip(literals, values, strict=True))
    weight = sum(len(LETTERS.findall(literal)) for literal in literals)
    kept = tuple(literal for literal in literals if literal)
    return Shape(re.compile(made, re.DOTALL), kept, tuple(fields), english, weight)


@cache
def shapes() -> tuple[Shape, ...]:
    """Every shape of the catalogue, the ones that say most first, then those that know numbers."""
    return tuple(sorted(_made(catalogue.messages()), key=lambda one: (-one.weight, one.open)))


def _made(messages: Mapping[str, str]) -> Iterator[Shape]:
    for key, english in messages.items():
        if is_shape(key):
            yield shape(key, english)
