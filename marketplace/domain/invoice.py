"""「請求書」 適格請求書 of the provider: tax rounded once for the whole invoice and rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.domain.contract import Contract
from marketplace.domain.days import last_day_of_months
from marketplace.domain.organisation import Organisation
from marketplace.domain.tariff import Charge
from marketplace.domain.tax import standard_rate_bp, tax_of

PAYMENT_DAYS = 30
"""Days to pay where the parties agreed nothing else; shown on the application page."""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """「請求の明細」 What was supplied in which period: quantity × unit, 税抜 integer yen."""

    name: str
    supplied_from: date
    supplied_until: date
    quantity: int
    counter: str
    unit_ex_tax: int
    rate_bp: int

    @property
    def amount_ex_tax(self) -> int:
        """The line's sum, 税抜."""
        return self.quantity * self.unit_ex_tax


@dataclass(frozen=True, slots=True)
class TaxSum:
    """「税率ごとの合計」 Base and tax of one rate; the tax is rounded down once."""

    rate_bp: int
    base_yen: int
    tax_yen: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """「請求書」 Issuer and payee are the provider (provider_direct); numbers have no gaps."""

    ref: str
    number: str
    contract_ref: str
    issuer: Organisation
    recipient: Organisation
    issued_on: date
    due_on: date
    lines: tuple[InvoiceLine, ...]

    @property
    def taxes(self) -> tuple[TaxSum, ...]:
        """One row a rate, highest rate first."""
        rates = sorted({line.rate_bp for line in self.lines}, reverse=True)
        bases = {r: sum(x.amount_ex_tax for x in self.lines if x.rate_bp == r) for r in rates}
        return tuple(TaxSum(rate, base, tax_of(base, rate)) for rate, base in bases.items())

    @property
    def total_in_tax(self) -> int:
        """What is to be paid, 税込."""
        return sum(row.base_yen + row.tax_yen for row in self.taxes)


def first_invoice_lines(contract: Contract) -> tuple[InvoiceLine, ...]:
    """Lines of the first invoice: the first month or year of each charge, and what is paid once."""
    return tuple(_line(charge, contract) for charge in contract.application.breakdown.charges)


def due_day(issued_on: date) -> date:
    """「支払期日」 The last day to pay."""
    return issued_on + timedelta(days=PAYMENT_DAYS)


def _line(charge: Charge, contract: Contract) -> InvoiceLine:
    start = contract.starts_on
    until = last_day_of_months(start, charge.period.months) if charge.period else start
    name = charge.name + (f"（{charge.period.label}）" if charge.period else "（初回のみ）")
    rate = standard_rate_bp(start)
    return InvoiceLine(
        name, start, until, charge.quantity, charge.basis.counter, charge.unit_ex_tax, rate
    )
