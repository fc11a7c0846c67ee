"""「回数の上限」 How often one place may ask for what costs much or tells much; one table.

The lock on an address after wrong passwords is another thing (``desk/accounts/failures.py``): this
one knows nobody, only where requests come from.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter

from marketplace.web.config import WebConfig

PACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "sign_in": (
        "30 per minute; 300 per hour",
        (
            "public.enter",
            "public.passkey_options",
            "public.enter_by_passkey",
            "public.oidc_back",
            "public.enter_by_oidc",
        ),
    ),
    "code": (
        "20 per minute; 100 per hour",
        (
            "public.show_second",
            "account.confirm_second",
            "account.renew_codes",
            "account.turn_off_second",
            "account.change_password",
        ),
    ),
    "letter": (
        "10 per minute; 60 per hour",
        ("public.ask_sign_up", "public.ask_reset", "account.ask_address"),
    ),
    "link": (
        "30 per minute; 200 per hour",
        (
            "public.enter_sign_up",
            "public.enter_reset",
            "public.confirm_address",
            "public.accept_invitation",
            "public.join_as_new",
        ),
    ),
    "webhooks": ("600 per minute", ("webhooks.",)),
    "api": ("600 per minute", ("v1.",)),
}
"""What is counted together, how often, and for which endpoints; one that ends with a dot stands for
a whole door. An office shares one address, so these are loose."""

PREFIX = 64
"""Bits of an IPv6 address that one customer of a network has for itself (RFC 6177)."""


def install(app: Flask, config: WebConfig) -> None:
    """Count the endpoints of the table; a store of counts that fails falls back on this process."""
    limiter = Limiter(
        place,
        app=app,
        storage_uri=config.limits,
        headers_enabled=True,
        in_memory_fallback_enabled=True,
    )
    views: dict[str, Any] = dict(app.view_functions)
    for name, (pace, endpoints) in PACES.items():
        counted = limiter.shared_limit(pace, scope=name)
        named = {one: counted(view) for one, view in views.items() if _is_named(one, endpoints)}
        app.view_functions.update(named)


def place() -> str:
    """From where a request comes: an address, of IPv6 the network of one customer."""
    text = request.remote_addr or ""
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, PREFIX), strict=False))
    return text


def _is_named(endpoint: str, named: tuple[str, ...]) -> bool:
    return any(
        endpoint.startswith(name) if name.endswith(".") else endpoint == name for name in named
    )
