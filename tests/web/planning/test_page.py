"""The page of a plan says what the desk computed, for whom, and what may be done next."""

import csv
import io
import re
from datetime import date

import pytest

from marketplace.desk.planning.planning import WantPlan, plan
from marketplace.domain.combination import Wishes
from marketplace.store import organisations
from tests.desk.planning.shelf import TERMINALS, offered, put_down
from tests.web.planning.shops import PLACES, SIZE

DAY = date(2026, 11, 25)
NUMBER = re.compile(r"[\d,]+(?=円)")


def text(answer, status=200):
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, plain(page)
    return page


def plain(page):
    """Give the words of the main part."""
    main = page.split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


@pytest.fixture
def planned(store, world):
    """Give what the desk computes."""

    def made(months=24, **wishes):
        order = WantPlan(months, Wishes(**wishes))
        with store.read() as book:
            return plan(book, world.company, order, DAY)

    return made


@pytest.mark.usefixtures("shops")
def test_the_conclusion_is_the_desks(clerk, planned):
    """The heading, the sum and every amount of the table are those of the plan."""
    made = planned()
    best = made.best[0]
    page = text(clerk.opens("/sme/plan"))
    assert f"3基準をふさぐ、いちばん安い組合せは 24か月で {best.cost_ex_tax:,}円（税抜）" in page
    words = plain(page)
    for one in made.candidates.values():
        assert f"{one.package.cost_ex_tax:,}円" in words
    for one in (*made.best, *made.frontier):
        assert f"{one.cost_ex_tax:,}円" in words
        assert f"{-(-one.cost_ex_tax // 24):,}円" in words
    assert "2026年11月25日現在、本サイト掲載分" in words
    assert "PC 20台・サーバー 1台・拠点 1か所・24か月、拠点は東京都の場合" in words
    assert f"買える組合せ {made.answer.tried}通り" in words


@pytest.mark.usefixtures("shops")
def test_every_amount_leads_to_its_breakdown(clerk, planned):
    """Each plan is one click away, at the same size and term; so is the comparison."""
    page = text(clerk.opens("/sme/plan?pcs=20&servers=1&networks=1&months=13"))
    for key, one in planned(13).candidates.items():
        ref, _, code = key.partition("~")
        address = f"/services/{ref}?pcs=20&amp;servers=1&amp;networks=1&amp;months=13"
        assert address in page
        shown = text(clerk.opens(address.replace("&amp;", "&")))
        assert f"{one.package.cost_ex_tax:,}円" in shown, code
    (compare,) = re.findall(r'href="(/compare\?[^"]+)"', page)
    assert len(re.findall("p=", compare)) == 3
    assert text(clerk.opens(compare.replace("&amp;", "&")))


@pytest.mark.usefixtures("shops")
def test_the_table_says_what_each_plan_does(clerk):
    """全部 with who, 一部 and 支援 beside; what nobody sells is the company's own."""
    page = text(clerk.opens("/sme/plan"))
    (row,) = re.findall(r"<tr><th scope=\"row\">5-1-1-1　.*?</tr>", page)
    assert re.findall(r"<td>(.*?)</td>", row) == [
        "全部（道具）",
        "支援（事業者の人）",
        "全部（道具）",
        "ふさぐ",
    ]
    (row,) = re.findall(r"<tr><th scope=\"row\">1-2-1-1　.*?<td>自社で行う</td></tr>", page)
    assert "一部（事業者の人）" in row
    assert re.search(r"<td class=\"num\">1</td><td class=\"num\">1</td>", page)


@pytest.mark.usefixtures("shops")
def test_why_the_cheaper_one_is_not_enough(clerk):
    page = text(clerk.opens("/sme/plan"))
    words, part = (
        plain(page),
        page.split("もっと安い案では、なぜ足りないか")[1].split("</section>")[0],
    )
    cheaper = re.findall(
        r"([\d,]+)円</td>.*?(\d)／3</td><td class=\"long\">(.*?)</td>", part, re.DOTALL
    )
    left = [re.findall(r"\d-\d-\d-\d", found) for *_, found in cheaper]
    assert [one[:2] for one in cheaper] == [("360,000", "2"), ("240,000", "1")]
    assert left == [["5-1-1-1"], ["4-1-3-1", "4-4-5-1"]]
    assert "選んだプランが一部を行うか支援するもの 1基準、手伝いのないもの 0基準" in words
    assert "受付終了・次回未定" in words


@pytest.mark.usefixtures("shops")
def test_wishes_are_answered_in_place_of_the_page(clerk, planned):
    """They stay in the form and in the link to the file."""
    page = text(clerk.opens("/sme/plan?one_provider=yes&budget=999,999"))
    assert f"{planned(one_provider=True).best[0].cost_ex_tax:,}円（税抜）</h1>" in page
    assert 'name="one_provider" value="yes" checked' in page
    assert 'value="999,999"' in page
    assert re.search(r"plan\.csv\?[^\"]*one_provider=yes[^\"]*budget=999999", page)


@pytest.mark.usefixtures("shops")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("budget=1000", "この予算で買えるプランは、ありません"),
        ("budget=x", "1 から 999,999,999 までの整数で入力してください"),
        ("area=48", "この中から選んでください"),
        ("months=0", "台数を直すと、組合せを計算できます"),
        ("pcs=-1", "台数を直すと、組合せを計算できます"),
    ],
)
def test_what_cannot_be_met_is_said_with_its_status(clerk, query, words):
    """422, the field or the least amount named, and the form to try again."""
    page = text(clerk.opens(f"/sme/plan?{query}"), 422)
    assert words in page
    assert "この条件で計算する" in page


@pytest.mark.usefixtures("shops")
def test_the_least_amount_is_named_where_the_budget_is_too_low(clerk, planned):
    page = text(clerk.opens("/sme/plan?budget=1000"), 422)
    assert f"24か月で {planned().least.cost_ex_tax:,}円（税抜）からです" in page


@pytest.mark.usefixtures("shops")
def test_technicians_who_do_not_go_there(clerk):
    """Only EDR is sent, and only in 13; in 27 there is nobody."""
    page = text(clerk.opens("/sme/plan?dispatch=yes&area=27"), 422)
    assert "この条件をすべて満たす組合せは、ありません" in page
    assert text(clerk.opens("/sme/plan?dispatch=yes"))


def test_a_plan_that_is_bought_for_its_technicians_says_so(clerk, gaps, town):
    gaps("5-1-1-1")
    put_down(town, offered("utm", full=("5-1-1-1",)))
    put_down(town, offered("car", 1_000, watch=TERMINALS, sent=PLACES[:1]))
    assert "駆付けのために入ります" in text(clerk.opens("/sme/plan?dispatch=yes"))
    assert "駆付けのために入ります" not in text(clerk.opens("/sme/plan"))


@pytest.mark.usefixtures("shops")
def test_why_a_plan_is_no_candidate(clerk):
    """In words, with what is declared."""
    page = text(clerk.opens("/sme/plan?area=01"))
    assert "残りの 4基準を全部受け持つプランは、いま見つかりません" in page
    assert page.count("<td>北海道で売られていません</td><td>東京都・大阪府（2都道府県）</td>") == 3
    page = text(clerk.opens("/sme/plan?months=6"))
    assert page.count("<td>最低契約が、利用期間の6か月より長いです</td><td>12か月</td>") == 3


def test_without_a_diagnosis_it_leads_to_one(clerk):
    page = text(clerk.opens("/sme/plan"), 409)
    assert "組合せを計算するための診断が、まだありません" in page
    assert 'href="/sme/diagnosis"' in page


def test_where_no_place_is_known_it_asks(clerk, diagnosed):
    """Nothing is wrong yet; one choice leads on."""
    page = text(clerk.opens("/sme/plan"))
    assert "拠点の都道府県を選ぶと、組合せを計算できます" in page
    assert "まだ答えていない基準を、残りに数えています" in text(
        clerk.opens(f"/sme/diagnosis/{diagnosed}/plan?area=13")
    )


def test_a_company_that_has_all_is_told_so(clerk, gaps):
    gaps()
    assert "★3で買ってふさぐ基準は、ありません" in text(clerk.opens("/sme/plan"))


@pytest.mark.usefixtures("shops")
def test_the_file_has_the_same_figures(clerk, planned, newest):
    made = planned(one_provider=True)
    answer = clerk.opens(f"/sme/diagnosis/{newest()}/plan.csv?one_provider=yes")
    sheet = text(answer)
    assert sheet.startswith("\ufeff")
    assert 'filename="plan-2026-11-25.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(sheet.removeprefix("\ufeff"))))
    sums = [row for row in rows if row[1:2] == ["合計"]]
    assert [int(row[4]) for row in sums] == [one.cost_ex_tax for one in made.best]
    assert ["1社にまとめる: はい、駆付け: いいえ、予算: なし"] in rows


def test_nobody_sees_the_plan_of_another(enters, world, shops):
    assert enters(world.stranger).opens(f"/sme/diagnosis/{shops}/plan").status_code == 404
    assert enters(world.stranger).opens(f"/sme/diagnosis/{shops}/plan.csv").status_code == 404
    assert enters(world.provider).opens("/sme/plan").status_code == 403


@pytest.mark.usefixtures("shops")
def test_opening_it_writes_nothing(clerk, everything):
    before = everything()
    text(clerk.opens("/sme/plan?one_provider=yes"))
    assert everything() == before


@pytest.mark.usefixtures("shops")
def test_the_size_of_the_company_is_kept(store, world):
    """What the other tests count with was stated by the company."""
    with store.read() as book:
        assert organisations.company_size(book, world.company) == (SIZE, PLACES[:1])
