"""A factory with 28 PCs, 2 servers and 2 sites can reckon every total from what the pages show."""

import pytest

from marketplace.desk.catalogue.listing import current
from marketplace.domain.price import Size
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.bench.market import DAY, NOW, filled, world
from tests.web.catalogue import reckoning

SIZE, MONTHS = Size(28, 2, 2), 24
QUERY = "?pcs=28&servers=2&networks=2&months=24"


@pytest.fixture
def market(store):
    """Give the demo's whole market in a store."""
    return filled(store, world())


@pytest.fixture
def opens(market):
    """Give a way to open a page of that market."""
    config = WebConfig(market.store, "k" * 32, demo=False, clock=lambda: NOW)
    client = create_app(config).test_client()

    def do(path):
        answer = client.get(path)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return do


@pytest.fixture
def tariffs(market):
    """Give what the tariff says of every plan that is sold in this size, by plan."""
    with market.store.read() as book:
        listed = current(book, DAY).listings
    sold = [one for one in listed if one.plan.tariff.sells(SIZE)]
    assert len(listed) > 50
    return {
        f"{one.entry.ref}~{one.plan.code}": one.plan.tariff.breakdown(SIZE, MONTHS, DAY)
        for one in sold
    }


def agree(found, tariffs):
    """Every total is there, is that of the tariff, and comes out of the lines beside it."""
    assert {plan: one.said for plan, one in found.items()} == {
        plan: one.total_ex_tax for plan, one in tariffs.items()
    }
    assert [plan for plan, one in found.items() if not one.agrees] == []
    known = {plan: one for plan, one in found.items() if one.said is not None}
    assert {plan: one.total for plan, one in known.items()} == {
        plan: tariffs[plan].total_ex_tax for plan in known
    }


def test_every_total_of_the_catalogue(opens, tariffs):
    """All cards, on both pages of the list."""
    pages = "".join(opens(f"/services{QUERY}&page={number}") for number in (1, 2))
    agree(reckoning.cards(pages, MONTHS), tariffs)


def test_every_total_of_the_table(opens, tariffs):
    """The whole market, one row each."""
    agree(reckoning.rows(opens(f"/services{QUERY}&view=table")), tariffs)


def test_every_total_of_the_offerings(opens, tariffs):
    """Every plan on the page of its offering."""
    found = {}
    for ref in {plan.partition("~")[0] for plan in tariffs}:
        page = reckoning.plans(opens(f"/services/{ref}{QUERY}"))
        found |= {f"{ref}~{code}": one for code, one in page.items()}
    agree(found, tariffs)


def test_a_wrong_total_would_be_found():
    """The reckoning itself can fail: in a line, and in the sum."""
    card = (
        '<article class="card"><input name="p" value="ct_a~b">24か月の合計 {}円この金額の内訳'
        "<span>見守り：100円 × 端末 3台 × 24か月分 ＝ {}円</span></article>"
    )
    right = reckoning.cards(card.format("7,200", "7,200"), MONTHS)["ct_a~b"]
    assert (right.agrees, right.total) == (True, 7200)
    for wrong in (("7,201", "7,200"), ("7,200", "7,201")):
        assert not reckoning.cards(card.format(*wrong), MONTHS)["ct_a~b"].agrees
