"""Somebody who does not read Japanese turns the pages to English, and back."""

import pytest

PAGES = (
    "/",
    "/services",
    "/compare",
    "/scs",
    "/editions",
    "/glossary",
    "/signin",
    "/signup",
    "/api",
)
OWN = {
    "佐々木 恵": ("/sme/", "/sme/quotes", "/sme/applications", "/organisation/", "/account/"),
    "加賀 しのぶ": ("/provider/", "/provider/check", "/provider/certificates"),
    "高橋 誠": ("/certifier/", "/certifier/confirmations", "/certifier/editions"),
}


def turns(visitor, name):
    """Press the language at the head of the page; on a narrow screen it stands in the menu."""
    menu = visitor.page.locator("header .menu > summary")
    if menu.is_visible():
        menu.click()
    visitor.page.locator("header").get_by_role("button", name=name).click()


def language(visitor):
    return visitor.page.locator("html").get_attribute("lang")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_pages_in_english_fit_their_screens(visits, width):
    """Longer words stay within the page, for nobody and for each audience."""
    reader = visits(width)
    reader.opens("/services?pcs=30")
    turns(reader, "English")
    assert (language(reader), reader.page.url.partition("/services")[2]) == ("en", "?pcs=30")
    for path in PAGES:
        reader.opens(path)
        assert language(reader) == "en"
        reader.keeps(f"en{path.replace('/', '-')}{width}")
    for person, paths in OWN.items():
        reader.becomes(person)
        for path in paths:
            reader.opens(path)
            reader.keeps(f"en{path.replace('/', '-')}{width}")
    turns(reader, "日本語")
    assert language(reader) == "ja"


@pytest.mark.browser
def test_one_quotes_in_english(visits):
    """From the list to a quote, with every button and field in English."""
    reader = visits(1280)
    reader.becomes("佐々木 恵")
    turns(reader, "English")
    reader.opens("/services")
    reader.page.locator("main h3 a").first.click()
    reader.page.get_by_role("link", name="Quote for").first.click()
    reader.page.get_by_role("button", name="Make this quote").click()
    assert "Nothing has been applied for yet" in reader.page.inner_text("main")
    assert "Quote" in reader.page.title()
