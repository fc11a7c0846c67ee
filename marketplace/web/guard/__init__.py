"""「門」 What is looked at before any page is asked, and what is written down of each request."""

from __future__ import annotations

from typing import cast

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from marketplace.web.config import WebConfig
from marketplace.web.guard import hosts, limits, logs, shapes

__all__ = ["hosts", "install", "limits", "logs", "shapes"]


def install(app: Flask) -> None:
    """Number, place and shape first, in this order; before anything reads a form."""
    config = cast("WebConfig", app.extensions["market"])
    if config.proxies:
        # The host is never taken from X-Forwarded-Host: our proxies pass Host on as it came.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=0
        )
    logs.install(app)
    for look in (hosts.look, limits.look, shapes.look):
        app.before_request(look)
