"""Where people reach the market, and that nobody on the way can read along."""

import pytest

from marketplace.cli.site import is_loopback, is_site, require_safe
from marketplace.domain.errors import BadInput

SITE = "https://otasuke.example.jp"
KEY = "k" * 64


@pytest.mark.parametrize("text", [SITE, f"{SITE}/", f"{SITE}:8443", "http://127.0.0.1:8000"])
def test_an_address_of_a_site_is_one(text):
    """A name, perhaps a port."""
    assert is_site(text)


@pytest.mark.parametrize(
    "text",
    [
        "otasuke.example.jp",
        "ftp://otasuke.example.jp",
        f"{SITE}/market",
        f"{SITE}?a=b",
        f"{SITE}#a",
        "https://a:b@otasuke.example.jp",
        "https://",
        "https://x:port",
        "https://[::1",
        "https://お助け隊.jp",
        "",
    ],
)
def test_anything_else_is_none(text):
    """Links and hosts are compared with it."""
    assert not is_site(text)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
def test_this_machine_has_its_own_names(host):
    """Nobody else can listen there."""
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "localhost.example", ""])  # noqa: S104
def test_other_names_are_not_its_own(host):
    """All interfaces are not this machine's alone."""
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("public_url", "host", "proxies"),
    [
        ("", "127.0.0.1", 0),
        ("http://localhost:8000", "127.0.0.1", 0),
        (SITE, "127.0.0.1", 1),
        (SITE, "0.0.0.0", 2),  # noqa: S104 - a proxy on another machine
    ],
)
def test_what_is_safe_is_taken(public_url, host, proxies):
    """On this machine alone, or behind a proxy that ends TLS."""
    require_safe(public_url, host, proxies)


@pytest.mark.parametrize(
    ("public_url", "host", "proxies", "place"),
    [
        ("http://otasuke.example.jp", "127.0.0.1", 1, "public_url"),
        ("http://192.0.2.1:8000", "127.0.0.1", 0, "public_url"),
        ("", "0.0.0.0", 0, "host"),  # noqa: S104
        ("", "192.0.2.1", 0, "host"),
        ("http://127.0.0.1:8000", "0.0.0.0", 0, "host"),  # noqa: S104
        (SITE, "127.0.0.1", 0, "proxies"),
    ],
)
def test_what_is_not_safe_is_refused_with_the_way_out(public_url, host, proxies, place):
    """Which setting, why, and what to write instead."""
    with pytest.raises(BadInput) as refused:
        require_safe(public_url, host, proxies)
    (fault,) = refused.value.faults
    assert fault.place == place
    assert any(word in fault.remedy for word in ("public_url に https://", "proxies に書き"))


def test_serve_asks_before_it_opens_anything(run, tmp_path, monkeypatch):
    """No port is bound and no database is made."""
    monkeypatch.setenv("OTASUKE_SECRET_KEY", KEY)
    said = run("serve", "--data", tmp_path / "data", "--host", "192.0.2.1")
    assert (said.code, "TLS なしに" in said.err) == (2, True)
    monkeypatch.setenv("OTASUKE_PUBLIC_URL", "http://otasuke.example.jp")
    said = run("serve", "--data", tmp_path / "data")
    assert (said.code, "https ではありません" in said.err) == (2, True)
    monkeypatch.setenv("OTASUKE_PUBLIC_URL", f"{SITE}/x")
    said = run("serve", "--data", tmp_path / "data")
    assert (said.code, "番地として読めません" in said.err) == (2, True)
    assert not (tmp_path / "data").exists()
