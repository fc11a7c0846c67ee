"""「料金表」 The only place where a price is computed; criteria, comparison and invoices use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from marketplace.domain.envelope import Envelope, EnvelopeLine
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Size, Tax
from marketplace.domain.tax import ex_tax_bounds, standard_rate_bp

_TERMINALS = (Basis.TERMINAL, Basis.PC, Basis.SERVER)


@dataclass(frozen=True, slots=True)
class Charge:
    """「内訳の行」 One component at one company: quantity × unit, 税抜 integer yen a payment."""

    name: str
    basis: Basis
    quantity: int
    unit_ex_tax: int
    period: Period | None

    @property
    def amount_ex_tax(self) -> int:
        """One payment of this line, 税抜."""
        return self.quantity * self.unit_ex_tax


@dataclass(frozen=True, slots=True)
class Breakdown:
    """「費用の内訳」 What a company pays: charges, sums and what could not be computed.

    Sums are None as soon as one compulsory amount is unknown: unknown is never zero.
    """

    charges: tuple[Charge, ...]
    unknown: tuple[str, ...]
    months: int

    @property
    def monthly_ex_tax(self) -> int | None:
        """「月額」 Sum of the monthly charges, 税抜."""
        return self._sum(lambda charge: charge.period is Period.MONTH)

    @property
    def yearly_ex_tax(self) -> int | None:
        """「年額」 Sum of the yearly charges, 税抜."""
        return self._sum(lambda charge: charge.period is Period.YEAR)

    @property
    def one_time_ex_tax(self) -> int | None:
        """「初期費用」 Sum of what is paid once, 税抜."""
        return self._sum(lambda charge: charge.period is None)

    @property
    def total_ex_tax(self) -> int | None:
        """「期間の合計」 Everything paid over ``months``, 税抜; a begun year is paid in full."""
        if self.unknown:
            return None
        return sum(c.amount_ex_tax * _payments(c, self.months) for c in self.charges)

    @property
    def effective_monthly_ex_tax(self) -> int | None:
        """「実質月額」 The total divided by the months, rounded up to the yen."""
        total = self.total_ex_tax
        return None if total is None else -(-total // self.months)

    def _sum(self, wanted: Callable[[Charge], bool]) -> int | None:
        if self.unknown:
            return None
        return sum(charge.amount_ex_tax for charge in self.charges if wanted(charge))


@dataclass(frozen=True, slots=True)
class Tariff:
    """「料金表」 The components of a plan and the sizes it is sold in."""

    components: tuple[PriceComponent, ...]
    terminals_min: int = 1
    terminals_max: int | None = None
    networks_min: int = 1

    def breakdown(self, size: Size, months: int, day: date) -> Breakdown:
        """What a company of this size pays over ``months``, 税抜; optional lines are left out."""
        due = [c for c in self.components if c.compulsory is not False and size.count(c.basis)]
        charges = tuple(_charge(c, size, day) for c in due if c.is_known)
        unknown = tuple(c.name for c in due if not c.is_known)
        return Breakdown(charges, unknown if due else ("料金",), months)

    def sells(self, size: Size) -> bool:
        """Whether this size is within what the plan is sold for."""
        if size.terminals < self.terminals_min or size.networks < self.networks_min:
            return False
        return self.terminals_max is None or size.terminals <= self.terminals_max

    def envelope(self, day: date) -> tuple[Envelope, ...] | None:
        """The compulsory recurring fees at every size sold, one envelope a reading; None: unknown.

        A price that is only known 税込 is read twice, as it stands and with the tax of ``day``
        taken off; equal readings count once. Optional and one-time fees are left out.
        """
        fees = [
            c for c in self.components if c.kind is Kind.RECURRING and c.compulsory is not False
        ]
        if not fees or not all(c.is_known for c in fees):
            return None
        as_given = self._reading(fees, _amount)
        tax_off = self._reading(fees, lambda c: _ex_tax(c, day))
        return (as_given,) if as_given == tax_off else (as_given, tax_off)

    def _reading(
        self, fees: list[PriceComponent], amount: Callable[[PriceComponent], int]
    ) -> Envelope:
        def twelve(*bases: Basis) -> int:
            return sum(_a_year(c) * amount(c) for c in fees if c.basis in bases)

        base = twelve(Basis.COMPANY) + self.networks_min * twelve(Basis.NETWORK)
        kinds = [b for b in (Basis.PC, Basis.SERVER) if any(c.basis is b for c in fees)]
        lines = tuple(
            self._line(kind, base, twelve(Basis.TERMINAL, kind))
            for kind in kinds or [Basis.TERMINAL]
        )
        return Envelope(lines, self.networks_min)

    def _line(self, kind: Basis, base: int, each: int) -> EnvelopeLine:
        sizes = (self.terminals_min, self.terminals_max or self.terminals_min)
        vertices = tuple((n, base + each * n) for n in dict.fromkeys(sizes))
        return EnvelopeLine(kind.label, vertices, None if self.terminals_max else each)


def _a_year(component: PriceComponent) -> int:
    return 12 // (component.period or Period.MONTH).months


def _payments(charge: Charge, months: int) -> int:
    return 1 if charge.period is None else -(-months // charge.period.months)


def _amount(component: PriceComponent) -> int:
    if component.amount is None:
        raise ValueError(f"the amount of {component.name} is unknown")
    return component.amount


def _ex_tax(component: PriceComponent, day: date) -> int:
    amount = _amount(component)
    if component.tax is Tax.INCLUDED:
        return ex_tax_bounds(amount, standard_rate_bp(day))
    return amount


def _charge(component: PriceComponent, size: Size, day: date) -> Charge:
    quantity = size.count(component.basis)
    period = component.period if component.kind is Kind.RECURRING else None
    return Charge(component.name, component.basis, quantity, _ex_tax(component, day), period)
