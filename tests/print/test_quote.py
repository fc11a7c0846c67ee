"""The quote on paper: what is promised until when, what is paid when, what an end costs."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from marketplace.domain.contract import Signature
from marketplace.domain.quote import Quote, consents_of, digest_of
from marketplace.domain.record import Record, RecordKind
from marketplace.domain.service import DataUse, EarlyEnd, EndRule, Terms
from marketplace.domain.tax import TaxCategory
from marketplace.print import bundle, conditions, contract_pdf, invoice_pdf, quote_pdf

MADE = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture(name="quote")
def _quote(application, offering):
    """Give the quote from which the application came."""
    agreed = application
    parties = (agreed.company, agreed.provider, agreed.certificate_ref, agreed.dossier_ref)
    made = Quote(
        "qt_aaaaaaaaaaaaaaaa",
        *parties,
        offering,
        agreed.plan,
        agreed.size,
        agreed.months,
        agreed.breakdown,
        "山本 浩",
        MADE,
        date(2026, 12, 25),
    )
    return replace(made, digest=digest_of(made))


SAID = [
    "見積書",
    "見積りの記号 qt_aaaaaaaaaaaaaaaa",
    "作成日 2026年11月25日",
    "この見積りの有効期限2026年12月25日",
    "みなと精工（架空）",
    "期間の合計（税抜）1,024,400円",
    "税込の見積り1,126,840円",
    "9,800円 × 拠点（ネットワーク） 3か所月額29,400円",
    "1か月目111,800円122,980円",
    "2〜6か月目（各月）35,400円38,940円",
    "7〜12か月目（各月）39,400円43,340円",
    "仮の開始日2026年12月1日",
    "契約期間の末日2028年11月30日",
    "最初の請求1か月目の分 122,980円（税込）",
    "契約期間の末日でやめるときは 2028年10月1日 まで",
    "残りの月に払うはずの額の50%",
    "振込手数料別の取り決めがなければ",
    "1か月で23か月・912,600円456,300円",
    "都度かかる料金（合計に入れていません）: 休日の駆付け",
    "引受け 架空損害保険",
    "本サイトは保険の募集・媒介を行いません。",
    "この書面は見積りで、契約ではありません。",
]


def test_everything_promised_is_said(read, quote):
    """Parties, amounts with and without tax, payments, days, what an end costs, insurance."""
    assert read(quote_pdf(quote)).says(*SAID, quote.digest) == []


def test_the_same_quote_is_the_same_file(quote):
    """No clock is read; another amount is another file."""
    assert quote_pdf(quote) == quote_pdf(quote)
    assert quote_pdf(replace(quote, months=23)) != quote_pdf(quote)


def test_an_unknown_fee_is_unknown(read, quote):
    """In the rule and in every row."""
    terms = Terms(early_termination="実費をいただきます。")
    paper = read(quote_pdf(replace(quote, offering=replace(quote.offering, terms=terms))))
    said = ["途中の解約不明。事業者の申告: 実費をいただきます。", "1か月で23か月・912,600円不明"]
    assert paper.says(*said) == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (EarlyEnd(EndRule.NONE), "解約金はありません。"),
        (EarlyEnd(EndRule.MONTHS, months=3, tax_category=TaxCategory.TAXABLE), "月額の3か月分。"),
        (
            EarlyEnd(EndRule.FLAT, amount=30_000, tax_category=TaxCategory.TAXABLE),
            "30,000円（税抜）",
        ),
    ],
)
def test_each_rule_is_put_in_words(rule, said):
    """With its tax where it costs something."""
    words = conditions.early(Terms(early_end=rule))
    assert words.startswith(said)
    assert ("消費税は課税です" in words) is (rule.rule is not EndRule.NONE)


def test_renewal_and_notice_are_put_in_words():
    """What is not declared is unknown, and no renewal is not unknown."""
    assert conditions.renewal(Terms(renewal="none")) == "更新しません。契約期間の末日に終わります。"
    assert conditions.renewal(Terms(renewal_months=0)) == "契約期間のあとは、月ごとに続きます。"
    assert "不明" in conditions.renewal(Terms())
    assert "不明" in conditions.notice(Terms())


def test_a_signature_stands_on_the_copy_of_the_contract(read, contract, offering, instructions):
    """Who signed which quote, when, and for which words."""
    data = DataUse(collected=("通信の記録",))
    told = replace(offering, data_use=data)
    codes = tuple(one.code for one in consents_of(told))
    signed = Signature("qt_a", "d" * 64, "山本 浩", codes, "bank_invoice", MADE)
    agreed = replace(contract.application, signature=signed)
    paper = read(contract_pdf(replace(contract, application=agreed), told, instructions))
    words = ["申込みの署名山本 浩（2026年11月25日）", "契約の条件、会社の情報の提供、集める情報"]
    assert paper.says(*words, "d" * 64) == []


def test_what_is_outside_the_tax_says_so_on_the_invoice(read, invoice_of, line_of):
    """No rate, no tax, and in the total."""
    fee = replace(line_of(unit=50_000, quantity=1), rate_bp=0, tax=TaxCategory.OUT_OF_SCOPE)
    paper = read(invoice_pdf(invoice_of(line_of(), fee), ()))
    assert paper.says("不課税50,000円", "10%対象29,400円2,940円", "82,340円") == []


def test_a_bundle_is_the_same_for_the_same_papers():
    """Names in ASCII, and words that no spreadsheet reckons with."""
    record = Record(
        RecordKind.INVOICE, "iv_a", "2026-0001", date(2026, 12, 1), 110, "=1+1", "監視（月額）"
    )
    made = bundle([(record, b"%PDF-")])
    assert made == bundle([(record, b"%PDF-")])
    folder = zipfile.ZipFile(BytesIO(made))
    assert folder.namelist() == ["2026-12-01_invoice_2026-0001.pdf", "index.csv"]
    assert "'=1+1" in folder.read("index.csv").decode("utf-8-sig")
