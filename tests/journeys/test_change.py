"""A provider raises a price above its cap, is told why, and then lowers it, through the pages."""

import pytest

pytestmark = pytest.mark.browser

PROVIDER = "岡田 明美"


def changes(visitor, old, new):
    """Change one price of the manifest that stands in the form."""
    field = visitor.page.locator("#f-manifest")
    text = field.input_value()
    assert old in text
    field.fill(text.replace(old, new))
    visitor.presses("確かめて、この内容に変える")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_price_change_is_judged_at_once(visits, width):
    """Above the cap nothing changes; below it the new price is listed with its history."""
    visitor = visits(width)
    visitor.becomes(PROVIDER)
    visitor.opens("/provider/certificates")
    visitor.keeps(f"{width}-certificates")
    visitor.follows("料金・内容を変える")
    visitor.keeps(f"{width}-change")
    changes(visitor, "amount: 10000", "amount: 10001")
    refused = visitor.reads()
    for words in ("何も変えていません", "OTK-05-1", "10,001", "10,000"):
        assert words in refused
    visitor.keeps(f"{width}-refused")
    visitor.opens("/services")
    assert "10,001" not in visitor.reads()
    visitor.opens("/provider/certificates")
    visitor.follows("料金・内容を変える")
    changes(visitor, "amount: 10000", "amount: 9500")
    assert "新しい内容を載せました。" in visitor.reads()
    visitor.opens("/services")
    visitor.follows("みはりUTM")
    shown = visitor.reads()
    assert "9,500円" in shown
    assert "10,000円" in shown.split("内容と料金の履歴")[1]
    visitor.keeps(f"{width}-offering")
