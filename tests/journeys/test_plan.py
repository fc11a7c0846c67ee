"""From the result of a diagnosis to the plan, by the pages alone and without scripts."""

import re

import pytest

pytestmark = pytest.mark.browser

COMPANY = "山本 浩"
YEN = re.compile(r"([\d,]+)円（税抜）")


def yen(visitor):
    """Give the amount of the heading."""
    return int(YEN.search(visitor.heading())[1].replace(",", ""))


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_gaps_to_the_cheapest_combination(visits, width):
    """What is left, what closes it for how much, all from one provider, and within a budget."""
    visitor = visits(width)
    visitor.becomes(COMPANY)
    visitor.follows("続きに答える")
    visitor.follows("結果を見る")
    visitor.follows("組合せと費用を見る")
    assert "いちばん安い組合せは 24か月で" in visitor.heading()
    cheapest = yen(visitor)
    assert f"{cheapest:,}円" in visitor.reads()
    assert "案の基準による確認・未登録" in visitor.reads()
    visitor.keeps(f"plan-{width}")
    narrowed(visitor, cheapest)
    breakdown(visitor)


def narrowed(visitor, cheapest):
    """One provider costs more; a budget below everything is told the least amount."""
    visitor.page.get_by_text("条件を変える").click()
    visitor.page.get_by_label("1社にまとめる").check()
    visitor.presses("この条件で計算する")
    assert yen(visitor) > cheapest
    visitor.writes("予算（利用期間の合計・税抜）", "1000")
    visitor.presses("この条件で計算する")
    assert visitor.heading() == "この予算で買えるプランは、ありません"
    visitor.keeps(f"plan-narrow-{visitor.page.viewport_size['width']}")
    visitor.writes("予算（利用期間の合計・税抜）", "")
    visitor.page.get_by_label("1社にまとめる").uncheck()
    visitor.presses("この条件で計算する")
    assert yen(visitor) == cheapest


def breakdown(visitor):
    """The total of each plan is on its own page, and in the comparison."""
    table = visitor.page.locator("#b1 + article table")
    link = table.get_by_role("link").first
    name, cost = link.inner_text(), table.locator("tbody td").first.inner_text()
    visitor.page.get_by_role("link", name="並べて比べる").click()
    assert cost in visitor.reads()
    visitor.page.go_back()
    visitor.page.locator("#b1 + article table").get_by_role("link", name=name).first.click()
    assert cost in visitor.reads()
