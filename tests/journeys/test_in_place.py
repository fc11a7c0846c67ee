"""With scripts, a form that only asks answers in place; it says the same as without them."""

import re

import pytest

pytestmark = pytest.mark.browser

MARK = "window.stayed = true"
STAYED = "window.stayed === true"
FOCUS = "document.activeElement.name + ' ' + document.activeElement.value"


def answered(visitor, words):
    """Wait until the address carries these words and the page stands still."""
    visitor.page.wait_for_url(re.compile(re.escape(words)))
    visitor.page.wait_for_function("!document.querySelector('.htmx-request')")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_filter_answers_without_leaving_the_page(visits, width):
    visitor = visits(width, scripts=True)
    visitor.opens("/services")
    visitor.page.evaluate(MARK)
    if width == 320:
        visitor.page.locator("details.filters > summary").click()
    visitor.page.locator("input[name=watch][value=network]").check()
    answered(visitor, "watch=network")
    assert visitor.page.evaluate(STAYED)
    assert visitor.page.evaluate(FOCUS) == "watch network"
    count = visitor.page.locator(".cnt").inner_text()
    visitor.keeps("filtered")
    plainly = visits(width)
    plainly.opens(visitor.page.url.removeprefix(visitor.address))
    assert plainly.page.locator(".cnt").inner_text() == count
    assert plainly.page.locator(".results").inner_text() == (
        visitor.page.locator(".results").inner_text()
    )


def test_my_size_answers_without_leaving_the_page(visits):
    visitor = visits(1280, scripts=True)
    visitor.opens("/services?watch=network")
    visitor.page.evaluate(MARK)
    visitor.page.locator("#f-pcs").fill("28")
    visitor.page.keyboard.press("Tab")
    answered(visitor, "pcs=28")
    assert visitor.page.evaluate(STAYED)
    assert "watch=network" in visitor.page.url
    assert "PC 28台" in visitor.reads()
    visitor.page.go_back()
    visitor.page.wait_for_function("!location.search.includes('pcs=28')")


def test_a_size_that_cannot_be_is_said_in_place(visits):
    visitor = visits(1280, scripts=True)
    visitor.opens("/services")
    visitor.page.locator("#f-pcs").fill("abc")
    visitor.page.keyboard.press("Enter")
    answered(visitor, "pcs=abc")
    assert visitor.heading() == "台数を直すと、料金が出ます"
    assert visitor.page.title().startswith("直すところがあります")
    assert visitor.page.locator("#f-pcs").get_attribute("aria-invalid") == "true"


def test_scripts_break_no_rule_of_the_page(visits):
    """Nothing is refused by the content policy, and nothing is fetched from elsewhere."""
    visitor, said, fetched = visits(1280, scripts=True), [], []
    visitor.page.on("console", lambda message: said.append(message.text))
    visitor.page.on("request", lambda request: fetched.append(request.url))
    for path in ("/", "/services", "/editions", "/compare"):
        visitor.opens(path)
        visitor.page.wait_for_function("typeof htmx === 'object'")
    assert said == []
    assert all(url.startswith(visitor.address) for url in fetched)
