"""A request names this site, and a form comes from one of its pages."""

from dataclasses import replace

import pytest

from marketplace.web.app import create_app

SITE = "https://otasuke.example.jp"
LEAVE = "/signout"


@pytest.fixture
def database():
    """Hosts are the same on every database."""
    return "sqlite"


@pytest.fixture
def runs(config):
    """Give a way to make an application with other settings."""
    return lambda **changes: create_app(replace(config, **changes)).test_client()


def asks(client, host, **headers):
    """Open the first page under the name of a host, as a browser on this machine does."""
    return client.get("/", headers=headers, environ_overrides={"HTTP_HOST": host})


HERE = ("localhost", "127.0.0.1:8000", "[::1]:8000")
EVIL = (
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "user:pw@localhost",
    "localhost/evil",
    "localhost:99999",
    "",
)
LAN = "http://192.0.2.7:8000"
OURS = ("otasuke.example.jp", "OTASUKE.example.jp", "otasuke.example.jp:443")
NEAR = ("otasuke.example.jp:8443", "www.otasuke.example.jp", "otasuke.example.jp.")


@pytest.mark.parametrize(
    ("settings", "answered", "refused"),
    [
        ({"demo": True}, HERE, EVIL),
        ({"demo": True, "public_url": LAN}, ("192.0.2.7:8000", *HERE), ("192.0.2.7", *EVIL)),
        ({"demo": False}, HERE, EVIL),
        ({"demo": False, "public_url": "http://127.0.0.1:8000"}, HERE, EVIL),
        ({"demo": False, "public_url": SITE}, OURS, (*NEAR, *HERE, *EVIL)),
        ({"demo": False, "public_url": f"{SITE}:8443"}, NEAR[:1], (*OURS, *NEAR[1:])),
    ],
)
def test_only_our_own_names_are_answered(runs, settings, answered, refused):
    """The public address; the machine's own names where nobody else can reach it."""
    client = runs(**settings)
    for host in answered:
        assert asks(client, host).status_code == 200, host
    for host in refused:
        answer = asks(client, host)
        text = answer.get_data(as_text=True)
        assert (answer.status_code, "そのアドレスのサイトではありません" in text) == (400, True), (
            host
        )
        assert "evil" not in text


def test_another_host_gets_nothing_of_any_kind(runs):
    """Neither a page nor a file nor an answer for programs."""
    client = runs()
    for page in ("/", "/nothing", "/static/ground.css", "/api/v1/openapi.json"):
        assert client.get(page, base_url="http://evil.example").status_code == 400, page


@pytest.mark.parametrize(
    ("proxies", "scheme", "status"), [(0, "https", 400), (1, "https", 200), (1, "http", 200)]
)
def test_a_forwarded_host_is_never_believed(runs, proxies, scheme, status):
    """Only Host counts, which our proxies pass on; what else they say counts where they exist."""
    client = runs(demo=False, public_url=SITE, proxies=proxies)
    said = {"X-Forwarded-Host": "otasuke.example.jp", "X-Forwarded-Proto": scheme}
    assert asks(client, "evil.example", **said).status_code == 400
    assert asks(client, "otasuke.example.jp", **{"X-Forwarded-Host": "evil"}).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "said", "seen"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1", "203.0.113.9"),
    ],
)
def test_who_asks_is_believed_only_of_our_own_proxies(config, proxies, said, seen):
    """What a visitor writes in front of what they wrote is not counted."""
    app = create_app(replace(config, public_url=SITE, proxies=proxies))
    found = []
    app.before_request(lambda: found.append(_who()))
    environ = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": said}
    app.test_client().get("/", base_url=SITE, environ_overrides=environ)
    assert found == [seen]


def _who():
    from flask import request  # noqa: PLC0415 - only inside a request

    return request.remote_addr


FROM_HERE = (
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
)
FROM_ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "nonsense"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://localhost:81"},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://evil@localhost/"},
)


def test_a_form_of_another_site_is_refused_even_with_its_token(enters, world):
    """The browser says where it was sent from; nothing is done."""
    visitor = enters(world.company)
    for headers in FROM_ELSEWHERE:
        answer = visitor.sends("/sme/", LEAVE, **headers)
        assert answer.status_code == 400, headers
        assert "ほかのサイトから" in answer.get_data(as_text=True)
        assert visitor.opens("/sme/").status_code == 200


def test_a_form_of_this_site_is_taken(enters, world):
    """A program that says nothing of itself has brought the token."""
    for headers in FROM_HERE:
        visitor = enters(world.company)
        assert visitor.sends("/sme/", LEAVE, **headers).status_code == 303, headers
        assert visitor.opens("/sme/").status_code == 303


def test_behind_tls_the_public_address_is_the_sender(config):
    """Whatever the proxy says of how it was reached."""
    client = create_app(replace(config, public_url=SITE)).test_client()
    where = {"base_url": "http://otasuke.example.jp"}
    tokenless = client.post("/signin", headers={"Origin": SITE}, **where)
    assert "時間がたったため" in tokenless.get_data(as_text=True)
    foreign = client.post("/signin", headers={"Origin": "https://evil.example"}, **where)
    assert "ほかのサイトから" in foreign.get_data(as_text=True)


def test_opening_a_page_from_another_site_is_fine(visitor):
    """A link is not a form."""
    said = {"Sec-Fetch-Site": "cross-site", "Origin": "https://search.example"}
    assert visitor.opens("/", **said).status_code == 200
