"""Pages of a company's own diagnosis: what can be had today, answering, the result."""

from marketplace.web.sme.diagnosis import (
    importing,
    measures,
    numbers,
    papers,
    previous,
    profile,
    replies,
    result,
    short,
    steps,
    today,
)

__all__ = [
    "importing",
    "measures",
    "numbers",
    "papers",
    "previous",
    "profile",
    "replies",
    "result",
    "short",
    "steps",
    "today",
]
