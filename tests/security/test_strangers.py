"""What belongs to one organisation does not exist for another of the same kind, on any route."""

import pytest

from tests.web.test_doors import KINDS

OTHERS = {
    "sme": "stranger",
    "company-api": "stranger",
    "provider": "rival",
    "organisation": "stranger",
    "account": "stranger",
}

PUBLIC = {
    "sme.quote_form": "anybody may ask what a listed service costs",
    "sme.make_quote": "anybody may ask what a listed service costs",
}
"""Routes behind a door whose reference is everybody's → why."""


@pytest.fixture
def refs(pages):
    """Give every reference of something that belongs to somebody."""
    return sorted({str(values["ref"]) for values in pages.values() if "ref" in values})


@pytest.fixture
def others(enters, world):
    """Give a visitor of another organisation for each audience."""
    return {audience: enters(getattr(world, name)) for audience, name in OTHERS.items()}


def test_no_page_of_another_is_opened(app, pages, others, inside, *, address):
    """A page with a reference: its owner sees it, another finds nothing."""
    seen = 0
    for rule in app.url_map.iter_rules():
        audience = app.extensions["audiences"][rule.endpoint]
        mine = audience in others and "ref" in rule.arguments and "GET" in rule.methods
        if not mine or rule.endpoint in PUBLIC:
            continue
        with app.test_request_context():
            place = app.url_for(rule.endpoint, **pages[rule.endpoint])
        assert inside[audience].opens(place).status_code == 200, place
        assert others[audience].opens(place).status_code == 404, place
        seen += 1
    assert seen > len(OTHERS)


def test_no_form_of_another_does_anything(app, refs, routes, others, everything, *, address):
    """Every form with a reference, every reference: nothing is found, nothing is written."""
    app.config["WTF_CSRF_ENABLED"] = False  # test_forgery.py; here the rest has to hold
    before = everything()
    for rule, audience in routes("POST"):
        if audience not in others or "ref" not in rule.arguments or rule.endpoint in PUBLIC:
            continue
        for ref in refs:
            data = {"token": f"{rule.endpoint}-{ref}"[:64], "reason": "理由です。"}
            answer = others[audience].client.post(address(rule, ref), data=data)
            assert answer.status_code in {400, 404, 422}, (rule, ref)
    assert everything() == before


def test_every_door_has_somebody_who_is_not_inside(routes):
    """A new audience is walked over here, too."""
    audiences = {audience for _, audience in [*routes("GET"), *routes("POST")]}
    alone = {"certifier", "operator", "buyer", "public", "api", "demo"}
    assert audiences <= alone | set(OTHERS)
    assert set(KINDS) <= alone | set(OTHERS)
