"""Whatever stands in the query of whatever page: an answer, never a fault."""

from itertools import product
from urllib.parse import quote

import pytest

from tests.security.judging import MARKUP, judged

NASTY = (
    "\x00",
    "' OR '1'='1",
    MARKUP,
    "a\r\nSet-Cookie: x=1",
    "9" * 30,
    "-1e309",
    "１٣",
    "//[::1",
)


@pytest.fixture
def database():
    """What is asked is read the same on every database."""
    return "sqlite"


def test_every_page_answers_to_any_condition(app, routes, address, inside, fields):
    """Every field that any view reads, in the query of every page."""
    app.testing, wrong = False, []
    for rule, audience in routes("GET"):
        for text in NASTY:
            query = "&".join(f"{name}={quote(text)}" for name in fields)[:7500]
            answer = inside[audience].opens(f"{address(rule, 'xx_aaaaaaaaaaaaaaaa')}?{query}")
            wrong.append(judged(answer, rule.rule, text))
    assert [one for one in wrong if one] == []


def test_conditions_are_read_one_by_one_as_well(app, inside, fields):
    """On the pages that read most of them, so that no first refusal hides a fault."""
    app.testing, wrong = False, []
    pages = (("public", "/services"), ("public", "/compare"), ("sme", "/sme/records"))
    for (audience, page), name, text in product(pages, fields, (MARKUP, "9" * 30)):
        answer = inside[audience].opens(f"{page}?{name}={quote(text)}")
        wrong.append(judged(answer, page, f"{name}={text}"))
    assert [one for one in wrong if one] == []
