"""Every page of every audience by axe-core, at 1280 and 320 px, and nothing moves sideways.

axe-core 4.14 (WCAG 2.0, 2.1 and 2.2, A and AA). What it cannot decide has to stand in EXPLAINED,
with what decides it instead.
"""

from pathlib import PurePosixPath

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (1280, 640, 320)
"""The middle one is 1280 px at 200 %; axe looks at the two others."""

EXPLAINED = {
    (
        "color-contrast",
        "elmPartiallyObscured",
    ): "表の隠れている欄。色の組は test_styles.py が計算する",
    ("color-contrast", "elmPartiallyObscuring"): "留まる列や帯の下の文字。色の組は同じ",
    ("color-contrast", "bgOverlap"): "留まる列や帯に重なる文字。色の組は同じ",
    ("color-contrast", "shortTextContent"): "一文字の記号や数。色の組は同じ",
    (
        "color-contrast",
        "imgNode",
    ): "SVG の中の文字。色の組は同じ、位置は tests/web/charts が確かめる",
    ("color-contrast", "outsideViewport"): "横に隠れた表の欄。色の組は同じ",
    ("color-contrast", "nonBmp"): "★などの記号だけの文字。色の組は同じ",
    ("color-contrast", "pseudoContent"): "::before の線や番号の上の文字。色の組は同じ",
}
PROGRAMS = {"webhooks", "company-api"}
"""Audiences without pages."""

AUDIENCES = (
    "public",
    "api",
    "demo",
    "sme",
    "provider",
    "certifier",
    "buyer",
    "operator",
    "account",
    "organisation",
)


def test_every_audience_is_looked_at(app):
    """A new audience is added above."""
    assert {*app.extensions["audiences"].values()} - PROGRAMS == {*AUDIENCES}


def pages_of(audience, addresses, inside):
    """Give the addresses of an audience that answer with a page."""
    for house, address in addresses:
        if house == audience and inside[audience].opens(address).mimetype == "text/html":
            yield address


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pages_are_without_barriers(audience, addresses, inside, screen):
    """No violation, nothing undecided that is not explained, nothing outside the width."""
    found = list(pages_of(audience, addresses, inside))
    assert found
    sat = screen(inside[audience])
    for address in found:
        assert sat.opens(address) == 200, address
        for width in WIDTHS:
            fits(sat, address, width, audience)


def fits(sat, address, width, audience):
    """Look at a page at one width; axe takes its time, and looks at the two outer ones."""
    sat.widens(width)
    assert sat.overflow() <= 0, (address, width)
    if width != WIDTHS[1]:
        looked_at(sat, (address, width))
        name = str(PurePosixPath(address.partition("?")[0])).strip("/").replace("/", "-")
        sat.keeps(f"{audience}-{name or 'home'}-{width}")


def looked_at(sat, where):
    wrong, undecided = sat.checks()
    assert wrong == [], where
    open_points = [one for one in undecided if tuple(one[:2]) not in EXPLAINED]
    assert open_points == [], where


def test_a_refused_form_is_without_barriers(inside, screen, scene):
    """The summary, the fields at fault, and the page that shows them again."""
    sat = screen(inside["certifier"])
    sat.opens(f"/certifier/submissions/{scene.open}")
    sat.page.locator("main").get_by_role("button", name="判断を記録する").click()
    assert sat.page.title().startswith("直すところがあります")
    sat.loads_axe()
    for width in (1280, 320):
        sat.widens(width)
        looked_at(sat, width)
        sat.keeps(f"refused-{width}")


def test_an_error_page_is_without_barriers(screen):
    """What is not there, at both widths."""
    sat = screen()
    for path in ("/nothing", "/sme/diagnoses/nothing"):
        sat.opens(path)
        looked_at(sat, path)


def test_axe_finds_what_is_wrong(screen):
    """The check can fail: a field loses its label, the page its language."""
    sat = screen()
    sat.opens("/services")
    sat.page.evaluate("document.documentElement.removeAttribute('lang')")
    sat.page.evaluate("document.querySelectorAll('.sizebar label').forEach(one => one.remove())")
    assert {rule for rule, _, _ in sat.checks()[0]} == {"html-has-lang", "label"}
