"""The panel works as a plain form; conditions are kept, removable, and named when they fail."""

import re

import pytest

from marketplace.domain.price import Size
from marketplace.store import organisations
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.bench.market import NOW, filled
from tests.bench.market import world as manifests

SIZE = "/services?pcs=28&servers=2&networks=2&months=24"
OSAKA = "27"


@pytest.fixture
def opens(store):
    """Give a way to open a page of the demo's whole market."""
    filled(store, manifests())
    config = WebConfig(store, "k" * 32, demo=False, clock=lambda: NOW)
    client = create_app(config).test_client()

    def do(more="", status=200, base=SIZE):
        answer = client.get(base + more)
        assert answer.status_code == status
        return answer.get_data(as_text=True)

    return do


def count(page):
    return int(re.search(r'class="cnt">(\d+)件', page)[1])


def chips(page):
    found = re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)
    links = re.findall(r'href="([^"]*)">([^<]*)<span class="vh">を外す', found[0]) if found else []
    return {words: address.replace("&amp;", "&") for address, words in links}


def option(page, name, value):
    found = re.search(rf'<input[^>]*name="{name}" value="{value}"([^>]*)>.*?"c">(\d+)', page)
    return found[1].strip(), int(found[2])


def test_a_count_tells_what_the_condition_leaves(opens):
    """Choosing a value finds as many as stood beside it."""
    usual = opens()
    for name, value in (("area", OSAKA), ("watch", "combined"), ("tier", "class2"), ("term", "12")):
        mark, promised = option(usual, name, value)
        page = opens(f"&{name}={value}")
        assert (mark, count(page)) == ("", promised)
        assert option(page, name, value)[0] == "checked"


def test_a_value_without_a_listing_cannot_be_chosen(opens):
    """It stands there, greyed; once chosen it can be taken back."""
    assert option(opens(), "tier", "SCstar3") == ("disabled", 0)
    assert option(opens("&tier=SCstar3"), "tier", "SCstar3") == ("checked", 0)


def test_each_condition_can_be_taken_back(opens):
    """A chip a condition, with the address without it; the size stays."""
    asked = "&area=27&area=28&dispatch=yes&term=24&price=60000&view=table"
    found = chips(opens(asked))
    assert list(found) == [
        "地域：大阪府",
        "地域：兵庫県",
        "駆付け：あり",
        "最低契約：24か月まで",
        "実質月額：60,000円まで",
    ]
    left = found["地域：大阪府"]
    assert "area=28" in left
    assert "area=27" not in left
    assert "pcs=28" in left
    assert "view=table" in left
    assert list(chips(opens(base=left))) == list(found)[1:]


def test_a_new_size_keeps_the_conditions(opens):
    """The bar carries them, and the panel carries the size."""
    page = opens("&area=27&tier=class1&page=2")
    bar = re.search(r'<section class="sizebar.*?</section>', page, re.DOTALL)[0]
    assert '<input type="hidden" name="area" value="27">' in bar
    assert '<input type="hidden" name="tier" value="class1">' in bar
    assert 'name="page"' not in bar
    panel = re.search(r'<details class="filters".*?</form>', page, re.DOTALL)[0]
    assert '<input type="hidden" name="pcs" value="28">' in panel


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "abc"),
        ("price", "-1"),
        ("price", "1000000000"),
        ("term", "121"),
        ("tier", "x"),
        ("area", "48"),
        ("watch", "%3Cb%3E"),
    ],
)
def test_a_condition_that_cannot_be_used_is_named(opens, field, value):
    """422, beside its field; the page stands without it and the rest of the address holds."""
    page = opens(f"&{field}={value}&dispatch=yes", status=422)
    assert f'href="#f-{field}"' in page
    assert f'id="f-{field}"' in page
    assert f'id="err-{field}"' in page
    assert list(chips(page)) == ["駆付け：あり"]
    assert count(page) == count(opens("&dispatch=yes"))
    assert "<b>" not in re.search(r'class="errsum".*?</section>', page, re.DOTALL)[0]


@pytest.mark.parametrize("pcs", ["0&servers=0", "1000000000", "たくさん", ""])
def test_a_bad_size_keeps_the_conditions(opens, pcs):
    """422 beside the field; no price is shown, and the conditions wait in the bar."""
    page = opens(f"?pcs={pcs}&area=27&price=x", status=422, base="/services")
    assert 'id="err-pcs"' in page
    assert '<input type="hidden" name="area" value="27">' in page
    assert "#f-price" not in page
    assert "円" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_what_is_left_out_says_why(opens):
    """Each plan that is not there, with the condition and what is declared instead."""
    page = opens("&area=27&term=12&price=60000")
    missing = re.search(r'href="([^"]*view=missing[^"]*)"[^>]*>出ていない(\d+)件', page)
    left = opens(base=missing[1].replace("&amp;", "&"))
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", left, re.DOTALL)
    assert len(rows) == int(missing[2])
    assert count(left) + len(rows) + int(unclear(page)) == 55
    assert "大阪府で売られていません" in left
    assert re.search(r"実質月額が[\d,]+円です（60,000円まで）", left)
    assert re.search(r"最低契約が\d+か月です（12か月まで）", opens("&term=12&view=missing"))


def unclear(page):
    found = re.search(r"わからないもの（(\d+)件）", page)
    return found[1] if found else 0


def test_the_size_is_a_reason_too(opens):
    """With the sizes that it is sold for."""
    page = opens("&sold=yes&view=missing")
    assert "この台数では売られていません" in page
    assert re.search(r"端末 \d+台〜\d+台・拠点 \d+か所以上", page)
    assert "売っていないものを探しています" in opens("&sold=no&view=missing")


def test_unknown_prices_are_apart_and_open(opens):
    """Without a limit they stand apart; with one, nobody knows."""
    assert "金額がわからないもの（順番の外）" in opens("&page=2") + opens()
    page = opens("&price=60000")
    assert int(unclear(page)) > 0
    assert "金額のわからない料金があります" in page


def test_nothing_found_leads_to_the_reasons(opens):
    """An empty result is not a dead end."""
    page = opens("&tier=SCstar4&area=47")
    assert "この条件に当てはまるものは、ありません" in page
    assert "view=missing" in page


def test_the_pages_of_a_result(opens):
    """Fifty a page, each plan once; beyond the end is the last page."""
    first, second, beyond = opens(), opens("&page=2"), opens("&page=99")
    plans = [re.findall(r'name="p" value="([^"]+)"', page) for page in (first, second)]
    assert [len(one) for one in plans] == [50, 5]
    assert len(set(plans[0] + plans[1])) == 55
    assert re.findall(r'name="p" value="([^"]+)"', beyond) == plans[1]
    assert '<b aria-current="page">1</b>' in first
    assert re.findall(r'name="p" value="([^"]+)"', opens("&page=x")) == plans[0]


def amounts(page, column):
    rows = re.findall(r"<tr><th.*?</tr>", page.split("<tbody>", 1)[1], re.DOTALL)
    cells = (re.findall(r'<td class="num nowrap">([\d,]+)円', row) for row in rows)
    return [int(found[column].replace(",", "")) for found in cells if len(found) > column]


@pytest.mark.parametrize(("sort", "column"), [("", 0), ("monthly", 2), ("initial", 3), ("x", 0)])
def test_the_table_is_sorted_by_its_heads(opens, sort, column):
    """Every plan, ascending; what is not known or not sold is below."""
    page = opens(f"&view=table&sort={sort}")
    assert page.count("<tr><th") == 56
    found = amounts(page, column)
    assert found == sorted(found)
    assert len(set(found)) > 3


def test_the_table_by_name_and_by_term(opens):
    """The reading of the provider, and the shortest minimum term first."""
    readings = {one.provider.name: one.provider.code for one in manifests()}
    names = re.findall(r'</a><span class="meta">([^<]+)</span>', opens("&view=table&sort=name"))
    assert [readings[name] for name in names[:30]] == sorted(readings[n] for n in names[:30])
    months = re.findall(r"<td class=\"nowrap\">(\d+)か月</td>", opens("&view=table&sort=term"))
    assert [int(one) for one in months[:20]] == sorted(int(one) for one in months[:20])


def test_a_company_finds_its_own_prefectures_first(store, enters, world, scene):
    """Those of its sites stand on top, not chosen for it."""
    with store.act() as book:
        organisations.set_company_size(book, world.company, Size(7, 2, 2), ("27", "28"))
    page = enters(world.company).opens("/services").get_data(as_text=True)
    mine, others = page.split('name="area" value="27"')[0], page.split("ほかの都道府県")[0]
    assert 'name="area" value="01"' not in mine
    assert 'name="area" value="28"' in others
    assert chips(page) == {}
