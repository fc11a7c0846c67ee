"""The face of the market: keys alone, no scripts, high contrast, and a first page at once."""

import time

import pytest

from tests.browser import FLAGS

pytestmark = pytest.mark.browser

COMPANY = "内田 さつき"
FOCUSED = """
() => {
  const one = document.activeElement, look = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    tag: one.tagName, name: one.name || '', text: one.innerText || '', class: one.className,
    outline: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight + 1,
  };
}
"""
PLACES = """
[...document.querySelectorAll('[tabindex]')].filter(one => one.tabIndex > 0).length
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
FIRST_PAGE = 1.0
"""Seconds to the first catalogue page of a browser that has just begun (the budget)."""

GENEROUS = 4
"""Times the budget: the machine of the tests does other things meanwhile."""


@pytest.fixture
def keyed(visits):
    """Give a visitor with a keyboard only."""

    def sit(path, width=1280):
        visitor = visits(width)
        visitor.opens(path)
        return visitor

    return sit


def presses(visitor, *keys):
    """Press keys; gives what has the focus then."""
    for key in keys:
        visitor.page.keyboard.press(key)
    return visitor.page.evaluate(FOCUSED)


def reaches(visitor, wanted, most=80):
    """Press Tab until something has the focus; each stop on the way is seen."""
    for _ in range(most):
        found = presses(visitor, "Tab")
        assert found["outline"], found
        assert found["seen"], found
        if wanted(found):
            return found
    raise AssertionError("not reached by the keyboard")


def test_a_form_is_filled_by_keys_alone(keyed):
    """Skip to the text, be refused, go from the summary to the field, and come in."""
    visitor = keyed("/signin")
    assert presses(visitor, "Tab")["text"] == "本文へ"
    assert presses(visitor, "Enter")["tag"] == "MAIN"
    reaches(visitor, lambda one: one["name"] == "email")
    visitor.page.keyboard.type("uchida@kaname.example.jp")
    presses(visitor, "Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector(".errsum")
    assert presses(visitor)["class"] == "errsum"
    visitor.keeps("refused")
    assert presses(visitor, "Tab")["tag"] == "A"
    assert presses(visitor, "Enter")["name"] == "password"
    assert visitor.page.evaluate(PLACES) == 0


def test_every_stop_of_a_page_is_seen(visits):
    """From the first to the last: none is under the bars that stay, none without a mark."""
    visitor = visits(1280)
    visitor.becomes(COMPANY)
    visitor.opens("/services?months=24")
    last = visitor.page.get_by_role("contentinfo").get_by_role("link").last
    reaches(visitor, lambda _: last.evaluate("one => one === document.activeElement"), 400)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_menus_open_without_scripts(visits, width):
    """The places under a word, and the organisation with the way out."""
    visitor = visits(width)
    visitor.becomes(COMPANY)
    head = visitor.page.get_by_role("banner")
    if width == 320:
        assert not head.get_by_role("link", name="診断する").is_visible()
        head.get_by_text("メニュー", exact=True).click()
    head.get_by_text("申込み・契約").click()
    visitor.keeps(f"menu-{width}")
    head.get_by_role("link", name="契約", exact=True).click()
    assert visitor.page.url.endswith("/sme/contracts")
    if width == 320:
        head.get_by_text("メニュー", exact=True).click()
    assert head.locator("summary.here").inner_text() == "申込み・契約"
    head.locator(".org > summary").click()
    visitor.keeps(f"org-{width}")
    head.get_by_role("button", name="サインアウト").click()
    visitor.opens("/sme/")
    assert "サインイン" in visitor.heading()


def test_the_head_is_one_row(visits):
    """At 1280 px, for everybody: nothing in it is lower than the rest."""
    visitor = visits(1280)
    for name in (COMPANY, "水野 葵", "高橋 誠"):
        visitor.becomes(name)
        boxes = [one.bounding_box() for one in visitor.page.locator(".gnav > ul > li").all()]
        assert len({round(box["y"]) for box in boxes}) == 1, name
        assert visitor.page.get_by_role("banner").bounding_box()["height"] <= 90, name


def test_high_contrast_keeps_what_is_said(visits):
    """With the colours of the system: frames and marks are still there, and nothing moves."""
    visitor = visits(1280)
    visitor.page.emulate_media(forced_colors="active")
    for path in ("/", "/services", "/demo/styleguide"):
        visitor.opens(path)
        visitor.keeps(f"forced-{path.strip('/').replace('/', '-') or 'home'}")
    frames = visitor.page.locator("main .badge").evaluate_all(
        "all => all.map(one => getComputedStyle(one).borderTopColor)"
    )
    assert frames
    assert len(set(frames)) == 1


def test_the_guide_prints(visits):
    """On paper there is neither menu nor button, and every part is there."""
    visitor = visits(1280)
    visitor.opens("/demo/styleguide")
    visitor.page.emulate_media(media="print")
    for gone in (".head > .wrap", ".foot", ".skip", ".btn.main"):
        assert not visitor.page.locator(gone).first.is_visible(), gone
    assert visitor.page.locator("table").first.is_visible()


def test_the_first_catalogue_page_comes_at_once(chromium, chromium_path, address):
    """A browser that has never been here; the market has just been started, too."""
    browser = chromium.browser_type.launch(executable_path=chromium_path, args=FLAGS)
    page = browser.new_context(locale="ja-JP").new_page()
    start = time.monotonic()
    page.goto(f"{address}/services?pcs=28&servers=2&networks=2&months=24")
    while not page.evaluate(PAINTED):  # wait_for_function would need unsafe-eval
        page.wait_for_timeout(10)
    passed = time.monotonic() - start
    browser.close()
    assert passed < FIRST_PAGE * GENEROUS
