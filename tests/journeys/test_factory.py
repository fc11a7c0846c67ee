"""A factory with 28 PCs, 2 servers and 2 sites: browse, compare, quote, sign, invoice as a PDF.

The same way with scripts and without them; every total on it is that of the price table.
"""

from io import BytesIO

import pytest
from pypdf import PdfReader

from marketplace.domain.price import Size
from marketplace.host import read_manifest
from tests.bench.market import WORLD

pytestmark = pytest.mark.browser

COMPANY, PROVIDER = "内田 さつき", "藤代 圭"
SIZE, MONTHS = Size(28, 2, 2), 24
CODE, PLAN = "sumihashi", "月ぎめ"


@pytest.fixture(scope="module")
def tariff():
    """Give the plan that is signed, from its manifest."""
    raw = (WORLD / f"{CODE}.yaml").read_bytes()
    (plan,) = [p for p in read_manifest(raw, "x.yaml").offering.plans if p.name == PLAN]
    return plan.tariff


@pytest.mark.parametrize("scripts", [False, True], ids=["plain", "scripts"])
@pytest.mark.parametrize("width", [1280, 320])
def test_from_browsing_to_the_invoice(visits, tariff, now, scripts, width):
    visitor = visits(width, scripts=scripts)
    total = tariff.breakdown(SIZE, MONTHS, now.date()).total_ex_tax
    compares(visitor, total)
    signs(visitor, total)
    accepts(visitor)
    keeps_the_invoice(visitor, tariff, now)


def compares(visitor, total):
    """The page already knows the company's size."""
    visitor.becomes(COMPANY)
    visitor.opens(f"/services?months={MONTHS}")
    assert "PC 28台・サーバー 2台・拠点 2か所" in visitor.reads()
    for box in visitor.page.get_by_label("比較に入れる").all()[:2]:
        box.check()
    wanted = visitor.page.locator("article", has_text=f"すみはし門番　{PLAN}")
    wanted.get_by_label("比較に入れる").check()
    visitor.keeps("catalogue")
    visitor.page.get_by_role("button", name="並べて比べる").click()
    assert "プランを比べる" in visitor.heading()
    assert f"{total:,}円" in visitor.reads()
    visitor.keeps("compare")
    visitor.page.locator("main").get_by_role("link", name=f"すみはし門番　{PLAN}").first.click()


def signs(visitor, total):
    visitor.page.get_by_role("link", name=f"{PLAN}の見積りへ進む").click()
    visitor.presses("この内容の見積りを作る")
    assert f"{total:,}円" in visitor.heading()
    visitor.keeps("quote")
    for box in visitor.page.locator("main").get_by_role("checkbox").all():
        box.check()
    visitor.presses("この見積りで申し込む")
    assert visitor.heading() == "事業者の回答を待っています"


def accepts(visitor):
    visitor.becomes(PROVIDER)
    visitor.follows("すみはし門番")
    visitor.dates("サービスの開始日", "2026", "12", "1")
    visitor.presses("この日から始めると承諾する")
    visitor.presses("請求書を発行する")
    assert visitor.heading() == "請求書"


def keeps_the_invoice(visitor, tariff, now):
    """The file says the first month of the price table, and its tax rounded once."""
    visitor.becomes(COMPANY)
    visitor.opens("/sme/invoices")
    visitor.follows("2026-0001")
    visitor.keeps("invoice")
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="PDF").first.click()
    text = PdfReader(BytesIO(saved.value.path().read_bytes())).pages[0].extract_text()
    first = tariff.breakdown(SIZE, MONTHS, now.date()).paid_in(1)
    assert f"{first:,}" in text
    assert f"{first + first // 10:,}" in text
    assert "かなめ浜精密" in text
