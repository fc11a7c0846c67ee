"""The comparison on a screen, on a phone and on paper, as a browser lays it out."""

import re

import pytest
from pypdf import PdfReader

SEEN = """
Array.from(document.querySelectorAll('.fig svg[role=img]'))
  .filter(svg => svg.getClientRects().length)
"""
OUTSIDE = (
    SEEN
    + """
  .flatMap(svg => Array.from(svg.querySelectorAll('text')).filter(text => {
    const box = text.getBBox(), frame = svg.viewBox.baseVal;
    return box.x < 0 || box.y < 0 || box.x + box.width > frame.width
      || box.y + box.height > frame.height;
  })).map(text => text.textContent)
"""
)
COVERED = (
    SEEN
    + """
  .flatMap(svg => Array.from(svg.querySelectorAll('text')).map(text => text.getBBox()))
  .some((one, n, all) => all.slice(n + 1).some(other =>
    one.x < other.x + other.width && other.x < one.x + one.width
    && one.y + 2 < other.y + other.height && other.y + 2 < one.y + one.height))
"""
)
A4_LANDSCAPE = (842, 595)


@pytest.fixture
def chosen(visits):
    """Give a visitor who compares the first two plans that are offered, on a screen."""

    def sit(width):
        visitor = visits(width)
        visitor.opens("/compare")
        for button, letter in (("選ぶ", "A"), ("足す", "B")):
            visitor.page.locator("#f-p").select_option(index=1)
            visitor.presses(button)
            visitor.page.wait_for_selector(f"#cost-{letter}", state="attached")
        return visitor

    return sit


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_the_chart_keeps_its_texts_within(chosen, width):
    """As the fonts of the machine really are: nothing cut off, nothing over another."""
    visitor = chosen(width)
    assert visitor.page.locator(".fig svg[role=img]:visible").count() == 1
    assert visitor.page.evaluate(OUTSIDE) == []
    assert not visitor.page.evaluate(COVERED)
    visitor.keeps(f"compare-{width}")


def test_a_phone_shows_one_plan_at_a_time(chosen):
    """The next plan is one step away, in the same part, and then it is in view."""
    page = chosen(320).page
    second = page.locator("#cost-B")
    assert second.bounding_box()["x"] >= 300
    page.locator("#cost-A").get_by_role("link", name=re.compile("次")).click()
    page.wait_for_function("document.querySelector('#cost-B').getBoundingClientRect().x < 150")
    assert second.bounding_box()["x"] + second.bounding_box()["width"] <= 320


def test_paper_is_landscape_and_has_everything(chosen, tmp_path):
    """Stamps, totals with their lines, the chart's numbers and the clauses; no buttons."""
    page = chosen(1280).page
    page.pdf(path=tmp_path / "compare.pdf", prefer_css_page_size=True)
    read = PdfReader(tmp_path / "compare.pdf")
    text = "".join(one.extract_text() for one in read.pages)
    sizes = {(round(one.mediabox.width), round(one.mediabox.height)) for one in read.pages}
    assert sizes == {A4_LANDSCAPE}
    for words in ("起案", "社長", "合計の内訳", "同じ数字の表", "OTK-02-1", "か月目"):
        assert words in text, words
    for words in ("計算し直す", "CSV で保存", "外す", "選んでください"):
        assert words not in text, words
