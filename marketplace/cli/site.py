"""「市場の番地」 Where people reach the market, and that nobody on the way can read along."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from marketplace.cli.inputs import refuse

SAMPLE = "https://otasuke.example.jp"
OPEN = "このままでは、パスワードもクッキーも、途中で読まれます。"
BY_PROXY = (
    "TLS を終える代理サーバー（nginx、Caddy など）を前に置き、"
    f"public_url に {SAMPLE} のように https の番地を書いてください。"
    "この機械の中だけで試すなら、host と public_url を 127.0.0.1 にしてください。"
)
COUNT = (
    "前に置く代理サーバーの数を proxies に書き（ふつうは 1）、"
    "代理サーバーに Host、X-Forwarded-For、X-Forwarded-Proto を渡させてください。"
)


def is_site(text: str) -> bool:
    """Whether it is the address of a site: http or https, a name, perhaps a port, nothing more."""
    parts = _parts(text)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    plain = f"{parts.scheme}://{parts.netloc}"
    return "@" not in parts.netloc and text.isascii() and text.rstrip("/") == plain


def require_safe(public_url: str, host: str, proxies: int) -> None:
    """「安全な組合せ」 Refuse to carry passwords in the clear beyond this machine."""
    parts = _parts(public_url)
    if parts is None or parts.scheme != "https":
        _require_here(public_url, (parts.hostname if parts else None) or host, host)
    elif not proxies:
        why = "public_url が https なのに、proxies が 0 です。だれからの要求かを見分けられません。"
        refuse("proxies", why, COUNT)


def _require_here(public_url: str, named: str, host: str) -> None:
    if not is_loopback(host):
        refuse("host", f"{host} で、TLS なしに待ち受けようとしています。{OPEN}", BY_PROXY)
    if not is_loopback(named):
        refuse("public_url", f"{public_url} は https ではありません。{OPEN}", BY_PROXY)


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts
