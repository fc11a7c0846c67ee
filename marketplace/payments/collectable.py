"""「カードで受け取れる請求書」 What a gateway can collect to the yen, whoever adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from marketplace.domain.errors import Refused
from marketplace.domain.invoice import Invoice

PRICE_STEP = 10
"""A tenth of a multiple of ten yen is a whole yen: no rounding can differ between two systems."""

LEAST_YEN, MOST_YEN = 50, 99_999_999
"""What Stripe collects in one payment in yen (its documents on minimum and maximum amounts)."""


class Priced(Protocol):
    """「単価のあるもの」 A line of a quote or of an invoice."""

    @property
    def name(self) -> str:
        """What it is for."""

    @property
    def unit_ex_tax(self) -> int:
        """Its price, 税抜."""


def require_round(lines: Sequence[Priced]) -> None:
    """Refuse prices whose tax might be rounded elsewhere than once an invoice."""
    for line in lines:
        if line.unit_ex_tax % PRICE_STEP:
            raise Refused("price_not_round", name=line.name, unit=line.unit_ex_tax, step=PRICE_STEP)


def require_collectable(invoice: Invoice) -> None:
    """Refuse an invoice that a gateway could not collect to the yen."""
    require_round(invoice.lines)
    if not LEAST_YEN <= invoice.total_in_tax <= MOST_YEN:
        total = invoice.total_in_tax
        raise Refused("total_not_collectable", total=total, least=LEAST_YEN, most=MOST_YEN)
