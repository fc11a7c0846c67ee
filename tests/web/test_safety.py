"""What the pages refuse, and what they never do."""

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

import marketplace.web.app
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from marketplace.web.links import inside as inside_of

INLINE = re.compile(
    r"<script(?! src=\"/static/[a-z0-9./-]+\" nonce=\"[\w-]{22}\" defer></script>)"
    r"|<style|\sstyle=|\son[a-z]+=|javascript:",
    re.IGNORECASE,
)
VENDORED = {
    "tokens.css": "ec3fb5b1e881d1bdf076feff29fe15a32269353c7a9cef40194f1eff0c3d7a90",
    "htmx-4.0.1.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
}


def test_no_page_has_inline_style_or_script(addresses, inside):
    """The policy forbids them, so none may stand in a page."""
    for audience, address in addresses:
        answer = inside[audience].opens(address)
        if answer.mimetype == "text/html":
            assert INLINE.findall(answer.get_data(as_text=True)) == [], address


@pytest.mark.parametrize("name", VENDORED)
def test_vendored_files_are_as_published(name):
    """Byte for byte, and each with the notice of its makers."""
    folder = Path(marketplace.web.app.__file__).parent / "static" / "vendor"
    assert sha256((folder / name).read_bytes()).hexdigest() == VENDORED[name]
    notice = (folder / f"{re.split('[.-]', name)[0]}.NOTICE.txt").read_text("utf-8")
    assert notice.startswith(f"{name}: ")
    assert {file.name for file in folder.iterdir() if "NOTICE" not in file.name} == set(VENDORED)


def test_opening_pages_writes_nothing(addresses, inside, everything):
    """Every row of every table is the same before and after all pages were opened."""
    before = everything()
    assert sum(map(len, before.values()))
    for audience, address in addresses:
        assert inside[audience].opens(address).status_code == 200, address
    assert everything() == before


def test_every_form_carries_its_tokens(addresses, inside):
    """Each form that is sent by POST proves where it came from."""
    forms = 0
    for audience, address in addresses:
        text = inside[audience].opens(address).get_data(as_text=True)
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL):
            forms += 1
            assert re.search(r'name="csrf_token" value="[^"]{40,}"', form), address
            assert "/demo/" in form or re.search(r'name="token" value="[^"]{16,}"', form), address
    assert forms


def test_a_form_without_its_proof_is_refused(app, everything, inside, scene):
    """Every POST without a CSRF token is refused in Japanese, and nothing is written."""
    before = everything()
    for rule in (rule for rule in app.url_map.iter_rules() if "POST" in rule.methods):
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **dict.fromkeys(rule.arguments, scene.open))
        audience = app.extensions["audiences"][rule.endpoint]
        if audience == "webhooks":  # proves itself by its signature
            continue
        answer = inside[audience].client.post(address, data={"token": "12345678"})
        assert answer.status_code == 400, address
        assert "受け付けませんでした" in answer.get_data(as_text=True)
    assert everything() == before


def test_the_cookie_is_closed_outside_a_demo(config):
    """Only a demo on a loopback address may send it in the clear."""
    app = create_app(replace(config, demo=False))
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


@pytest.mark.parametrize("key", ["", "short", "x" * 31])
def test_a_key_that_can_be_guessed_is_refused(store, now, key):
    """The application is not even made."""
    with pytest.raises(ValueError, match="secret key"):
        WebConfig(store, key, demo=True, clock=lambda: now)


LED_AWAY = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/a\\b",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    " //evil.example",
    "/\x00",
    "/" + "a" * 3000,
    "evil",
    "?a",
    "javascript:1",
    "data:text/html,x",
    "http:evil.example",
    "//[::1",
    "",
)


@pytest.mark.parametrize("address", LED_AWAY)
def test_nobody_is_led_away_from_the_site(app, address):
    """An address that is not a path of ours leads home."""
    with app.test_request_context():
        assert inside_of(address) == "/"


@pytest.mark.parametrize("address", ["/", "/sme/", "/services?pcs=3&q=%E3%81%82", "/a//b?next=//c"])
def test_a_path_of_ours_is_kept(app, address):
    """With its query."""
    with app.test_request_context():
        assert inside_of(address) == address


def test_a_sign_in_leads_nowhere_else(inside):
    """Whoever is in already is led on, but only within the site."""
    for address in LED_AWAY:
        answer = inside["sme"].client.get("/signin", query_string={"next": address})
        assert answer.status_code in {303, 400, 414}, address
        assert answer.headers.get("Location", "/").startswith("/"), address
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\")), address
