"""「画面」 The application: settings, doors, headers and errors, put together once."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from marketplace.web import api, errors, headers, look
from marketplace.web.audience import declare
from marketplace.web.certifier import door as certifier
from marketplace.web.config import WebConfig
from marketplace.web.demo import door as demo
from marketplace.web.provider import door as provider
from marketplace.web.public import door as public
from marketplace.web.sme import door as sme
from marketplace.web.webhooks import door as webhooks

MOST_BYTES = 2 * 1024 * 1024


def create_app(config: WebConfig) -> Flask:
    """Make the application; the role switcher exists only in a demo."""
    app = Flask("marketplace.web")
    app.config.from_mapping(_settings(config))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["market"] = config
    # A delivery proves itself by its signature; it has no session that anybody could ride on.
    CSRFProtect(app).exempt(webhooks)
    headers.install(app)
    errors.install(app)
    look.install(app)
    declare(app, public, sme, provider, certifier, *([demo] if config.demo else []))
    declare(app, api.pages, api.v1, webhooks)
    return app


def _settings(config: WebConfig) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret_key,
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        "SESSION_COOKIE_NAME": "otasuke",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": not config.demo,
        # A form may stand open over lunch; the session is what ends.
        "WTF_CSRF_TIME_LIMIT": None,
    }
