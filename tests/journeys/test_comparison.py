"""Two examiners compare a clause with its original, each for herself, through the pages."""

import pytest

from marketplace.cli.demo.parties import enter

pytestmark = pytest.mark.browser

FIRST, SECOND = "高橋 誠", "木村 由紀"
CLAUSE = "OTK-05-4"


@pytest.fixture
def address(runs):
    """Give a market of people only: nobody has compared anything."""
    return runs(lambda store: store.run(enter))


def records(visitor, name, number):
    visitor.becomes(name)
    visitor.opens("/certifier/confirmations")
    visitor.follows(CLAUSE)
    visitor.keeps(f"{visitor.page.viewport_size['width']}-{number}-{name[:2]}")
    visitor.writes("原文での番号", number)
    visitor.writes("文書の名前", "見本の原文（架空）")
    visitor.writes("ページ", "7")
    visitor.page.get_by_label("番号と効力が同じであることを確かめました").check()
    visitor.presses("記録する")


@pytest.mark.parametrize("width", [1280, 320])
def test_two_people_compare_a_clause(visits, width):
    """The second sees who was first, not what she wrote; only the same completes it."""
    visitor = visits(width)
    visitor.opens(f"/editions/otasuke/2.0/clauses/{CLAUSE}")
    assert "まだ照合されていません" in visitor.reads()
    records(visitor, FIRST, "見本-5(4)")
    assert "もう一人の記録を待ちます" in visitor.reads()
    records(visitor, SECOND, "見本-5(5)")
    differs = visitor.reads()
    assert "一人目の記録と違います" in differs
    assert "見本-5(4)" in differs
    assert "見本-5(5)" in differs
    visitor.keeps(f"{width}-differs")
    visitor.writes("原文での番号", "見本-5(4)")
    visitor.presses("記録する")
    assert f"{CLAUSE} の原文照合が済みました。" in visitor.reads()
    visitor.keeps(f"{width}-compared")
    visitor.opens(f"/editions/otasuke/2.0/clauses/{CLAUSE}")
    assert "審査登録機関の審査員 2人" in visitor.reads()
    visitor.keeps(f"{width}-clause")
