"""Whatever is sent to whatever route: an answer, never a fault, and nothing shown as code."""

import logging
from itertools import product
from urllib.parse import quote

import pytest

from tests.security.judging import EXPECTED, MARKUP, judged

NASTY = (
    "\x00",
    "xx_aaaaaaaaaaaaaaaa",
    "' OR '1'='1",
    "../../etc/passwd",
    MARKUP,
    "{{ 7 * 7 }}",
    "a\r\nSet-Cookie: x=1",
    "9" * 30,
    "1e309",
    "１２",
    "\ud7ff\U0001f600",
    "e\u0301\u202e",
    "a" * 5000,
)
IN_FORMS = ("\x00", "' OR '1'='1", MARKUP, "a\r\nSet-Cookie: x=1", "9" * 30, "\U0001f600" * 3000)
OF_ONESELF = {"public", "account", "organisation"}
"""Audiences with forms after which somebody is not inside any more."""


@pytest.fixture(autouse=True)
def _earnest(app, caplog):
    """A fault becomes a page, as in earnest; forged forms have a test of their own."""
    app.testing = False
    app.config["WTF_CSRF_ENABLED"] = False
    caplog.set_level(logging.CRITICAL, "otasuke")


def test_every_address_answers_to_anything(routes, inside):
    """In every place of every route that is opened or sent."""
    wrong = []
    found = [(method, *pair) for method in ("GET", "POST", "PUT") for pair in routes(method)]
    placed = [one for one in found if one[1].arguments]
    for (method, rule, audience), text in product(placed, NASTY):
        answer = inside[audience].client.open(_filled(rule, text), method=method)
        wrong.append(judged(answer, f"{method} {rule.rule}", text))
    assert [one for one in wrong if one] == []


def test_every_form_answers_to_anything(routes, address, inside, fields, *, enters, world):
    """Every field that any view reads, in every form."""
    wrong = []
    for rule, audience in routes("POST"):
        for text in IN_FORMS:
            own = audience in OF_ONESELF
            visitor = enters(world.stranger) if own else inside[audience]
            data = dict.fromkeys(fields, text) | {"token": f"bad-{len(wrong)}"}
            answer = visitor.client.post(address(rule, "xx_aaaaaaaaaaaaaaaa"), data=data)
            wrong.append(judged(answer, f"POST {rule.rule}", text))
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize(
    "sent",
    [
        {"data": b"\xff\xfe\x00", "content_type": "application/x-www-form-urlencoded"},
        {"data": b"a=%ff%fe&%00=b", "content_type": "application/x-www-form-urlencoded"},
        {"data": b"--x\r\n", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"--x", "content_type": "multipart/form-data"},
        {"data": b"{", "content_type": "application/json"},
        {"data": b"[" * 100_000, "content_type": "application/json"},
        {"data": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "content_type": "application/xml"},
        {"data": b"a=b&" * 20_000, "content_type": "application/x-www-form-urlencoded"},
    ],
    ids=range(8),
)
def test_a_broken_body_breaks_nothing(inside, sent):
    """Of whatever kind it says it is."""
    for visitor, place in (
        (inside["public"], "/signin"),
        (inside["provider"], "/provider/check"),
        (inside["provider"], "/provider/submissions"),
        (inside["public"], "/webhooks/stripe"),
        (inside["public"], "/api/v1/catalogue"),
    ):
        answer = visitor.client.post(place, **sent)
        assert answer.status_code in EXPECTED, place


def _filled(rule, text):
    place = rule.rule
    for name in rule.arguments:
        for spelt in (f"<{name}>", f"<path:{name}>", f"<int:{name}>"):
            place = place.replace(spelt, quote(text, safe="") or "%20")
    return place
