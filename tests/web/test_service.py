"""What a provider declared, in words; what it did not declare is 不明, and some is for nobody."""

from datetime import date

import pytest

from marketplace.codec.dossier import load_dossier
from marketplace.domain.price import Size
from marketplace.web import parts, prices
from marketplace.web.prefectures import BY_CODE, area

DAY, SIZE = date(2026, 11, 25), Size(8, 0, 1)
NAMES = ("株式会社ひみつ一", "ひみつ二商店")
MONTHLY = {"kind": "recurring", "basis": "terminal", "period": "month", "tax": "excluded"}


def rows(offering):
    return {
        (part.title, row.label): row.value for part in parts.parts(offering) for row in part.rows
    }


def test_every_part_is_shown_as_declared(whole):
    """Yes and no in words, prefectures by name, money and counts with their units."""
    found = rows(load_dossier(whole()).offering)
    assert found["駆付け", "行ける地域"] == "東京都・大阪府・広島県（3都道府県）"
    assert found["駆付け", "離島"] == "行けない"
    assert found["保険", "限度額"] == "1,000,000円"
    assert found["保険", "自己負担"] == "なし"
    assert found["情報の取扱い", "渡す相手"] == "遠見監視室（架空）"
    assert found["担い手", "駆付け"] == "駆付け屋（架空）"
    assert found["担い手", "販売"] is None
    assert ("監視", "端末を見守る時間") not in found


def test_what_is_not_declared_is_not_known(whole):
    """Never no, never nothing."""
    bare = {name: {} for name in ("desk", "dispatch", "sales", "insurance", "terms", "data_use")}
    plain = {k: v for k, v in (whole() | bare).items() if v != {} and k != "parties"}
    found = rows(load_dossier(plain).offering)
    for key in (("駆付け", "技術者の派遣"), ("駆付け", "行ける地域"), ("契約の条件", "更新")):
        assert found[key] is None
    assert found["費用の補償（保険会社と保険の名前は不明）", "簡易サイバー保険"] is None


def test_what_there_is_not_is_not_asked_further(whole):
    """Without dispatch no area, without insurance no insurer."""
    changes = {"dispatch": {"available": False}, "insurance": {"attached": False}}
    found = rows(load_dossier(whole(**changes, consulting__periodic=False)).offering)
    assert found["駆付け", "技術者の派遣"] == "なし"
    assert ("駆付け", "行ける地域") not in found
    assert found["保険", "簡易サイバー保険"] == "付いていない"
    assert ("保険", "保険会社など") not in found


def test_an_explicit_none_is_said_so(whole):
    """The word none is an answer."""
    found = rows(load_dossier(whole(terms__renewal="none")).offering)
    assert found["契約の条件", "更新"] == "なし"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, "期限の約束なし"),
        (1, "1分以内"),
        (59, "59分以内"),
        (60, "1時間以内"),
        (90, "1時間30分以内"),
        (1440, "24時間以内"),
        (1441, "24時間1分以内"),
        (2880, "2日以内"),
    ],
)
def test_a_deadline_is_said_as_people_say_it(minutes, words):
    """Minutes, hours, days."""
    assert parts.within(minutes) == words


def test_prefectures_have_their_names():
    """47 of them by JIS X 0401, north to south; all of them are 全国."""
    assert (BY_CODE["01"], BY_CODE["13"], BY_CODE["47"]) == ("北海道", "東京都", "沖縄県")
    assert area(tuple(BY_CODE)) == "全国（47都道府県）"
    assert area(("27", "13", "27")) == "東京都・大阪府（2都道府県）"


def test_the_page_shows_every_part(visitor, scene):
    """The matrix of alerts, the area, the fixed line of insurance, sources and what is unknown."""
    page = visitor.opens(f"/services/{scene.certificate}").get_data(as_text=True)
    for words in (
        "異常を見つけたときの知らせかた",
        "24時間以内",
        "期限の約束なし",
        "東京都・大阪府・広島県（3都道府県）",
        "本サイトは保険の募集・媒介を行いません",
        "出所：窓口のご案内（架空）（2026年10月15日時点）",
        "集めない情報",
        "残りの月額をお支払いいただきます。",
        '<dt>販売</dt><dd><span class="unknown">不明</span></dd>',
    ):
        assert words in page


def lines(whole, *components):
    plan = load_dossier(whole(plans__0__prices=list(components))).offering.plans[0]
    breakdown = plan.tariff.breakdown(SIZE, 12, DAY)
    return {line.name: line for line in prices.lines(breakdown, plan)}, breakdown


def component(name="見守り", **more):
    return {"name": name, "amount": 1000, "compulsory": True} | MONTHLY | more


def stepped(mode):
    steps = [{"amount": 1000, "upto": 5}, {"amount": 800}]
    return component(mode=mode, steps=steps) | {"amount": None}


@pytest.mark.parametrize(
    ("given", "how", "paid", "amount"),
    [
        ({}, "1,000円 × 端末 8台", "月額", 8000),
        ({"included": 3}, "1,000円 × 端末 5台（3台分は料金に含む）", "月額", 5000),
        ({"least": 10}, "1,000円 × 端末 10台（最低の10台分）", "月額", 10000),
        ({"last_month": 3}, "1,000円 × 端末 8台", "月額（1〜3か月目）", 8000),
        ({"first_month": 4}, "1,000円 × 端末 8台", "月額（4か月目から）", 8000),
        ({"prepay_months": 12}, "1,000円 × 端末 8台", "月額（12か月分を前払い）", 8000),
        ({"period": "year"}, "1,000円 × 端末 8台", "年額", 8000),
        ({"qualifier": "from"}, "「〜から」だけで、決まった額がありません", "月額", None),
        ({"tax": "unknown"}, "税込か税抜かの申告がありません", "月額", None),
    ],
)
def test_each_shape_of_a_price_has_its_line(whole, given, how, paid, amount):
    """How it is computed, when it is paid, and why it may not be summed."""
    found, _ = lines(whole, component(**given))
    line = found["見守り"]
    assert (line.how, line.paid, line.amount) == (how, paid, amount)


def test_steps_are_read_as_declared(whole):
    """A package is one amount for the step; an unsaid reading is not summed."""

    def of(mode):
        plain = {k: v for k, v in stepped(mode).items() if v is not None}
        return lines(whole, plain)[0]

    assert [line.amount for line in of("graduated").values()] == [5000, 2400]
    (package,) = of("package").values()
    assert (package.how, package.amount) == ("この段階の定額 800円", 800)
    (unsaid,) = of("steps").values()
    assert (unsaid.how, unsaid.amount) == ("段階の読みかたの申告がありません", None)


def test_what_is_paid_each_time_is_in_no_sum(whole):
    """It stands in the list with its amount, outside the totals."""
    usage = component("駆付け", kind="usage", compulsory=False, basis="network", amount=30000)
    del usage["period"]
    found, breakdown = lines(whole, component(), usage)
    assert found["駆付け"].how == "1回 30,000円（税抜）。合計に入れていません"
    assert (found["駆付け"].paid, found["駆付け"].amount) == ("都度", None)
    assert breakdown.total_ex_tax == 8000 * 12


def test_a_campaign_is_told_by_its_dearest_month(whole):
    """月額 is the dearest month, and says so."""
    cheap, dear = component("はじめ", last_month=3, amount=100), component("その後", first_month=4)
    _, breakdown = lines(whole, cheap, dear)
    assert prices.has_campaign(breakdown)
    assert breakdown.monthly_ex_tax == 8000
    assert not prices.has_campaign(lines(whole, component())[1])


def test_the_catalogue_shows_campaigns_and_yearly_fees(visitor, lists, whole):
    """The dearest month, the year, the effective month over the term, and that more may come."""
    once = {"basis": "network", "tax": "excluded", "compulsory": True, "kind": "recurring"}
    more = [
        once | {"name": "はじめの三か月", "amount": 100, "period": "month", "last_month": 3},
        once | {"name": "報告書", "amount": 1200, "period": "year"},
        once | {"name": "駆付け", "amount": 30000, "kind": "usage", "compulsory": False},
    ]
    lists(amount=5000, more=more)
    page = visitor.opens("/services?pcs=10&servers=0&networks=1&months=12").get_data(as_text=True)
    assert "月額 5,100円（いちばん高い月）" in page
    assert "年額 1,200円" in page
    assert "12か月の合計 61,500円" in page
    assert "5,125<small>円" in page
    assert "ほかに都度の料金あり" in page


CUSTOMERS = [{"name": name, "since": "2023-01-01"} for name in NAMES]


@pytest.fixture
def listed(lists):
    """Give a listed service whose provider also declared whom it serves."""
    return lists(code="two-classes", class1={"customers": CUSTOMERS})


def test_customers_are_for_the_examiner_alone(listed, addresses, inside, enters, world):
    """No page of the public, of a company or of another provider names them."""
    readers = {name: inside[name] for name in ("public", "demo", "sme")}
    readers["provider"] = enters(world.rival)
    public = [f"/services/{listed.ref}", f"/certificates/{listed.ref}"]
    pages = [*addresses, *(("public", one) for one in public)]
    pages += [("sme", f"/sme/quote/{listed.ref}/basic")]
    pages += [("provider", f"/provider/certificates/{listed.ref}/change")]
    for audience, address in (pair for pair in pages if pair[0] in readers):
        page = readers[audience].opens(address).get_data(as_text=True)
        assert [name for name in NAMES if name in page] == [], address


def test_the_examiner_sees_the_customers(listed, enters, world):
    """With since when each is served, on the review page."""
    certifier = enters(world.certifier)
    home = certifier.opens("/certifier/").get_data(as_text=True)
    (review,) = {a for a in home.split('"') if a.startswith("/certifier/submissions/")}
    page = certifier.opens(review).get_data(as_text=True)
    assert all(name in page for name in NAMES)
    assert "審査員だけに見えます（2社）" in page
    assert "2023年1月1日" in page
