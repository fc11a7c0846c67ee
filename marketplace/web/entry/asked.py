"""「断りをまとめる」 Ask the desk about each field, and name every one that it refuses at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from marketplace.domain.errors import Refused
from marketplace.web.fields import Fields
from marketplace.web.sentences import sentence_of

V = TypeVar("V")


def tried(fields: Fields, name: str, label: str, ask: Callable[[], V]) -> V | None:
    """What the desk makes of a field; None where it refuses, and the form says why."""
    try:
        return ask()
    except Refused as error:
        said = sentence_of(error)
        fields.fault(name, label, f"{said.text}{said.remedy}")
        return None
