"""The scheme's criteria in plain words, for everybody."""

import re

import pytest

from marketplace.web.helps import helps


@pytest.fixture
def database():
    """Read nothing that a database keeps: one kind is enough."""
    return "sqlite"


@pytest.mark.parametrize(
    ("star", "items", "criteria"), [("3", 26, 81), ("4", 43, 153), ("x", 26, 81)]
)
def test_every_criterion_of_the_level_is_explained(visitor, star, items, criteria):
    """A level that nobody knows is the first one."""
    page = visitor.opens(f"/scs?star={star}").get_data(as_text=True)
    assert f"{items}項目・{criteria}基準" in page
    assert len(re.findall(r'class="more"><summary>', page)) == criteria
    told = [one for one in helps("scs/2026-03-27").values() if one.what in page]
    assert len(told) == criteria


def test_it_is_not_taken_for_the_official_text(visitor):
    page = visitor.opens("/scs").get_data(as_text=True)
    assert "公式の文ではありません" in page
    assert "まだできません" in page
