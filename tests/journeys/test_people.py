"""Two people of one company, in a real browser without scripts: asked in, raised, and out again."""

import pytest

from marketplace.desk.accounts.links import key_of, link_text
from marketplace.domain.account import Errand
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import members, organisations
from marketplace.store.accounts import tickets
from tests.journeys.conftest import KEY, NOW

pytestmark = pytest.mark.browser

GUEST, SECRET = "tanaka@example.jp", "とても長い合いことば 42"


@pytest.fixture
def boss(address, markets):
    """Give the name of somebody who is ADMIN of a company of the demo."""
    store = markets[address].extensions["market"].store
    with store.act() as book:
        found = next(a for a in organisations.actors(book) if a.org.kind is OrgKind.SME)
        members.set_role(book, found, found.person.ref, Role.ADMIN)
    return found


def link_in_the_letter(market, org):
    """Give what stands at the end of the address in the one letter that is on its way."""
    with market.extensions["market"].store.read() as book:
        (made,) = tickets.open_of(book, org.ref, NOW)
    return link_text(made.ref, Errand.INVITE, key_of(KEY))


@pytest.mark.parametrize("width", [1280, 320])
def test_somebody_is_asked_in_raised_and_out_again(visits, boss, width):
    """By the pages alone; the journal tells all of it afterwards."""
    admin, guest = visits(width), visits(width)
    admin.becomes(boss.person.name)
    asks_in(admin)
    joins(guest, link_in_the_letter(admin.market, boss.org), boss.org)
    raises(admin)
    amends(guest)
    puts_out(admin)
    guest.opens("/organisation/")
    assert guest.page.url.endswith("/account/organisations?next=/organisation/")
    told(admin)
    leaves(guest)


def asks_in(admin):
    """Send a letter to somebody who is not there yet."""
    admin.opens("/organisation/members")
    admin.keeps("members")
    admin.writes("メールアドレス", GUEST)
    admin.presses("招待の手紙を送る")
    assert GUEST in admin.reads()


def joins(guest, link, org):
    """Follow the letter, make an account; the details are an ADMIN's to amend."""
    guest.opens(f"/invite/{link}")
    assert org.name in guest.heading()
    guest.writes("お名前", "田中 一")
    guest.writes("パスワード", SECRET)
    guest.keeps("invitation")
    guest.presses("アカウントを作って加わる")
    guest.opens("/organisation/")
    assert "届け出を改めるのは、管理者です" in guest.reads()


def raises(admin):
    """Make the new person an ADMIN."""
    admin.opens("/organisation/members")
    admin.page.get_by_label("田中 一さんの役割", exact=True).select_option("admin")
    presses_beside(admin, "変える")


def amends(guest):
    """Do what only an ADMIN may."""
    guest.opens("/organisation/")
    guest.keeps("details")
    guest.writes("所在地", "千葉県千葉市一丁目")
    guest.presses("届け出を改める")
    assert "千葉県千葉市一丁目" in guest.reads()


def puts_out(admin):
    """Take the new person out of the organisation."""
    admin.opens("/organisation/members")
    presses_beside(admin, "組織から外す")


def presses_beside(admin, name):
    """Press a button in the row of the new person."""
    row = admin.page.get_by_role("row").filter(has_text=GUEST)
    row.get_by_role("button", name=name).click()


def told(admin):
    """Look at the journal: what was done, by whom."""
    admin.opens("/organisation/journal")
    admin.keeps("journal")
    text = admin.reads()
    for words in (
        "組織に人を招待しました。",
        "招待を受けて、組織に加わりました。",
        "組織の人の役割を変えました。",
        "組織の届け出の内容を変えました。",
        "組織から人を外しました。",
    ):
        assert words in text
    assert "田中 一" in text


def leaves(guest):
    """Close the account, and be nobody."""
    guest.opens("/account/leave")
    guest.keeps("closing")
    guest.writes("いまのパスワード", SECRET)
    guest.page.get_by_label("元に戻せないことを確かめました").check()
    guest.presses("アカウントを閉じる")
    assert "アカウントを閉じました" in guest.reads()
    guest.opens("/account/")
    assert "/signin" in guest.page.url
