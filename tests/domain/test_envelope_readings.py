"""A price that can be read two ways is read both ways, and each pair of doubts four ways."""

from datetime import date

import pytest

from marketplace.domain.offering import Plan
from marketplace.domain.phrase import Bound
from marketplace.domain.price import Basis, Kind, Mode, Period, PriceComponent, PriceStep, Tax
from marketplace.domain.tariff import Tariff
from marketplace.domain.tier import ServiceClass

TODAY = date(2026, 11, 25)
STEPS = (PriceStep(2300, 4), PriceStep(1900))


def line(name, basis, amount, **said):
    """Give a compulsory monthly line 税抜; ``said`` replaces any of that."""
    usual = {"period": Period.MONTH, "tax": Tax.EXCLUDED, "compulsory": True} | said
    return PriceComponent(name, Kind.RECURRING, Basis(basis), amount, **usual)


def unsaid(**said):
    return line("監視", "terminal", None, mode=Mode.STEPS, steps=STEPS, **said)


def own(amount, **said):
    """Give a service at 1,500 a terminal that needs the seller's own line."""
    service = line("監視", "terminal", 1500, requires=("光回線",))
    return [service, line("光回線", "company", amount, compulsory=False, **said)]


# what is read | lines | smallest contract | cap a terminal → the answers, alike ones once
READINGS = [
    ("steps, at five terminals: 1,900 or 2,220", [unsaid()], 5, 2000, {True, False}),
    ("steps, at one terminal: 2,300 either way", [unsaid()], 1, 2000, {False}),
    ("steps, under a cap above both", [unsaid()], 1, 2300, {True}),
    (
        "steps 税込, at five: 1,900 or 2,220, less without tax",
        [unsaid(tax=Tax.INCLUDED)],
        5,
        2100,
        None,
    ),
    ("own line of 600: 1,500 or 2,100", own(600), 1, 2000, {True, False}),
    ("own line of 500: 1,500 or 2,000", own(500), 1, 2000, {True}),
    ("own line of 600 over two terminals: 1,800", own(600), 2, 2000, {True}),
    ("own line of 550 税込: 500 without tax", own(550, tax=Tax.INCLUDED), 1, 2000, {True, False}),
]


@pytest.mark.parametrize(("read", "lines", "least", "cap", "answers"), READINGS)
def test_every_reading_is_asked(read, lines, least, *, cap, answers):
    """Steps by the slice or for all, tax as it stands or taken off, the line counted or not."""
    found = Tariff(tuple(lines), least).envelope(TODAY)
    expected = {True, False} if answers is None else answers
    assert {envelope.keeps(0, cap, Bound.AT_MOST) for envelope in found} == expected, read


# lines → how many readings differ
NUMBERS = [
    ([line("監視", "terminal", 1500)], 1),
    ([line("監視", "terminal", 1500, tax=Tax.INCLUDED)], 2),
    ([unsaid()], 2),
    (own(600), 2),
    ([unsaid(tax=Tax.INCLUDED)], 4),
    ([unsaid(tax=Tax.INCLUDED, requires=("光回線",)), own(600)[1]], 8),
    ([unsaid(), line("基本料", "company", 0)], 2),
    ([line("監視", "terminal", None, mode=Mode.STEPS, steps=(PriceStep(1900),))], 1),
]


@pytest.mark.parametrize(("lines", "number"), NUMBERS)
def test_readings_that_come_to_the_same_count_once(lines, number):
    """Each doubt doubles the readings; one step reads the same both ways."""
    assert len(Tariff(tuple(lines)).envelope(TODAY)) == number


def test_a_plan_that_names_no_smallest_size_is_computed_from_one():
    """What is not declared stays undeclared; the price still needs a first size."""
    plan = Plan("basic", "基本", ServiceClass.CLASS1, (line("監視", "terminal", 1500),))
    assert (plan.terminals_min, plan.networks_min, plan.term_months) == (None, None, None)
    assert plan.tariff == Tariff(plan.prices, 1, None, 1)
