"""「料金表」 The only place where a price is computed; criteria, comparison and invoices use it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from marketplace.domain.envelope import Envelope
from marketplace.domain.outline import outline
from marketplace.domain.price import (
    Basis,
    Kind,
    Mode,
    Period,
    PriceComponent,
    PriceStep,
    Size,
    Tax,
)
from marketplace.domain.steps import Slice, slices
from marketplace.domain.tax import ex_tax_bounds, standard_rate_bp


@dataclass(frozen=True, slots=True)
class Charge:
    """「内訳の行」 One slice of one component at one company: quantity × unit, 税抜 integer yen.

    ``period`` None is paid once. ``first_month`` to ``last_month`` are the contract months of a
    campaign; ``prepay_months`` are paid at once in advance.
    """

    name: str
    basis: Basis
    quantity: int
    unit_ex_tax: int
    period: Period | None
    first_month: int = 1
    last_month: int | None = None
    prepay_months: int | None = None

    @property
    def amount_ex_tax(self) -> int:
        """One month, one year, or the one payment of this line, 税抜."""
        return self.quantity * self.unit_ex_tax

    def is_due_in(self, month: int) -> bool:
        """Whether the line is charged in a contract month."""
        return self.first_month <= month and (self.last_month is None or month <= self.last_month)

    def payments(self, months: int) -> int:
        """How many months (years, single payments) are paid for over ``months`` of contract.

        A begun year and a begun prepayment are paid in full.
        """
        if self.period is None:
            return 1
        last = months if self.last_month is None else min(months, self.last_month)
        due = max(last - self.first_month + 1, 0)
        block = self.prepay_months or 1
        if self.period is Period.YEAR:
            return -(-due // self.period.months)
        return -(-due // block) * block

    def paid_in(self, month: int) -> int:
        """「その月の支払い」 What falls due in a contract month (counted from 1), 税抜.

        What is paid once falls due in the first month; a year and a prepayment with their first.
        """
        if self.period is None:
            return self.amount_ex_tax if month == 1 else 0
        ahead = self.prepay_months or 1
        every = ahead if self.period is Period.MONTH else self.period.months
        if not self.is_due_in(month) or (month - self.first_month) % every:
            return 0
        return self.amount_ex_tax * (ahead if self.period is Period.MONTH else 1)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """「費用の内訳」 What a company pays: charges, sums and what could not be computed.

    Sums are None as soon as one compulsory amount is unknown: unknown is never zero. ``each_time``
    names what is charged only when it happens (都度); it is in no sum.
    """

    charges: tuple[Charge, ...]
    unknown: tuple[str, ...]
    months: int
    each_time: tuple[str, ...] = ()

    @property
    def monthly_ex_tax(self) -> int | None:
        """「月額」 Sum of the monthly charges in the dearest month, 税抜."""
        monthly = [c for c in self.charges if c.period is Period.MONTH]
        starts = {c.first_month for c in monthly if c.first_month <= self.months} or {1}
        sums = [sum(c.amount_ex_tax for c in monthly if c.is_due_in(month)) for month in starts]
        return None if self.unknown else max(sums)

    @property
    def yearly_ex_tax(self) -> int | None:
        """「年額」 Sum of the yearly charges, 税抜."""
        yearly = (c.amount_ex_tax for c in self.charges if c.period is Period.YEAR)
        return None if self.unknown else sum(yearly)

    @property
    def one_time_ex_tax(self) -> int | None:
        """「初期費用」 Sum of what is paid once, 税抜."""
        return None if self.unknown else sum(c.amount_ex_tax for c in self.charges if not c.period)

    @property
    def total_ex_tax(self) -> int | None:
        """「期間の合計」 Everything paid over ``months``, 税抜."""
        if self.unknown:
            return None
        return sum(c.amount_ex_tax * c.payments(self.months) for c in self.charges)

    def paid_in(self, month: int) -> int | None:
        """「その月の支払い」 What falls due in a contract month, 税抜; None: not known."""
        return None if self.unknown else sum(c.paid_in(month) for c in self.charges)

    @property
    def effective_monthly_ex_tax(self) -> int | None:
        """「実質月額」 The total divided by the months, rounded up to the yen."""
        total = self.total_ex_tax
        return None if total is None else -(-total // self.months)


@dataclass(frozen=True, slots=True)
class Tariff:
    """「料金表」 The components of a plan and the sizes it is sold in."""

    components: tuple[PriceComponent, ...]
    terminals_min: int = 1
    terminals_max: int | None = None
    networks_min: int = 1

    def breakdown(self, size: Size, months: int, day: date) -> Breakdown:
        """What a company of this size pays over ``months``, 税抜; optional lines are left out."""
        due = [c for c in self.bought if c.kind is not Kind.USAGE and size.count(c.basis) != 0]
        found = [(c, _charges(c, size, day)) for c in due]
        charges = tuple(charge for _, made in found for charge in made or ())
        unknown = tuple(c.name for c, made in found if made is None)
        each_time = tuple(c.name for c in self.components if c.kind is Kind.USAGE)
        return Breakdown(charges, unknown if due else ("料金",), months, each_time)

    @property
    def bought(self) -> tuple[PriceComponent, ...]:
        """What a customer ends up paying for: what cannot be declined, and what that needs."""
        needed = self._required
        return tuple(c for c in self.components if c.compulsory is not False or c.name in needed)

    @property
    def _required(self) -> frozenset[str]:
        """The names that something bought requires, and what those require in turn."""
        found: set[str] = set()
        more = {name for c in self.components if c.compulsory is not False for name in c.requires}
        while more:
            found |= more
            asked = {name for c in self.components if c.name in more for name in c.requires}
            more = asked - found
        return frozenset(found)

    def sells(self, size: Size) -> bool:
        """Whether this size is within what the plan is sold for."""
        if size.terminals < self.terminals_min or size.networks < self.networks_min:
            return False
        return self.terminals_max is None or size.terminals <= self.terminals_max

    def envelope(self, day: date) -> tuple[Envelope, ...] | None:
        """The compulsory recurring fees at every size sold, one envelope a reading; None: unknown.

        Read two ways, each way once: a price only known 税込 (as it stands, and with the tax of
        ``day`` taken off); a table of steps that does not say how it counts; and the seller's own
        line that the service requires (counted, and not). Optional and one-time fees are left out.
        """
        fees = [c for c in self.bought if c.kind is Kind.RECURRING]
        if not fees or not all(c.is_known for c in fees):
            return None
        readings: dict[Envelope, None] = {}
        needed = self._required
        for tax_off, mode, lines in product((False, True), _STEP_READINGS, (True, False)):
            counted = [c for c in fees if lines or c.name not in needed]
            read = [_read(c, mode, day if tax_off else None) for c in counted]
            made = outline(tuple(read), self.terminals_min, self.terminals_max, self.networks_min)
            if made is None:
                return None
            readings[made] = None
        return tuple(readings)


_STEP_READINGS = (Mode.VOLUME, Mode.GRADUATED)


def _read(component: PriceComponent, mode: Mode, tax_off: date | None) -> PriceComponent:
    """One reading of a component: its steps read one way, its tax taken off or not."""
    if tax_off and component.tax is Tax.INCLUDED:
        component = _ex_tax(component, tax_off)
    return replace(component, mode=mode) if component.mode is Mode.STEPS else component


def _ex_tax(component: PriceComponent, day: date) -> PriceComponent:
    if component.tax is not Tax.INCLUDED:
        return component
    rate = standard_rate_bp(day)
    amount = None if component.amount is None else ex_tax_bounds(component.amount, rate)
    steps = tuple(
        PriceStep(ex_tax_bounds(s.amount, rate), s.upto, s.grace) for s in component.steps
    )
    return replace(component, amount=amount, steps=steps, tax=Tax.EXCLUDED)


def _charges(component: PriceComponent, size: Size, day: date) -> tuple[Charge, ...] | None:
    """The lines of one component at a company; None where they cannot be known."""
    quantity = size.count(component.basis)
    if quantity is None or not component.is_known or component.mode is Mode.STEPS:
        return None
    read = _ex_tax(component, day)
    found = slices(read, quantity, read.mode)
    return None if found is None else tuple(_charge(component, one) for one in found)


def _charge(component: PriceComponent, one: Slice) -> Charge:
    name = f"{component.name}（{one.note}）" if one.note else component.name
    period = component.period if component.kind is Kind.RECURRING else None
    return Charge(
        name,
        component.basis,
        one.quantity,
        one.unit,
        period,
        component.first_month,
        component.last_month,
        component.prepay_months,
    )
