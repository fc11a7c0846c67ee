"""A person adds a passkey and signs in by it, in a real browser with a device made of software."""

import pytest

from marketplace.domain.organisation import Actor, Organisation, OrgKind, Person, Role
from marketplace.store import organisations
from tests.sessions import session_of, signed

pytestmark = pytest.mark.browser

PERSON = Person("ps_passkeyaaaaaaaaa", "鍵谷 みどり", "kagitani@example.jp")
COMPANY = Organisation(
    "og_passkeyaaaaaaaaa", OrgKind.SME, "鍵谷製作所（架空）", "カギタニセイサクショ", fictional=True
)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def fill(store):
    """Enter a company and its person."""
    with store.act() as book:
        organisations.add_organisation(book, COMPANY)
        organisations.add_person(book, PERSON)
        organisations.add_membership(book, PERSON.ref, COMPANY.ref, Role.ADMIN)


@pytest.fixture
def site(runs, markets):
    """Give the address of a demo under a name, and the cookie of somebody who is signed in."""
    number = runs(fill)
    market, address = markets[number], number.replace("127.0.0.1", "localhost")
    value = signed(market, session_of(market, Actor(PERSON, COMPANY, Role.ADMIN), second=False))
    name = market.config["SESSION_COOKIE_NAME"]
    return address, {"name": name, "value": value, "url": address}


@pytest.fixture
def browses(chromium, site):
    """Give a way to open a window, with or without JavaScript, signed in or not."""
    _, cookie = site
    contexts = []

    def window(*, scripts=True, signed_in=True):
        context = chromium.new_context(
            viewport={"width": 320, "height": 800}, locale="ja-JP", java_script_enabled=scripts
        )
        context.set_default_timeout(10_000)
        context.add_cookies([cookie] if signed_in else [])
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def with_device(page, **changes):
    """Give a page a device that keeps keys; gives what to ask of it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | changes})
    return tools, {"authenticatorId": made["authenticatorId"]}


def adds(page, address, name):
    page.goto(f"{address}/account/passkeys")
    page.get_by_label("名前").fill(name)
    page.get_by_role("button", name="この端末のパスキーを追加する").click()


def test_a_passkey_is_added_and_signs_in(browses, site, tmp_path):
    """Added by a finger, signed out, in again by the finger; the device's own count moves on."""
    address, _ = site
    page = browses()
    tools, device = with_device(page)
    adds(page, address, "会社のスマートフォン")
    page.get_by_role("row", name="会社のスマートフォン").wait_for()
    assert "パスキーを追加しました" in page.locator("main").inner_text()
    page.screenshot(path=tmp_path / "passkeys-320.png", full_page=True)
    page.context.clear_cookies()
    page.goto(f"{address}/sme/")
    assert "/signin" in page.url
    page.goto(f"{address}/signin/passkey?next=/account/passkeys")
    page.screenshot(path=tmp_path / "signin-passkey-320.png", full_page=True)
    page.get_by_role("button", name="パスキーで入る").click()
    page.get_by_role("row", name="会社のスマートフォン").wait_for()
    assert "まだ使っていません" not in page.locator("main").inner_text()
    (kept,) = tools.send("WebAuthn.getCredentials", device)["credentials"]
    assert kept["rpId"] == "localhost"
    assert kept["isResidentCredential"]


def test_one_device_is_added_once(browses, site):
    """The device says that it has a key of this site, and the page says it in words."""
    address, _ = site
    page = browses()
    with_device(page)
    adds(page, address, "一つ目")
    page.get_by_role("row", name="一つ目").wait_for()
    page.get_by_label("名前").fill("二つ目")
    page.get_by_role("button", name="この端末のパスキーを追加する").click()
    page.get_by_text("もう追加されています").wait_for()
    assert page.get_by_role("row", name="二つ目").count() == 0


def test_a_device_that_does_not_know_its_user_adds_nothing(browses, site):
    """No finger, no key: the page stays, with what to do."""
    address, _ = site
    page = browses()
    with_device(page, isUserVerified=False)
    adds(page, address, "知らない端末")
    page.get_by_text("途中で終わりました").wait_for()
    page.reload()
    assert "パスキーは、まだありません" in page.locator("h1").inner_text()


def test_a_key_that_was_removed_opens_nothing(browses, site):
    """The device still has its half; the site has not."""
    address, _ = site
    page = browses()
    with_device(page)
    adds(page, address, "古い端末")
    page.get_by_role("row", name="古い端末").get_by_role("button", name="外す").click()
    page.get_by_text("パスキーを外しました").wait_for()
    page.context.clear_cookies()
    page.goto(f"{address}/signin/passkey")
    page.get_by_role("button", name="パスキーで入る").click()
    page.get_by_role("alert").filter(has_text="登録されていません").wait_for()


def test_without_scripts_the_page_says_so(browses, site):
    """And the password is one link away."""
    address, _ = site
    page = browses(scripts=False, signed_in=False)
    page.goto(f"{address}/signin/passkey")
    assert "JavaScript が要ります" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="パスキーで入る").count() == 0
    page.get_by_role("link", name="パスワードで入る").click()
    assert page.get_by_label("パスワード").count() == 1


def test_under_a_number_none_is_offered(browses, site):
    """The page says why, and under which name it works."""
    address, _ = site
    page = browses(signed_in=False)
    page.goto(address.replace("localhost", "127.0.0.1") + "/signin/passkey")
    text = page.locator("main").inner_text()
    assert "このアドレスでは、パスキーを使えません" in text
    assert "localhost" in text
