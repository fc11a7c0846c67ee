"""「金額」 Integer yen; percentages in basis points; tax rounded once an invoice and rate."""

from __future__ import annotations

MAX_YEN = 9_999_999_999
"""More than any fee in this market; larger amounts are taken for typing errors."""


def yen_text(amount: int) -> str:
    """「円」 Grouped digits and the unit: 「10,001 円」."""
    return f"{amount:,} 円"
