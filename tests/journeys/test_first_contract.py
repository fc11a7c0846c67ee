"""From a manifest to an invoice through the pages alone, in a real browser without scripts."""

from pathlib import Path

import pytest

import plugins

pytestmark = pytest.mark.browser

DEMO = Path(plugins.__file__).parent / "demo"
PROVIDER, EXAMINER, COMPANY = "水野 葵", "高橋 誠", "山本 浩"
QUESTIONS = 7
"""What this service leaves to a person; the clauses themselves were all compared before."""
EDITION = "/editions/otasuke/2.0"
CLAUSE = f"{EDITION}/clauses/OTK-02-4"
REASON = "機能説明資料で、監視が通信の全体に及ぶことを確かめました。"


@pytest.fixture
def manifest(tmp_path):
    """Give a service that needs an examiner's judgement, under a code of its own."""
    text = (DEMO / "kasane.yaml").read_text(encoding="utf-8")
    head, rest = text.split("offering:\n", 1)
    _, _, rest = rest.partition("\n")
    _, _, rest = rest.partition("\n")
    named = "  code: journey\n  name: 旅する見守り\n"
    file = tmp_path / "journey.yaml"
    file.write_text(f"{head}offering:\n{named}{rest}", encoding="utf-8")
    return file


def test_first_contract(visits, manifest):
    """Check, submit, rule, certify, list, quote, sign, accept, invoice, receive."""
    visitor = visits(1280)
    submits(visitor, manifest)
    certifies(visitor)
    applies(visitor)
    accepts(visitor)
    pays(visitor)
    receives(visitor)


def submits(visitor, manifest):
    visitor.becomes(PROVIDER)
    visitor.opens("/provider/check")
    visitor.page.get_by_label("ファイルを選ぶ").set_input_files(manifest)
    visitor.presses("事前確認をする")
    assert "申請できます。" in visitor.heading()
    visitor.keeps("1-checked")
    visitor.presses("申請する")
    assert visitor.heading() == "旅する見守り：審査中です"
    visitor.keeps("2-submitted")


def certifies(visitor):
    visitor.becomes(EXAMINER)
    visitor.follows("旅する見守り")
    visitor.keeps("3-review")
    for left in range(QUESTIONS, 0, -1):
        assert f"未決が {left}件" in visitor.heading()
        visitor.page.locator(".flist").first.get_by_role("link").first.click()
        rules(visitor)
    assert "未決はありません" in visitor.heading()
    visitor.keeps("4-ruled")
    visitor.dates("有効期間の最後の日", "2028", "11", "24")
    visitor.presses("適合確認書を発行する")
    assert visitor.heading() == "有効です。2028年11月24日まで。"
    visitor.keeps("5-certificate")


def rules(visitor):
    """Answer the question that is open, and come to the next."""
    visitor.page.get_by_label("適合", exact=True).check()
    visitor.page.locator("#f-rule-reason").fill(REASON)
    visitor.presses("判断を記録する")


def applies(visitor):
    visitor.becomes(COMPANY)
    visitor.opens("/services")
    visitor.keeps("6-catalogue")
    visitor.follows("旅する見守り")
    assert REASON in visitor.page.content()
    visitor.keeps("7-offering")
    visitor.follows("見積りへ進む")
    visitor.presses("この内容の見積りを作る")
    visitor.keeps("8-quote")
    visitor.presses("この見積りで申し込む")
    assert "同意できるときは、印を付けてください" in visitor.reads()
    visitor.keeps("8-not-agreed")
    for box in visitor.page.get_by_role("checkbox").all():
        box.check()
    visitor.presses("この見積りで申し込む")
    assert visitor.heading() == "事業者の回答を待っています"
    visitor.keeps("9-applied")


def accepts(visitor):
    visitor.becomes(PROVIDER)
    visitor.follows("旅する見守り")
    visitor.keeps("10-to-answer")
    visitor.dates("サービスの開始日", "2026", "12", "1")
    visitor.presses("この日から始めると承諾する")
    assert visitor.heading() == "最初の請求書を発行してください"
    visitor.keeps("11-contract")
    visitor.presses("請求書を発行する")
    assert visitor.heading() == "請求書"
    visitor.keeps("12-invoice")


def pays(visitor):
    visitor.becomes(COMPANY)
    assert visitor.heading() == "いま、待っていることが 1件あります"
    visitor.opens("/sme/invoices")
    visitor.follows("2026-0001")
    assert "みなと精工（架空） 御中" in visitor.reads()
    visitor.keeps("13-invoice-received")


def receives(visitor):
    """The provider finds the money on its account, and the company keeps its papers."""
    visitor.becomes(PROVIDER)
    visitor.opens("/provider/contracts")
    visitor.page.get_by_role("link", name="2026-0001").first.click()
    visitor.page.get_by_label("振込の名義").fill("ミナトセイコウ")
    visitor.presses("この入金を記録する")
    assert "契約が始まります" in visitor.reads()
    visitor.keeps("14-received")
    visitor.becomes(COMPANY)
    visitor.opens("/sme/contracts")
    visitor.follows("旅する見守り")
    visitor.keeps("15-contract")
    visitor.opens("/sme/records")
    assert visitor.heading() == "記録が 3件あります"
    visitor.keeps("16-records")


def test_the_main_pages_fit_a_narrow_screen(visits):
    """At 320 px no page moves sideways, for each audience."""
    visitor = visits(320)
    seen = {
        None: ("/", "/services", "/services?pcs=x", "/editions", EDITION, CLAUSE, "/demo/people"),
        COMPANY: ("/sme/", "/sme/quotes", "/sme/applications", "/sme/records"),
        PROVIDER: ("/provider/", "/provider/check", "/provider/submissions", "/provider/contracts"),
        EXAMINER: ("/certifier/", "/certifier/confirmations", "/certifier/certificates"),
    }
    for number, (name, paths) in enumerate(seen.items()):
        if name:
            visitor.becomes(name)
        for path in paths:
            visitor.opens(path)
            visitor.keeps(f"320-{number}{path.replace('/', '-').partition('?')[0]}")
    visitor.opens("/certifier/")
    visitor.follows("まるごと見守り")
    visitor.keeps("320-review")
    visitor.opens("/services")
    visitor.follows("みはりUTM")
    visitor.keeps("320-offering")
