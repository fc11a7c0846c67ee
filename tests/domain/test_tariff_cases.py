"""What a company pays for each shape of price, from a table that a layman can check."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from marketplace.domain.price import (
    Basis,
    Kind,
    Mode,
    Period,
    PriceComponent,
    PriceStep,
    Qualifier,
    Size,
    Tax,
)
from marketplace.domain.tariff import Tariff

TABLE = tomllib.loads(Path(__file__).with_name("tariff_cases.toml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 25)
WORDS = {"kind": Kind, "basis": Basis, "period": Period, "mode": Mode, "tax": Tax}
WORDS |= {"qualifier": Qualifier}
CASES = [
    pytest.param(shape["prices"][case["prices"]], case, id=f"{shape['name']}: {case['says']}")
    for shape in TABLE["shape"]
    for case in shape["cases"]
]


def component(written):
    """Build one price as the head of the table says: 税抜, compulsory, monthly unless written."""
    usual = {"kind": "recurring", "tax": "excluded", "compulsory": True} | written
    if usual["kind"] == "recurring":
        usual.setdefault("period", "month")
    steps = tuple(PriceStep(**step) for step in usual.pop("steps", ()))
    named = {key: WORDS[key](value) if key in WORDS else value for key, value in usual.items()}
    needed = tuple(named.pop("requires", ()))
    return PriceComponent(**named, steps=steps, requires=needed)


def told(charge):
    return f"{charge.name} {charge.quantity:,} × {charge.unit_ex_tax:,}"


def sums(breakdown):
    return [
        breakdown.monthly_ex_tax,
        breakdown.yearly_ex_tax,
        breakdown.one_time_ex_tax,
        breakdown.total_ex_tax,
        breakdown.effective_monthly_ex_tax,
    ]


@pytest.mark.parametrize(("prices", "case"), CASES)
def test_a_company_pays_what_was_worked_out_by_hand(prices, case):
    """Line by line, and every sum; what is unknown is named and makes every sum unknown."""
    tariff = Tariff(tuple(component(price) for price in prices))
    found = tariff.breakdown(Size(*case["company"]), case["months"], case.get("day", DAY))
    assert [told(charge) for charge in found.charges] == case["lines"]
    assert list(found.unknown) == case.get("unknown", [])
    assert sums(found) == case.get("sums", [None] * 5)


def test_each_shape_has_twelve_cases_told_apart():
    """A case that hides another of the same words would never run."""
    names = [case.id for case in CASES]
    assert len(set(names)) == len(names)
    assert {len(shape["cases"]) for shape in TABLE["shape"]} == {12}


def test_every_price_of_the_table_is_used():
    """No price stands idle."""
    for shape in TABLE["shape"]:
        assert {case["prices"] for case in shape["cases"]} == set(shape["prices"]), shape["name"]


def test_what_is_needed_may_need_more():
    """A service that needs the seller's line, which needs the seller's router, costs all three."""
    lines = (
        component({"name": "監視", "basis": "network", "amount": 9000, "requires": ["光回線"]}),
        component(
            {
                "name": "光回線",
                "basis": "network",
                "amount": 5000,
                "compulsory": False,
                "requires": ["ルーター"],
            }
        ),
        component({"name": "ルーター", "basis": "network", "amount": 500, "compulsory": False}),
    )
    assert Tariff(lines).breakdown(Size(5, 0, 1), 1, DAY).total_ex_tax == 14_500


def test_what_is_charged_each_time_is_named_and_in_no_sum():
    """A visit costs only when it happens."""
    lines = (
        component({"name": "監視", "basis": "network", "amount": 9000}),
        component({"name": "駆付け", "basis": "company", "kind": "usage", "amount": 20_000}),
        component({"name": "夜間の駆付け", "basis": "company", "kind": "usage"}),
    )
    found = Tariff(lines).breakdown(Size(5, 0, 1), 12, DAY)
    assert found.each_time == ("駆付け", "夜間の駆付け")
    assert found.total_ex_tax == 108_000
