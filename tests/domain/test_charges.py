"""The lines of a breakdown: what is counted, when it is due, what taking tax off leaves alone."""

from datetime import date

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
from marketplace.domain.tariff import Charge, Tariff

TODAY = date(2026, 11, 25)
OFFICE = Size(pcs=12, servers=0, networks=1)


def monthly(amount=None, **said):
    usual = {"period": Period.MONTH, "tax": Tax.EXCLUDED, "compulsory": True}
    return PriceComponent("監視", Kind.RECURRING, Basis.PC, amount, **(usual | said))


def charges(component, months=12):
    return Tariff((component,)).breakdown(OFFICE, months, TODAY).charges


def test_a_line_names_what_it_counts():
    (charge,) = charges(monthly(900))
    assert (charge.basis, charge.quantity, charge.unit_ex_tax) == (Basis.PC, 12, 900)


def test_a_line_is_due_from_its_first_month_to_its_last_both_included():
    charge = Charge("監視", Basis.PC, 1, 900, Period.MONTH, first_month=2, last_month=4)
    assert [month for month in range(1, 7) if charge.is_due_in(month)] == [2, 3, 4]


def test_taking_tax_off_keeps_the_grace_of_a_step():
    steps = (PriceStep(1100, upto=10, grace=12), PriceStep(990))
    component = monthly(mode=Mode.VOLUME, steps=steps, tax=Tax.INCLUDED)
    (charge,) = charges(component)
    assert (charge.quantity, charge.unit_ex_tax) == (12, 1000)


def test_taking_tax_off_keeps_a_step_without_grace():
    steps = (PriceStep(1100, upto=10), PriceStep(990))
    component = monthly(mode=Mode.VOLUME, steps=steps, tax=Tax.INCLUDED)
    (charge,) = charges(component)
    assert (charge.quantity, charge.unit_ex_tax) == (12, 900)


def test_what_is_paid_once_has_no_period():
    said = {"period": Period.MONTH, "tax": Tax.EXCLUDED, "compulsory": True}
    component = PriceComponent("設置", Kind.ONE_TIME, Basis.COMPANY, 5000, **said)
    (charge,) = charges(component)
    assert (charge.period, charge.payments(12)) == (None, 1)
