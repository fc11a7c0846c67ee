"""Signing up, out and in again through the pages, by the link of the letter that was written."""

import re

import pytest

from marketplace.cli import letters
from marketplace.cli.letters import Site
from marketplace.desk.accounts.letters import LETTER
from marketplace.desk.accounts.links import key_of
from marketplace.store import outbox
from marketplace.web.demo.known import PASSWORD
from tests.journeys.conftest import KEY, NOW

pytestmark = pytest.mark.browser

OWN = "tsuki-to-jitensha-42"


class Box:
    """A letter box that keeps what comes."""

    def __init__(self):
        self.mails = []

    def send(self, mail, _key):
        self.mails.append(mail)


def letter_to(visitor):
    """Give the address of the link in the letter that waits."""
    store, box = visitor.market.extensions["market"].store, Box()
    site = Site(visitor.address, key_of(KEY))
    write = letters.write(store, box, site, lambda: NOW)
    for errand in store.run(outbox.claim, NOW, 999):
        if errand.kind == LETTER:
            write(errand)
    return re.search(rf"{visitor.address}(/\S+)", box.mails[-1].text)[1]


def asks(visitor, width):
    """Ask for a letter as a company."""
    visitor.opens("/signup")
    visitor.page.get_by_label("利用企業").check()
    visitor.writes("メールアドレス", "arai@arai.example.jp")
    visitor.keeps(f"{width}-sign-up")
    visitor.presses("手紙を送る")
    assert visitor.heading() == "手紙を送りました"


def registers(visitor, width):
    """Enter everything that the link of the letter asks for; a weak password is refused first."""
    visitor.opens(letter_to(visitor))
    visitor.writes("お名前", "新井 花")
    visitor.writes("パスワード", "sakura20261125")
    visitor.page.locator("#f-org_name").fill("新井製作所（架空）")
    visitor.writes("読み", "アライセイサクショ")
    visitor.writes("所在地", "東京都千代田区架空町")
    visitor.presses("登録して始める")
    assert "多くの人が使っている" in visitor.reads()
    visitor.keeps(f"{width}-refused")
    visitor.writes("パスワード", OWN)
    visitor.presses("登録して始める")
    assert visitor.page.url == f"{visitor.address}/sme/"


@pytest.mark.parametrize("width", [1280, 320])
def test_a_new_company_signs_up_and_in_again(visits, width):
    """From the first page to the own home page, without the manual."""
    visitor = visits(width)
    asks(visitor, width)
    registers(visitor, width)
    visitor.opens("/account/sessions")
    assert visitor.heading() == "1か所でサインインしています"
    visitor.keeps(f"{width}-sessions")
    visitor.page.locator("header details.org summary").click()
    visitor.page.get_by_role("button", name="サインアウト").click()
    visitor.opens("/sme/quotes")
    assert visitor.heading() == "サインイン"
    visitor.keeps(f"{width}-sign-in")
    visitor.writes("メールアドレス", "arai@arai.example.jp")
    visitor.writes("パスワード", OWN)
    visitor.presses("サインインする")
    assert visitor.page.url == f"{visitor.address}/sme/quotes"


def test_an_examiner_of_the_demo_signs_in_with_a_code(visits):
    """With what stands on the demo's page of people."""
    visitor = visits(1280)
    visitor.opens("/demo/people")
    visitor.keeps("people")
    code = re.search(r"高橋 誠.*?いまの確認コード\s*(\d{6})", visitor.reads(), re.DOTALL)[1]
    visitor.page.get_by_role("link", name="：高橋 誠（").click()
    visitor.writes("パスワード", PASSWORD)
    visitor.presses("サインインする")
    visitor.page.locator('input[name="code"]').fill(code)
    visitor.page.locator("main form button").first.click()
    assert visitor.page.url == f"{visitor.address}/certifier/"
