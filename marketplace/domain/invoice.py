"""「請求書」 適格請求書 of the provider: tax rounded once for the whole invoice and rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.domain.contract import Contract
from marketplace.domain.days import completed_months, first_day_of_month, last_day_of_months
from marketplace.domain.deposit import Account, Deposit
from marketplace.domain.organisation import Organisation
from marketplace.domain.price import Period
from marketplace.domain.tariff import Charge
from marketplace.domain.tax import TaxCategory, standard_rate_bp, tax_of

PAYMENT_DAYS = 30
"""Days to pay where the parties agreed nothing else; shown on the application page."""

LONGEST_WAIT = 120
"""Contract months that one payment covers at most; the manifest format allows no more."""

END_FEE = "中途解約金"
"""「中途解約金」 The line of what was agreed to be paid for an early end."""


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
    tax: TaxCategory = TaxCategory.TAXABLE

    @property
    def amount_ex_tax(self) -> int:
        """The line's sum, 税抜."""
        return self.quantity * self.unit_ex_tax


@dataclass(frozen=True, slots=True)
class TaxSum:
    """「税率ごとの合計」 Base and tax of one rate; the tax is rounded down once.

    What is outside the tax (不課税) has a row of its own, at no rate.
    """

    rate_bp: int
    base_yen: int
    tax_yen: int

    @property
    def is_taxed(self) -> bool:
        """Whether it is the row of a rate at all."""
        return self.rate_bp > 0


@dataclass(frozen=True, slots=True)
class Invoice:
    """「請求書」 Issuer and payee are the provider (provider_direct); numbers have no gaps.

    ``month`` is the contract month whose charges it asks for.
    """

    ref: str
    number: str
    contract_ref: str
    issuer: Organisation
    recipient: Organisation
    issued_on: date
    due_on: date
    lines: tuple[InvoiceLine, ...]
    month: int = 1
    deposits: tuple[Deposit, ...] = ()

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

    @property
    def account(self) -> Account:
        """「入金の状況」 What was paid of it so far."""
        return Account(self.total_in_tax, self.deposits)


def next_month(contract: Contract, invoiced: int) -> int | None:
    """「次の請求の月」 The next contract month with something to pay; None: there is none.

    ``invoiced`` is the last month that was invoiced (0: none). After the last month of a contract
    that ends early comes one more, for what was agreed to be paid for that.
    """
    last = _last_month(contract)
    end = invoiced + LONGEST_WAIT + 1 if last is None else last + 1
    months = range(invoiced + 1, end + 1)
    return next((month for month in months if month_lines(contract, month)), None)


def month_lines(contract: Contract, month: int) -> tuple[InvoiceLine, ...]:
    """「その月の明細」 What falls due in a contract month (counted from 1) and costs something."""
    last = _last_month(contract)
    if last is not None and month > last:
        return _fee_lines(contract) if month == last + 1 else ()
    charges = contract.application.breakdown.charges
    return tuple(_line(c, contract, month) for c in charges if c.paid_in(month))


def invoiced_from(contract: Contract, month: int) -> date:
    """「発行できる日」 The first month at once, any other from the first day of the one before."""
    if month == 1:
        return contract.signed_on
    return first_day_of_month(contract.starts_on, month - 1)


def due_day(issued_on: date) -> date:
    """「支払期日」 The last day to pay."""
    return issued_on + timedelta(days=PAYMENT_DAYS)


def _last_month(contract: Contract) -> int | None:
    """The number of the contract month in which the last day of service lies."""
    last = contract.last_day
    return None if last is None else completed_months(contract.starts_on, last) + 1


def _line(charge: Charge, contract: Contract, month: int) -> InvoiceLine:
    since, covered = first_day_of_month(contract.starts_on, month), _covers(charge)
    until = last_day_of_months(contract.starts_on, month - 1 + covered) if covered else since
    times = charge.paid_in(month) // charge.amount_ex_tax
    return InvoiceLine(
        f"{charge.name}（{_paid(charge)}）",
        since,
        until,
        charge.quantity,
        charge.basis.counter,
        charge.unit_ex_tax * times,
        standard_rate_bp(since),
    )


def _covers(charge: Charge) -> int:
    """How many months one payment is for; 0 where it is paid once."""
    if charge.period is Period.MONTH:
        return charge.prepay_months or 1
    return charge.period.months if charge.period else 0


def _paid(charge: Charge) -> str:
    if charge.period is None:
        return "初回のみ"
    if charge.period is Period.MONTH and charge.prepay_months:
        return f"{charge.prepay_months}か月分の前払い"
    return charge.period.label


def _fee_lines(contract: Contract) -> tuple[InvoiceLine, ...]:
    ending = contract.ending
    if ending is None or not ending.fee_ex_tax or ending.tax is None:
        return ()
    day = ending.ends_on
    rate = standard_rate_bp(day) if ending.tax is TaxCategory.TAXABLE else 0
    return (InvoiceLine(END_FEE, day, day, 1, "式", ending.fee_ex_tax, rate, ending.tax),)
