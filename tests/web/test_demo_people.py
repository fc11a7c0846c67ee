"""The role switcher with everybody of the demo: whom to begin with, and all by their audience."""

import re

import pytest

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FEATURED = ("内田 さつき", "水野 葵", "高橋 誠")


@pytest.fixture
def page(demo_store, visitor):
    return visitor.opens("/demo/people").get_data(as_text=True)


def test_three_people_come_first_with_what_they_do(page):
    first = page[page.index('id="begin"') : page.index("立場から探す")]
    assert re.findall(r'class="who">([^<]+)<', first) == list(FEATURED)
    assert "PC 28台の工場の総務" in first
    assert first.count("この人として使う") == 3


def test_everybody_is_there_once_by_audience(page):
    """42 buttons; who is above is only referred to below."""
    assert page.count("この人として使う") == 42
    groups = re.findall(r'<h2 id="g-(\w+)">(\S+) <span class="meta">(\d+)組織', page)
    assert groups == [
        ("sme", "利用企業", "12"),
        ("provider", "提供事業者", "24"),
        ("certifier", "審査登録機関", "1"),
    ]
    for kind, _, number in groups:
        assert f'href="#g-{kind}"' in page
        part = page.split(f'id="g-{kind}"')[1].split("</section>")[0]
        assert part.count("<h3>") == int(number)
    for name in FEATURED:
        assert page.count(f"{name}（上の「はじめての人は」）</a>") == 1


def test_organisations_stand_in_the_order_of_their_readings(page):
    part = page.split('id="g-provider"')[1]
    names = re.findall("<h3>([^<]+)</h3>", part)
    assert names[:3] == ["あまつぼセキュア（架空）", "岩木根情報（架空）", "潮之灘ケーブル（架空）"]
    assert names.index("鴨咲通信（架空）") < names.index("こがらし情報サービス（架空）")


def test_whoever_is_chosen_is_marked(demo_store, visitor, page):
    found = re.search(r'name="person" value="(\w+)".*?name="org" value="(\w+)"', page, re.DOTALL)
    chosen = dict(zip(("person", "org"), found.groups(), strict=True))
    assert visitor.sends("/demo/people", "/demo/people", chosen).status_code == 303
    again = visitor.opens("/demo/people").get_data(as_text=True)
    assert again.count("いま使っています") == again.count('aria-current="true"') == 1
