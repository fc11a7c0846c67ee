"""What the charts of real pages are made of: the total, the coverage, the days of a contract."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.domain.price import Size
from marketplace.domain.tier import TIERS, ServiceClass
from marketplace.host import read_manifest
from marketplace.store import contracts
from marketplace.web import prices, spans
from marketplace.web.catalogue import covering
from marketplace.web.charts import WIDTHS
from marketplace.web.charts.bars import STYLES
from tests.bench.market import WORLD

DAY = date(2026, 11, 25)
SIZE = Size(28, 2, 2)


@pytest.fixture
def database():
    """Pictures are the same on every database."""
    return "sqlite"


def plans():
    for path in sorted(WORLD.glob("*.yaml")):
        for plan in read_manifest(path.read_bytes(), path.name).offering.plans:
            yield plan, plan.tariff.breakdown(SIZE, 24, DAY)


def test_the_bar_of_a_price_is_its_total():
    """For every plan of the demo's world; few enough parts to be told apart."""
    drawn = [(prices.stacked(found, plan), found) for plan, found in plans()]
    bars = [(bar, found) for bar, found in drawn if bar]
    assert bars
    for bar, found in bars:
        assert bar.total == found.total_ex_tax
        assert 2 <= len(bar.parts) <= STYLES


def test_an_unknown_total_has_no_bar():
    """Nothing is drawn of what is not known."""
    unknown = [(plan, found) for plan, found in plans() if found.total_ex_tax is None]
    assert unknown
    assert all(prices.stacked(found, plan) is None for plan, found in unknown)


def test_the_smallest_parts_are_gathered():
    """The sum stays; the largest keep their names."""
    many = [(f"{n}番", 100 - n) for n in range(STYLES + 3)]
    found = prices._gathered(many)
    assert len(found) == STYLES
    assert found[-1][0] == prices.THE_REST
    assert sum(amount for _, amount in found) == sum(amount for _, amount in many)
    assert prices._gathered(many[:STYLES]) == tuple(many[:STYLES])


def test_the_squares_of_a_star_are_all_its_criteria():
    """81 of ★3; what is declared whole is full, what nobody declared is empty."""
    raw = (WORLD.parent / "sc" / "sumihashi-star3.yaml").read_bytes()
    covering_one = read_manifest(raw, "x.yaml")
    tier = covering_one.coverage[0].tier
    found = covering.squares(covering_one, tier)
    whole = [one for one in covering_one.coverage if one.tier == tier and one.extent]
    assert found.total == {"3": 81, "4": 153}[tier.star.value]
    assert found.sums["full"] + found.sums["part"] == len(whole)
    empty = covering.squares(replace(covering_one, coverage=()), TIERS["SCstar3"])
    assert empty.sums == {"full": 0, "part": 0, "out": 81}
    assert covering.squares(covering_one, ServiceClass.CLASS1) is None


def test_a_contract_is_drawn_with_its_days(store, world, scene):
    """Its term, the last day for notice, and today; in the order of their days."""
    with store.read() as book:
        found = contracts.contract(book, world.company, scene.contract)
    told = replace(found.application.terms, notice_days=30)
    found = replace(found, application=replace(found.application, terms=told))
    wide, narrow = spans.contract(found, DAY)
    assert (wide.wide, narrow.wide) == WIDTHS
    words = " ".join(text.words for text in wide.texts)
    until = found.term_ends_on - timedelta(days=30)
    for part in ("契約期間 2026年12月1日", f"{until.month}月{until.day}日", "今日 2026年11月25日"):
        assert part in words
    starts = [mark.x for mark in wide.marks]
    assert starts == sorted(starts)
    silent = replace(
        found, application=replace(found.application, terms=replace(told, notice_days=None))
    )
    assert "連絡の期限" not in " ".join(text.words for text in spans.contract(silent, DAY)[0].texts)
