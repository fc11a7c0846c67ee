"""The catalogue counts for my size, ranks only what is known, and says what it leaves out."""

import pytest

from marketplace.domain.price import Size
from marketplace.store import organisations

QUOTE = {"name": "設置", "kind": "one_time", "basis": "company", "qualifier": "quote"}


def shown(visitor, query=""):
    return visitor.opens(f"/services{query}").get_data(as_text=True)


def test_an_empty_market_says_so(visitor, world):
    """No list, no number, and what has to happen first."""
    assert "いま掲載されているサービスは、ありません" in shown(visitor)


def test_known_prices_come_first_and_unknown_ones_apart(visitor, lists):
    """Cheapest first; what cannot be summed is 不明 below, never ranked, never best."""
    lists(code="dear", name="高いほう", amount=10000)
    lists(code="cheap", name="安いほう", amount=5000)
    lists(code="quoted", name="見積りのもの", amount=100, more=[QUOTE])
    page = shown(visitor, "?pcs=10&servers=0&networks=2&months=24")
    apart = page.index("金額がわからないもの（順番の外）")
    assert page.index("安いほう") < page.index("高いほう") < apart < page.index("見積りのもの")
    assert "金額がわかるのは 2プラン。実質月額は 10,000円〜20,000円（税抜）" in page
    assert "24か月の合計 240,000円" in page
    assert '<span class="unknown">不明</span>' in page
    assert page.count('class="card"') == 3


def test_what_is_not_sold_in_this_size_stands_last(visitor, lists):
    """With the size it is sold for, and without a price."""
    lists(code="small", name="小さな会社向け")
    page = shown(visitor, "?pcs=60&servers=0&networks=1&months=24")
    assert "この台数で売られていないもの 1件" in page
    assert "端末 1台〜50台" in page
    assert "9,800円" not in page


@pytest.mark.parametrize(
    ("name", "entered"),
    [
        ("pcs", "abc"),
        ("pcs", "-1"),
        ("pcs", "1.5"),
        ("pcs", ""),
        ("servers", "100001"),
        ("networks", "0"),
        ("months", "121"),
        ("months", "99999999999999999999"),
        ("pcs", "<b>1</b>"),
    ],
)
def test_a_bad_number_is_named_and_kept(visitor, scene, name, entered):
    """422, the field says what it takes, keeps what was entered, and no price is shown."""
    answer = visitor.client.get("/services", query_string={name: entered})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'aria-describedby="err-{name}" aria-invalid="true"' in page
    assert f'href="#f-{name}"' in page
    assert f'value="{entered.replace("<", "&lt;").replace(">", "&gt;")}"' in page
    assert "実質月額" not in page


@pytest.mark.parametrize("entered", ["10", "１０", " 10 ", "0,010"])
def test_a_number_may_be_written_as_people_write(visitor, lists, entered):
    """Full width, grouped, or with a space."""
    lists(code="one", name="一つ")
    answer = visitor.client.get("/services", query_string={"pcs": entered})
    assert "PC 10台" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/services", "/services/{}"])
def test_a_company_without_a_terminal_has_no_price(visitor, scene, path):
    """Nothing is sold for none; one server alone is a size."""
    answer = visitor.opens(path.format(scene.certificate) + "?pcs=0&servers=0")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "サーバーと合わせて1台以上にしてください" in page
    assert "実質月額" not in page
    assert visitor.opens("/services?pcs=0&servers=1").status_code == 200


def test_an_offering_shows_every_clause_and_who_decided(visitor, scene):
    """Plans with their prices; clauses with seen, wanted, evidence and decider."""
    page = visitor.opens(f"/services/{scene.certificate}").get_data(as_text=True)
    for words in ("OTK-02-1", "OTK-02-4", "OTK-03-1", "OTK-05-1", "OTK-05-2"):
        assert words in page
    for words in ("見た値", "求める値", "機械", "書類", "機能説明資料", "2028年11月24日"):
        assert words in page
    assert "基本の見積りへ進む" in page


def test_a_certificate_is_found_by_its_number(visitor, scene):
    """The number of a listed one, or the sign of any, leads to the page."""
    page = visitor.opens(f"/certificates/{scene.certificate}").get_data(as_text=True)
    number = page.split("適合確認書 ")[1].split("｜")[0]
    for asked in (number, scene.certificate):
        answer = visitor.client.get("/certificates", query_string={"no": asked})
        assert answer.location == f"/certificates/{scene.certificate}"


def test_a_company_begins_with_its_own_size(store, enters, world, scene):
    """Whoever stated its size does not have to enter it again."""
    with store.act() as book:
        organisations.set_company_size(book, world.company, Size(7, 2, 3), ("27",))
    page = enters(world.company).opens("/services").get_data(as_text=True)
    assert "PC 7台・サーバー 2台・拠点 3か所" in page
    assert "御社の台数で計算中" in page
