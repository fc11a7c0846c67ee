"""The page of a demo that shows with what one signs in as whom: passwords and current codes."""

import re

import pytest

from marketplace.desk.accounts.codes import STEP_SECONDS
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from marketplace.web.demo.known import PASSWORD

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FEATURED = ("内田 さつき", "水野 葵", "高橋 誠")
PEOPLE = 45


@pytest.fixture
def page(demo_store, visitor):
    return visitor.opens("/demo/people").get_data(as_text=True)


def test_three_people_come_first_with_what_they_do(page):
    first = page[page.index('id="begin"') : page.index("立場から探す")]
    assert re.findall(r'class="name">([^<]+)<', first) == list(FEATURED)
    assert "PC 28台の工場の総務" in first
    assert first.count("サインインへ") == 3


def test_everybody_is_there_once_by_audience(page):
    """Who is above is only referred to below."""
    assert page.count("サインインへ<") == PEOPLE
    groups = re.findall(r'<h2 id="g-(\w+)">(\S+) <span class="meta">(\d+)組織', page)
    assert groups == [
        ("sme", "利用企業", "12"),
        ("provider", "提供事業者", "24"),
        ("certifier", "審査登録機関", "1"),
        ("buyer", "発注企業", "1"),
        ("operator", "運営者", "1"),
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


def test_the_password_is_shown_and_the_codes_of_who_needs_one(page):
    """Two examiners and two of the operator."""
    assert f"<code>{PASSWORD}</code>" in page
    codes = re.findall(r"いまの確認コード <code>(\d{6})</code>（あと(\d+)秒）", page)
    assert len({code for code, _ in codes}) == len(codes) == 4
    assert all(0 < int(seconds) <= STEP_SECONDS for _, seconds in codes)


@pytest.mark.parametrize("mail", ["uchida@kaname.example.jp", "takahashi@body.example.jp"])
def test_what_is_shown_signs_in(demo_store, visitor, page, mail):
    """From the link of the page, with the password and the code that stand on it."""
    link = f"/signin?email={mail}&amp;next="
    assert link in page
    shown = visitor.opens(link.replace("&amp;", "&"))
    assert f'value="{mail}"' in shown.get_data(as_text=True)
    answer = visitor.sends_on(shown, "/signin", {"email": mail, "password": PASSWORD})
    assert answer.status_code == 303
    if "body" in mail:
        assert answer.location.startswith("/signin/second")
        code = re.search(r"高橋 誠</span>.*?<code>(\d{6})</code>", page, re.DOTALL)[1]
        answer = visitor.sends(answer.location, "/signin/second", {"code": code})
        assert (answer.status_code, answer.location) == (303, "/certifier/")
        assert visitor.opens("/certifier/").status_code == 200
    else:
        assert answer.location == "/sme/"
        assert visitor.opens("/sme/").status_code == 200


def test_in_a_market_without_people_it_says_so(store, visitor):
    assert "使える人が、まだいません" in visitor.opens("/demo/people").get_data(as_text=True)


def test_in_a_real_market_there_is_no_such_page(demo_store, config):
    """Whatever is stored: nobody's password or code is shown."""
    app = create_app(WebConfig(demo_store, config.secret_key, demo=False, clock=config.clock))
    client = app.test_client()
    answer = client.get("/demo/people", base_url="https://localhost")
    assert answer.status_code == 404
    page = client.get("/signin", base_url="https://localhost").get_data(as_text=True)
    assert PASSWORD not in page
    assert "demo" not in page
