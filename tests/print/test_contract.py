"""The copy of a contract says who agreed on what, at which price and for how long."""

from dataclasses import replace

import pytest

from marketplace.domain.service import Insurance, Terms
from marketplace.print import contract_pdf

BROKER = "本サイトは保険の募集・媒介を行いません。"
SAID = [
    "契約内容の控え",
    "契約の日 2026年11月25日",
    "みなと精工（架空）",
    "㈱髙﨑★見守り①（架空）",
    "法人番号 1234567890123",
    "みはりUTM★㈱髙﨑",
    "PC 20台・サーバー 1台・拠点 3か所・従業員 35人",
    "開始日2026年12月1日",
    "2028年11月30日（24か月）",
    "最低契約12か月",
    "更新契約期間のあとは、12か月ごとに更新します。事業者の申告: 1年ごとに自動で更新します。",
    "解約の予告やめる日の60日前までに申し出ます。",
    "途中の解約残りの月に払うはずの額の50%。残りの月に払うはずの額を超えません。消費税は不課税です。",
    "9,800円 × 拠点（ネットワーク） 3か所月額29,400円",
    "300円 × PC 20台月額・1〜6か月目6,000円",
    "500円 × PC 20台月額・7か月目〜10,000円",
    "1,200円 × 会社 1社月額・12か月分を前払い1,200円",
    "12,000円 × 会社 1社年額12,000円",
    "50,000円 × 会社 1社1回だけ50,000円",
    "月額（税抜）40,600円",
    "年額（税抜）12,000円",
    "初期費用（税抜）50,000円",
    "24か月の合計（税抜）1,024,400円",
    "都度かかる料金（合計に入れていません）: 休日の駆付け",
    "相談窓口かもめコール（架空）",
]


@pytest.fixture(name="printed")
def _printed(read, contract, offering, instructions):
    """Give what a reader sees, with parts of the contract or of the offering changed."""

    def make(application=None, **changes):
        agreed = replace(contract.application, **(application or {}))
        changed = replace(contract, application=agreed)
        return read(contract_pdf(changed, replace(offering, **changes), instructions))

    return make


def test_everything_agreed_is_said(printed, instructions):
    """Parties, service, size, days, how it ends, every amount, how to pay."""
    assert printed().says(*SAID, *instructions) == []


def test_sums_are_the_breakdown_s(printed, contract):
    """The amounts of the test above are those of the value."""
    found = contract.application.breakdown
    sums = (found.monthly_ex_tax, found.yearly_ex_tax, found.one_time_ex_tax, found.total_ex_tax)
    assert sums == (40_600, 12_000, 50_000, 1_024_400)
    assert printed().says(*(f"{c.amount_ex_tax:,}円" for c in found.charges)) == []


def test_what_nobody_declared_is_unknown(printed, contract):
    """Neither a blank nor a zero."""
    unknown = replace(contract.application.breakdown, unknown=("保守料",))
    plan = replace(contract.application.plan, term_months=None)
    paper = printed({"breakdown": unknown, "plan": plan}, terms=Terms())
    said = ["最低契約不明", "何か月ごとに更新するかは不明", "解約の予告不明", "途中の解約不明"]
    said += ["保守料事業者の申告がありません不明不明", "24か月の合計（税抜）不明"]
    assert paper.says(*said) == []


def test_what_costs_nothing_still_has_a_sum(printed, contract):
    """Only the parts that are zero are left out."""
    free = (replace(contract.application.breakdown.charges[0], unit_ex_tax=0),)
    paper = printed({"breakdown": replace(contract.application.breakdown, charges=free)})
    assert paper.says("合計24か月の合計（税抜）0円") == []


def test_no_least_term_is_said(printed, contract):
    """Zero months are なし, not 0か月."""
    plan = replace(contract.application.plan, term_months=0)
    assert printed({"plan": plan}).says("最低契約なし") == []


@pytest.mark.parametrize(
    ("insurance", "said"),
    [
        (Insurance(), "付くかどうかは不明です。"),
        (Insurance(attached=False), "付いていません。"),
        (
            Insurance(attached=True, insurer="架空損害保険", policy="none"),
            "保険かどうかは確かめられていません。",
        ),
        (Insurance(attached=True, insurer="架空損害保険"), "保険かどうかは確かめられていません。"),
        (
            Insurance(attached=True, insurer="架空損害保険", policy="団体契約"),
            "引受け 架空損害保険、証券 団体契約、契約者 不明。",
        ),
    ],
)
def test_insurance_is_told_with_the_fixed_line(printed, insurance, said):
    """Called so only with insurer and policy; the line that we broker none always stands."""
    assert printed(insurance=insurance).says(said + BROKER) == []


def test_long_texts_run_over_pages(printed):
    """Two thousand characters of a rule, and a name of 200 without a place to break."""
    text, name = "鶴亀" * 1000, "N" * 200
    paper = printed({"offering_name": name}, terms=Terms(renewal=text))
    assert paper.says(name) == []
    assert paper.text.count("鶴") == 1000
    assert len(paper.pages) > 1


def test_markup_stays_text(printed):
    """Terms are the provider's words, never ours to run."""
    text = '#import "x": * \\ $y$ <z> @w *太字*'
    assert printed(terms=Terms(renewal=text, early_termination=text)).says(text + "解約の") == []


def test_samples_say_so(printed, contract):
    """The mark goes when neither party is fictional."""
    real = {"fictional": False, "name": "髙﨑商会"}
    parties = {
        side: replace(getattr(contract.application, side), **real)
        for side in ("company", "provider")
    }
    assert printed().says("見本（架空）", "見本のため、") == []
    assert "見本" not in printed(parties).text
