"""「フォームの読みかた」 Stripe's way of writing nested values: ``line_items[0][quantity]=3``."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

STEP = re.compile(r"\[([^\]]*)\]")


def parsed(body: str) -> dict[str, Any]:
    """The values of a form body, each a text, in dictionaries and lists."""
    root: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        *way, last = [name.partition("[")[0], *STEP.findall(name)]
        place = root
        for step in way:
            place = place.setdefault(step, {})
        place[last] = value
    return {name: _listed(value) for name, value in root.items()}


def _listed(value: Any) -> Any:
    """Places that are numbered from zero are a list."""
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    numbered = list(inner) == [str(number) for number in range(len(inner))]
    return list(inner.values()) if numbered and inner else inner
