"""「制度のいま」 What our pages may say of the SCS評価制度 on a day, from what is published."""

from __future__ import annotations

from datetime import date

OPENS = date(2027, 3, 1)
"""The planned start (METI, 2026-10-05); from then on pages ask people to look whether it began."""


def may_have_begun(day: date) -> bool:
    """Whether the planned day has come; whether the scheme has begun, only IPA's page tells."""
    return day >= OPENS
