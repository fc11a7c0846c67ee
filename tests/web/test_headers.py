"""What every answer tells the browser to refuse."""

import re
from dataclasses import replace

import pytest

from marketplace.web.app import create_app

SITE = "https://otasuke.example.jp"
PATHS = ("/", "/nothing", "/static/ground.css", "/sme/", "/api/v1/catalogue", "/api/v1/nothing")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SCRIPTS = re.compile(r"<script\b[^>]*>")
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.fixture
def database():
    """Headers are the same on every database."""
    return "sqlite"


def policy_of(answer):
    """Read a policy as directive → sources."""
    parts = answer.headers["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts if " " in part.strip())


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(visitor, path):
    """Pages, errors, files, redirects and answers for programs alike."""
    answer = visitor.opens(path)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = policy_of(answer)
    scripts = policy.pop("script-src")
    assert policy == POLICY
    assert re.fullmatch(r"'none'|'nonce-[A-Za-z0-9_-]{22}'", scripts)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Server" not in answer.headers


def test_a_script_runs_by_the_number_of_its_answer_alone(visitor):
    """Each page has its own, each script element carries it, and what is no page has none."""
    seen = set()
    for path in ("/", "/", "/nothing"):
        answer = visitor.opens(path)
        given = policy_of(answer)["script-src"][len("'nonce-") : -1]
        elements = SCRIPTS.findall(answer.get_data(as_text=True))
        assert elements
        assert all(f'nonce="{given}"' in element for element in elements)
        seen.add(given)
    assert len(seen) == 3
    for path in ("/static/ground.css", "/api/v1/catalogue", "/sme/"):
        assert policy_of(visitor.opens(path))["script-src"] == "'none'"


def test_refusals_carry_them_too(visitor):
    """A form without its token, one that is too large, and a method that is not served."""
    answers = [
        visitor.client.post("/signin"),
        visitor.client.post("/signin", data={"x": "x" * 3_000_000}),
        visitor.client.put("/signin"),
    ]
    assert [answer.status_code for answer in answers] == [400, 413, 405]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_what_somebody_sees_is_not_kept(enters, visitor, world):
    """A shared computer keeps no page of somebody, and asks again for one with a form."""
    assert enters(world.company).opens("/sme/").headers["Cache-Control"] == "private, no-store"
    assert visitor.opens("/signin").headers["Cache-Control"] == "private, no-cache"
    assert "private" not in visitor.opens("/api/v1/catalogue").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("settings", "name", "secure", "tls"),
    [
        ({"demo": True}, "otasuke", False, False),
        ({"demo": False}, "otasuke", True, False),
        ({"demo": False, "public_url": SITE}, "__Host-otasuke", True, True),
        ({"demo": True, "public_url": SITE}, "__Host-otasuke", True, True),
    ],
)
def test_behind_tls_nothing_goes_in_the_clear(config, settings, name, secure, tls):
    """The cookie is this host's alone, and the browser does not come without TLS again."""
    app = create_app(replace(config, **settings))
    where = settings.get("public_url", "https://localhost")
    answer = app.test_client().get("/signin", base_url=where)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{name}=")
    assert ("; Secure" in cookie) == secure
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain=" not in cookie
    assert answer.headers.get("Strict-Transport-Security") == ("max-age=31536000" if tls else None)
