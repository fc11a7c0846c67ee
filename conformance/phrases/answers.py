"""「答え方」 The answers that many sentences share: yes, explained, more than."""

from __future__ import annotations

from marketplace.domain.phrase import Bound, Span, holds_bound
from marketplace.domain.service import NONE


def is_so(declared: bool) -> bool:  # noqa: FBT001 - a declared fact comes by position
    """Yes is yes."""
    return declared


def is_explained(text: str) -> bool:
    """Any text but the explicit "none"; whether it is a good one is for a person."""
    return text != NONE


def is_more(one: int, other: int) -> bool:
    """Strictly more than the other."""
    return one > other


def counts(declared: int, number: int, bound: Bound) -> bool:
    """A declared number keeps a bound."""
    return holds_bound(declared, bound, number)


def lasts(months: int, span: Span, bound: Bound) -> bool:
    """Declared months keep a bound written in years or months."""
    return holds_bound(months, bound, span.months)
