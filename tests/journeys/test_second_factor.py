"""Somebody sets up an authenticator and signs in with it, in a real browser without JavaScript."""

import re

import pytest

from marketplace.desk.accounts import codes
from marketplace.desk.accounts.passwords import hashed
from marketplace.domain.organisation import Organisation, OrgKind, Person, Role
from marketplace.store import organisations
from marketplace.store.accounts import passwords
from tests.journeys.conftest import NOW, OVERFLOW

pytestmark = pytest.mark.browser

PASSWORD = "つながりのない四つの言葉"
PERSON = Person("ps_secondaaaaaaaaaa", "番場 さとる", "banba@example.jp")
BODY = Organisation(
    "og_secondaaaaaaaaaa", OrgKind.CERTIFIER, "番場適合確認（架空）", "バンバ", fictional=True
)


def fill(store):
    """Enter a body and its examiner."""
    with store.act() as book:
        organisations.add_organisation(book, BODY)
        organisations.add_person(book, PERSON)
        organisations.add_membership(book, PERSON.ref, BODY.ref, Role.ADMIN)
        passwords.put(book, PERSON.ref, hashed(PASSWORD).text, NOW)


@pytest.fixture
def site(runs, markets):
    """Give the address of a demo, and its clock, which can be put forward."""
    address = runs(fill)
    config = markets[address].extensions["market"]

    def forward(minutes):
        later = NOW.replace(minute=minutes)
        object.__setattr__(config, "clock", lambda: later)
        return later

    return address, forward


@pytest.fixture(params=[320, 1280])
def page(request, chromium):
    """Give a page of a width, without JavaScript."""
    context = chromium.new_context(
        viewport={"width": request.param, "height": 800},
        locale="ja-JP",
        java_script_enabled=False,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_an_examiner_sets_it_up_and_signs_in_with_it(page, site, tmp_path):
    """The password leads to the picture, its code to ten spare ones and on to the first page."""
    address, forward = site
    secret = sets_up(page, address, forward(1), tmp_path)
    for path in ("account/", "account/second"):
        page.goto(f"{address}/{path}")
        keeps(page, tmp_path / f"{path.strip('/').replace('/', '-')}.png")
    page.context.clear_cookies()
    signs_in(page, address)
    keeps(page, tmp_path / "second.png")
    shows(page, "000000")
    assert "確認コードが違います" in page.get_by_role("alert").inner_text()
    shows(page, codes.code_at(secret, forward(3)))
    assert page.url.startswith(f"{address}/certifier/")


def sets_up(page, address, at, pictures):
    """Go from the password to the first page by way of the picture; gives the secret."""
    signs_in(page, address)
    assert page.url.startswith(f"{address}/account/second")
    assert page.get_by_role("img", name=re.compile("確認アプリで読み取る図")).is_visible()
    keeps(page, pictures / "set-up.png")
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    page.get_by_role("textbox", name="確認コード").fill(codes.code_at(secret, at))
    page.get_by_role("button", name="登録する").click()
    assert page.get_by_role("list", name="予備コード").get_by_role("listitem").count() == 10
    keeps(page, pictures / "codes.png")
    with page.expect_download() as kept:
        page.get_by_role("button", name="ファイルにする").click()
    assert kept.value.suggested_filename == "otasuke-codes.txt"
    page.get_by_role("link", name="控えたので、先へ進む").click()
    assert page.url.startswith(f"{address}/certifier/")
    return secret


def shows(page, code):
    page.get_by_role("textbox", name="確認コード").fill(code)
    page.get_by_role("button", name="確認する").click()


def signs_in(page, address):
    page.goto(f"{address}/certifier/")
    page.get_by_label("メールアドレス").fill(PERSON.email)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="サインインする").click()


def keeps(page, file):
    page.screenshot(path=file, full_page=True)
    assert page.evaluate(OVERFLOW) <= 0, file.name
