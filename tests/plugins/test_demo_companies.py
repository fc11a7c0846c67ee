"""The demo's twelve companies, and what the factory among them would pay for every plan.

What it would pay is computed a second time, month by month, from the plain document.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from marketplace.codec.text import parse
from marketplace.domain.codes import is_corporate_number
from marketplace.domain.price import Size
from marketplace.host import read_manifest

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
FILES = sorted((DEMO / "world").glob("*.yaml"))
FILES += [DEMO / f"{name}.yaml" for name in ("hinata", "tsubasa", "kasane")]
DAY = date(2026, 11, 25)
YEAR = 12
COMPANIES = parse((DEMO / "companies.yaml").read_bytes()).value["companies"]
FACTORY = COMPANIES[0]
FICTIONAL = "（架空）"
LETTERS = "ABCDEFGHIJKLMNOPQRST"
"""日本標準産業分類 大分類 (令和5年7月改定)."""


# The companies


def test_there_are_twelve_companies_each_once():
    """Keys, names, numbers and addresses tell them apart, and all are fictional."""
    people = [person["mail"] for company in COMPANIES for person in company["people"]]
    assert len(COMPANIES) == 12
    for field in ("key", "name", "reading", "corporate_number"):
        assert len({company[field] for company in COMPANIES}) == 12
    assert len(set(people)) == len(people) >= 12
    assert all(company["name"].endswith(FICTIONAL) for company in COMPANIES)


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company["key"])
def test_a_company_is_whole_and_belongs_to_nobody(company):
    """A right check digit over an office that does not exist; mail that nobody can own."""
    assert is_corporate_number(company["corporate_number"])
    assert company["corporate_number"][1:5] == "9999"
    assert "架空町" in company["address"]
    assert re.fullmatch("[ぁ-んー]+", company["reading"])
    assert company["industry"]["letter"] in LETTERS
    assert company["today"].endswith("。")
    assert min(company["staff"], company["pcs"], len(company["sites"])) >= 1
    assert all("01" <= site["prefecture"] <= "47" for site in company["sites"])
    for person in company["people"]:
        assert person["role"]
        assert re.fullmatch(rf"[a-z]+@{company['key']}\.example\.jp", person["mail"])


def test_companies_have_the_shape_of_the_small_ones_that_took_part():
    """Makers a quarter, trade about a seventh; a quarter has five staff or fewer."""
    letters = Counter(company["industry"]["letter"] for company in COMPANIES)
    assert (letters["E"], letters["I"], letters["R"]) == (3, 2, 1)
    assert len(letters) == 9
    staff = sorted(company["staff"] for company in COMPANIES)
    assert sum(number <= 5 for number in staff) == 3
    assert sum(21 <= number <= 50 for number in staff) == 2
    assert sum(number > 200 for number in staff) == 2


def test_the_factory_stands_in_osaka():
    """28 PCs, two servers, two sites."""
    assert (FACTORY["pcs"], FACTORY["servers"]) == (28, 2)
    assert [site["prefecture"] for site in FACTORY["sites"]] == ["27", "27"]
    assert FACTORY["industry"]["name"] == "製造業"


# What the factory would pay


def counted(price, company):
    numbers = {
        "network": len(company["sites"]),
        "terminal": company["pcs"] + company["servers"],
        "pc": company["pcs"],
        "server": company["servers"],
        "company": 1,
        "staff": company["staff"],
    }
    return numbers[price["basis"]]


def bought(plan):
    """What cannot be declined, and what that requires; nothing that is paid each time."""
    needed = {n for p in plan["prices"] if p["compulsory"] for n in p.get("requires", [])}
    due = [p for p in plan["prices"] if p["kind"] != "usage"]
    return [p for p in due if p["compulsory"] or p["name"] in needed]


def is_stated(price):
    exact = price.get("qualifier", "exact") == "exact"
    return exact and price.get("mode") != "steps" and ("amount" in price or "steps" in price)


def once(price, company):
    """One payment of a price, 税抜: each unit is looked up in the table by itself."""
    number = max(counted(price, company), price.get("least", 0)) - price.get("included", 0)
    steps = price.get("steps") or [{"amount": price["amount"]}]

    def amount(unit):
        fits = [s for s in steps if unit <= s.get("grace", s.get("upto", unit))]
        return ex_tax(fits[0]["amount"], price)

    if number <= 0:
        return 0
    if price.get("mode") == "package":
        return amount(number)
    alike = price.get("mode") == "volume"
    return sum(amount(number if alike else unit) for unit in range(1, number + 1))


def ex_tax(yen, price):
    if price["tax"] == "excluded":
        return yen
    assert yen * 10 % 11 == 0, "the demo's prices with tax leave no fraction"
    return yen * 10 // 11


def dues(price, company, months):
    """Give what falls due in each contract month, counted from zero."""
    first, last = price.get("first_month", 1) - 1, price.get("last_month", months)
    every = [once(price, company) if first <= m < last else 0 for m in range(months)]
    if price["kind"] == "one_time":
        return [once(price, company)] + [0] * (months - 1)
    if price["period"] == "year":
        return [due if m % YEAR == 0 else 0 for m, due in enumerate(every)]
    return every


def paid(price, company, months):
    """Give the sum over the contract; a begun prepayment is paid whole."""
    block = price.get("prepay_months", 1)
    whole = -(-months // block) * block
    return sum(dues(price, company, whole if block > 1 else months))


def of_kind(prices, kind, period=None):
    return [p for p in prices if p["kind"] == kind and p.get("period") == period]


def recomputed(plan, months):
    """Give (dearest month, year, once, total)."""
    prices = bought(plan)
    monthly = [dues(p, FACTORY, months) for p in of_kind(prices, "recurring", "month")]
    return (
        max((sum(month) for month in zip(*monthly, strict=True)), default=0),
        sum(once(p, FACTORY) for p in of_kind(prices, "recurring", "year")),
        sum(once(p, FACTORY) for p in of_kind(prices, "one_time")),
        sum(paid(p, FACTORY, months) for p in prices),
    )


def plans():
    for file in FILES:
        raw = file.read_bytes()
        plain = parse(raw).value["plans"]
        for one, declared in zip(plain, read_manifest(raw, file.name).offering.plans, strict=True):
            yield pytest.param(one, declared, id=f"{file.stem}-{declared.code}")


PLANS = list(plans())


@pytest.mark.parametrize(("plain", "plan"), PLANS)
def test_the_factory_pays_what_a_second_computation_says(plain, plan):
    """Month by month and unit by unit; what cannot be known is named and in no sum."""
    size = Size(FACTORY["pcs"], FACTORY["servers"], len(FACTORY["sites"]), FACTORY["staff"])
    for months in sorted({plan.term_months or 1, 7, 12, 24}):
        told = plan.tariff.breakdown(size, months, DAY)
        sums = (told.monthly_ex_tax, told.yearly_ex_tax, told.one_time_ex_tax, told.total_ex_tax)
        unstated = [price["name"] for price in bought(plain) if not is_stated(price)]
        assert list(told.unknown) == unstated
        assert sums == ((None,) * 4 if unstated else recomputed(plain, months))


def test_four_plans_have_no_price_for_the_factory():
    """「〜から」, by quotation, and two tables that do not say how they count."""
    silent = {p.id for p in PLANS if not all(map(is_stated, bought(p.values[0])))}
    assert silent == {
        "hizenya-hirosa",
        "amatsubo-mitsumori",
        "budouzaka-mimawari",
        "kirishimo-onaji",
    }


def test_most_plans_are_sold_to_the_factory():
    """All but two: one is for smaller, one for larger companies."""
    size = Size(FACTORY["pcs"], FACTORY["servers"], len(FACTORY["sites"]), FACTORY["staff"])
    apart = {p.id for p in PLANS if not p.values[1].tariff.sells(size)}
    assert apart == {"amatsubo-chiisana", "amatsubo-mitsumori"}
