"""「入金」 What was received for an invoice: kept for ever, summed, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deposit:
    """「入金」 One payment received for one invoice, or (negative) one that is taken back.

    ``outside_ref`` is the payment's name at the gateway, None where a person recorded it;
    ``reverses`` names the deposit that a negative one takes back, ``reason`` says why.
    """

    ref: str
    invoice_ref: str
    gateway: str
    paid_in_tax: int
    received_on: date
    payer_name: str
    outside_ref: str | None = None
    reverses: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """「入金の状況」 What an invoice asks for and what came in, 税込."""

    total_in_tax: int
    deposits: tuple[Deposit, ...]

    @property
    def paid_in_tax(self) -> int:
        """Everything received, less what was taken back."""
        return sum(one.paid_in_tax for one in self.deposits)

    @property
    def short_in_tax(self) -> int:
        """「不足額」 What is still to be paid; a bank's fee that was held back is missing too."""
        return max(self.total_in_tax - self.paid_in_tax, 0)

    @property
    def over_in_tax(self) -> int:
        """「過入金」 What was paid too much."""
        return max(self.paid_in_tax - self.total_in_tax, 0)

    @property
    def is_paid(self) -> bool:
        """Whether everything asked for was received."""
        return not self.short_in_tax

    @property
    def standing(self) -> tuple[Deposit, ...]:
        """The deposits that nobody has taken back."""
        gone = {one.reverses for one in self.deposits}
        return tuple(d for d in self.deposits if d.reverses is None and d.ref not in gone)
