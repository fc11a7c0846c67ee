"""No form is taken that this session's own page did not make."""

import re
from itertools import product

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SIGN_IN = "/signin"
NOWHERE = "xx_aaaaaaaaaaaaaaaa"
FORMS = 60
"""There are more than so many; fewer would mean that they were not found."""


def token_of(visitor):
    """Give a token of this visitor's own session."""
    page = visitor.opens("/account/", Accept="text/html").get_data(as_text=True)
    found = TOKEN.findall(page) or TOKEN.findall(visitor.opens(SIGN_IN).get_data(as_text=True))
    return found[0]


def test_every_form_needs_its_token(routes, address, inside, everything):
    """Without one, with a made-up one, with one of another session: nothing is done."""
    before = everything()
    foreign = token_of(inside["certifier"])
    forms = [(method, *pair) for method in ("POST", "PUT") for pair in routes(method)]
    assert len(forms) > FORMS
    sent = product(forms, (None, "", "x" * 91, foreign))
    for (method, rule, audience), token in sent:
        # The examiner's own token is a foreign one to all but the examiner.
        wrong = "x" if (audience, token) == ("certifier", foreign) else token
        data = {"token": "12345678"} | ({} if wrong is None else {"csrf_token": wrong})
        place = address(rule, NOWHERE)
        answer = inside[audience].client.open(place, method=method, data=data)
        assert answer.status_code == 400, (place, token)
        assert "受け付けませんでした" in answer.get_data(as_text=True)
    assert everything() == before


def test_a_script_brings_it_in_a_header(inside):
    """What a page sends by itself is asked for the same; another session's opens nothing."""
    provider, certifier = inside["provider"], inside["certifier"]
    headers = {"X-CSRFToken": token_of(certifier), "HX-Request": "true"}
    answer = provider.client.post("/provider/check", data={"manifest": "a"}, headers=headers)
    assert answer.status_code == 400
    headers["X-CSRFToken"] = token_of(provider)
    answer = provider.client.post("/provider/check", data={"manifest": "a"}, headers=headers)
    assert answer.status_code == 422


def test_a_token_in_the_address_is_none(inside):
    """It would stand in logs and histories."""
    provider = inside["provider"]
    place = f"/provider/check?csrf_token={token_of(provider)}"
    assert provider.client.post(place, data={"manifest": "a"}).status_code == 400


def test_only_machines_are_let_off(app):
    """Whose deliveries are signed; no other route is outside the check."""
    protected = app.extensions["csrf"]
    assert [door.name for door in protected._exempt_blueprints] == ["webhooks"] or (
        protected._exempt_blueprints == {"webhooks"}
    )
    assert protected._exempt_views == set()
    audiences = app.extensions["audiences"]
    endpoints = [name for name, audience in audiences.items() if audience == "webhooks"]
    assert all(name.startswith("webhooks.") for name in endpoints)


def test_no_page_is_opened_by_a_form_of_another_site(routes, address, inside):
    """The browser's own word comes first, with whatever token."""
    token = token_of(inside["sme"])
    for rule, audience in routes("POST"):
        if audience in {"sme", "account", "organisation"}:
            answer = inside["sme"].client.post(
                address(rule, NOWHERE),
                data={"csrf_token": token},
                headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
            )
            assert answer.status_code == 400, rule
            assert "ほかのサイトから" in answer.get_data(as_text=True)
