"""Plans side by side: an address to pass on, sums that a person can recompute, nothing hidden."""

import csv
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest

from marketplace.desk.catalogue.comparing import MOST_PLANS
from marketplace.desk.catalogue.listing import WithdrawListing, withdraw_listing
from marketplace.domain.price import Size
from marketplace.store import certificates
from tests.web.recomputing import LINE, TOTAL, number, recomputed

FACTORY = "pcs=28&servers=2&networks=2&months=24"
SIZE = Size(28, 2, 2)
EXTRA = {"tax": "excluded", "compulsory": True}
MONTHLY = {"kind": "recurring", "period": "month", **EXTRA}
SHAPES = [
    {"name": "設置", "kind": "one_time", "basis": "company", "amount": 50_000, **EXTRA},
    {"name": "年の保守", "kind": "recurring", "period": "year", "basis": "network"}
    | {"amount": 12_000, **EXTRA},
    {"name": "はじめの割増", "basis": "company", "amount": 100, "last_month": 3, **MONTHLY},
    {"name": "PCの見守り", "basis": "pc", "amount": 30, "included": 5, **MONTHLY},
    {"name": "サーバーの見守り", "basis": "server", "amount": 90, "prepay_months": 5, **MONTHLY},
    {"name": "段階", "basis": "terminal", "mode": "graduated", **MONTHLY}
    | {"steps": [{"amount": 20, "upto": 10}, {"amount": 10}]},
    {"name": "定額", "basis": "terminal", "mode": "package", **MONTHLY}
    | {"steps": [{"amount": 300, "upto": 29}, {"amount": 400}]},
]
USAGE = {"name": "駆付け", "kind": "usage", "basis": "company", "amount": 20_000, **EXTRA}
OPTION = {"name": "週報", "basis": "company", "amount": 500, **MONTHLY, "compulsory": False}
QUOTE = {"name": "別の設置", "kind": "one_time", "basis": "company", "qualifier": "quote"}


@pytest.fixture
def database():
    """Pages are the same on every database; the desk's tests run on both."""
    return "sqlite"


def word(certificate, code="basic"):
    return f"{certificate.ref}~{code}"


def address(*words, query=FACTORY, path="/compare"):
    return f"{path}?{'&'.join([*(f'p={one}' for one in words), query])}"


def shown(visitor, *words, query=FACTORY):
    answer = visitor.opens(address(*words, query=query))
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def rows(visitor, *words, query=FACTORY):
    """Give the CSV as (group, row) → what follows."""
    raw = visitor.opens(address(*words, query=query, path="/compare.csv")).data
    read = csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""))
    return {(line[0], line[1]): line[2:] for line in read if len(line) > 1}


@pytest.mark.parametrize("months", [1, 12, 24, 37])
def test_every_total_can_be_recomputed_from_the_page(visitor, store, lists, months):
    """28 PCs, 2 servers, 2 sites: unit × quantity × times, line by line, is the Tariff's total."""
    made = lists(code="shapes", amount=2000, more=SHAPES)
    page = shown(visitor, word(made), query=f"pcs=28&servers=2&networks=2&months={months}")
    lines = [(unescape(how), number(amount)) for _, how, amount in LINE.findall(page)]
    assert len(lines) == len(SHAPES) + 2
    assert [recomputed(how) for how, _ in lines] == [amount for _, amount in lines]
    (total,) = TOTAL.findall(page)
    with store.read() as book:
        plan = certificates.public_certificate(book, made.ref).dossier.offering.plans[0]
    breakdown = plan.tariff.breakdown(SIZE, months, made.valid_from)
    assert number(total) == sum(amount for _, amount in lines) == breakdown.total_ex_tax
    assert f"{-(-number(total) // months):,}円" in page


def test_the_table_beside_the_chart_ends_in_the_total(visitor, lists):
    """Each month's sum is the Tariff's; the last row is the total of the table above."""
    made = lists(code="shapes", amount=2000, more=SHAPES)
    page = shown(visitor, word(made))
    steps = re.findall(r"(\d+)か月目</th><td class=\"num\">([\d,]+)</td>", page)
    (total,) = TOTAL.findall(page)
    assert steps[0][0] == "1"
    assert steps[-1] == ("24", total)
    assert page.count('<svg class="only-w"') == page.count('<svg class="only-n"') == 1


def test_without_a_plan_it_says_how_to_choose(visitor, lists):
    """With the way to the catalogue and everything that may be chosen."""
    made = lists(code="one", name="えらべるもの")
    page = shown(visitor)
    assert 'href="/services?pcs=28' in page
    assert f'<option value="{word(made)}">' in page
    assert "選びかた" in page
    assert "<table" not in page


def test_a_fifth_plan_is_refused_and_the_limit_named(visitor, lists):
    """422, in one sentence, and the same for the file."""
    ref = lists().ref
    words = [f"{ref}~{n}" for n in range(MOST_PLANS + 1)]
    for path in ("/compare", "/compare.csv"):
        answer = visitor.opens(address(*words, path=path))
        assert answer.status_code == 422
        assert f"{MOST_PLANS} プランまでです（選んだもの: {MOST_PLANS + 1} プラン）" in (
            answer.get_data(as_text=True)
        )


def test_a_plan_that_is_chosen_twice_stands_once(visitor, lists):
    """One column and one letter."""
    one = word(lists())
    page = shown(visitor, one, one)
    assert "1プランを比べる" in page
    assert page.count('<th scope="col"><span class="ltr">') == 1


def test_a_withdrawn_plan_says_so_in_its_column(visitor, world, store, lists, now):
    """200: the other plan stays, and the catalogue is one step away."""
    gone, other = lists(code="gone", name="やめたもの"), lists(code="here", name="あるもの")
    order = WithdrawListing("off", gone.ref)
    store.run(withdraw_listing, world.provider, order, now)
    page = shown(visitor, word(gone), word(other))
    assert page.count("<b>いまは掲載されていません</b>") == 1
    assert "やめたもの" in page
    assert f'href="/services/{gone.ref}' not in page
    found = rows(visitor, word(gone), word(other))
    assert {line[1] for key, line in found.items() if key[0] == "料金"} == {
        "いまは掲載されていません"
    }


def test_what_never_was_is_named(visitor, lists):
    """404 where nothing else was asked for; beside a real plan it is a notice."""
    one = word(lists())
    for wrong in ("ct_2222222222222222~basic", "x", "<b>~", "%01~%0d"):
        assert visitor.opens(address(wrong)).status_code == 404
        page = shown(visitor, one, wrong)
        assert "見つからないプランがあります" in page
        assert "<b>~" not in page
    assert "ct_2222222222222222~basic" in shown(visitor, one, "ct_2222222222222222~basic")


def test_the_size_bar_keeps_the_plans(visitor, lists):
    """Changing the size leaves everything chosen; a bad number too."""
    one, other = word(lists(code="a")), word(lists(code="b"))
    for query, status in ((FACTORY, 200), ("pcs=abc", 422), ("months=0", 422)):
        answer = visitor.opens(address(one, other, query=query))
        bar = re.search(r'<section class="sizebar.*?</section>', answer.text, re.DOTALL)
        assert answer.status_code == status
        assert re.findall(r'name="p" value="([^"]+)"', bar[0]) == [one, other]


def test_a_plan_can_be_taken_away_and_another_added(visitor, lists):
    """By links and a form that keep the rest."""
    one, other, third = (word(lists(code=code)) for code in ("a", "b", "c"))
    page = unescape(shown(visitor, one, other))
    assert f'href="/compare?p={other}&pcs=28' in page
    form = re.search(r'<form class="addplan.*?</form>', page, re.DOTALL)[0]
    assert re.findall(r'<option value="(ct_[^"]+)"', form) == [third]
    assert re.findall(r'name="p" value="([^"]+)"', form) == [one, other]


def test_differences_are_marked_and_the_same_is_gathered(visitor, lists):
    """A row that differs is marked; one that does not stands once for all plans."""
    one, other = word(lists(code="a")), word(lists(code="b", tools=["NDR"], amount=9000))
    page = shown(visitor, one, other)
    assert re.search(r'<tr class="diff"><th scope="row">道具 <span class="dif">違い</span>', page)
    same = page[page.index("すべて同じ項目") :]
    assert re.search(r"方式</th><td>ネットワーク監視型", same)
    assert "2プランとも" in same
    assert not re.search(r'class="(?:good|best|worst|bad)\b', page)


def test_one_plan_has_nothing_to_differ_from(visitor, lists):
    """No mark, and nothing gathered."""
    page = shown(visitor, word(lists()))
    assert 'class="diff"' not in page
    assert "すべて同じ項目" not in page


def test_unknown_is_never_a_sum_and_draws_no_line(visitor, lists):
    """不明 with its reason; the chart says which plan it leaves out."""
    known, quoted = lists(code="a"), lists(code="b", more=[QUOTE])
    page = shown(visitor, word(known), word(quoted))
    assert "金額のわからない料金: 別の設置" in page
    assert "プラン B は、この台数での合計がわからないため" in page
    assert rows(visitor, word(quoted))["料金", "24か月の合計（税抜）"][1:] == ["不明"]
    assert "費用の積み上がり" not in shown(visitor, word(quoted))


def test_what_is_not_sold_in_this_size_has_no_price(visitor, lists):
    """The size it is sold in stands instead."""
    found = rows(visitor, word(lists()), query="pcs=60&servers=0&networks=1&months=24")
    said = found["料金", "実質月額（税抜）"][1]
    assert said == "この台数では売られていません\n売られている台数: 端末 1台〜50台・拠点 1か所以上"
    assert found["料金", "24か月の合計（税抜）"][1] == "—"


def test_what_is_outside_the_total_is_named(visitor, lists):
    """Charges that can be declined, and those for each time, with their conditions."""
    found = rows(visitor, word(lists(more=[USAGE, OPTION])))
    assert found["料金", "都度の料金"][1] == "駆付け: 1回 20,000円（税抜）"
    assert found["料金", "断れる料金"][1] == "週報: 500円（月額・会社ごと・税抜・断れる）"
    assert "週報" not in found["料金", "合計の内訳（税抜）"][1]


def test_insurance_stands_under_the_fixed_line(visitor, lists):
    """Facts only, by its own name where insurer or policy is not known."""
    named = word(lists(code="a"))
    other = word(lists(code="b", insurance__policy=None))
    page = shown(visitor, named, other)
    assert "本サイトは保険の募集・媒介を行いません。保険の有無や額では、並べ替えも" in page
    found = rows(visitor, named, other)
    assert found["保険・費用の補償", "名前"] == [
        "違い", "保険", "費用の補償（保険会社と保険の名前は不明）"
    ]  # fmt: skip
    assert ("保険", "名前") in rows(visitor, named)


def test_every_clause_stands_with_its_evidence(visitor, lists):
    """Verdict, whether a person gave it, and the weakest of the strongest evidence."""
    found = rows(visitor, word(lists()))
    clauses = {key[1].split()[0]: line[1] for key, line in found.items() if "条項ごと" in key[0]}
    assert len(clauses) > 30
    assert clauses["OTK-02-1"] == "適合・書類"
    assert clauses["OTK-02-2"] == "対象外"
    assert any("（人が確認）" in said for said in clauses.values())


def test_coverage_is_shown_where_it_is_declared(visitor, lists, manifest):
    """By criterion and in numbers; without any declaration there is no such part."""
    covered = [
        {"tier": "class1", "criterion": "4-1-1-10", "means": "tool", "extent": "full"},
        {"tier": "class1", "criterion": "4-1-1-9", "means": "human", "extent": "support"},
        {"tier": "class1", "criterion": "1-2-1-3", "means": "self"},
    ]
    plain, more = word(lists(code="a")), word(lists(code="b", coverage=covered))
    found = {k[1]: line for k, line in rows(visitor, plain, more).items() if "SCS" in k[0]}
    assert list(found) == ["受け持つ基準", "1-2-1-3", "4-1-1-9", "4-1-1-10"]
    assert found["受け持つ基準"][1:] == ["不明", "全部 1基準・支援 1基準・御社がする 1基準"]
    assert found["4-1-1-10"][1:] == ["不明", "全部（道具）"]
    assert not any("SCS" in key[0] for key in rows(visitor, plain))


def test_the_file_is_saved_under_a_name_with_its_day(visitor, lists):
    """An attachment of UTF-8 with a byte order mark; the same rows as the page."""
    answer = visitor.opens(address(word(lists()), path="/compare.csv"))
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="compare-2026-11-25.csv"'
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in answer.data


def test_no_name_of_a_provider_becomes_a_formula(visitor, lists):
    """Whatever was declared is text in the file and in the page."""
    made = lists(code="bad", name="=HYPERLINK(1)", tools=["<script>"])
    raw = visitor.opens(address(word(made), path="/compare.csv")).get_data(as_text=True)
    cells = [cell for line in csv.reader(StringIO(raw[1:], newline="")) for cell in line]
    assert all(cell[:1] not in set("=+-@\t\r") for cell in cells if cell)
    assert "<script>" not in shown(visitor, word(made))


def test_narrow_screens_lead_from_plan_to_plan(visitor, lists):
    """Every group has a way to the same group of the plan before and after."""
    page = shown(visitor, *(word(lists(code=code)) for code in ("a", "b", "c")))
    for group in re.findall(r'id="(\w+)-A"', page):
        ways = [re.findall(rf'href="#{group}-([ABC])"', cell) for cell in cells_of(page, group)]
        assert ways == [["B"], ["A", "C"], ["B"]], group


def cells_of(page, group):
    return [page.split(f'id="{group}-{letter}"')[1].split("</t")[0] for letter in "ABC"]


def test_later_decisions_and_versions_are_seen(visitor, world, store, lists, now):
    """What is kept drawn is drawn anew when something is listed or decided."""
    one = word(lists(code="a"))
    gone = "いまは掲載されていません"
    assert gone not in shown(visitor, one)
    order = WithdrawListing("off", one.split("~")[0])
    store.run(withdraw_listing, world.provider, order, now + timedelta(hours=1))
    assert gone in shown(visitor, one)
