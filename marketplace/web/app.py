"""「画面」 The application: settings, doors, headers and errors, put together once."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from marketplace.web import api, assets, entry, errors, guard, headers, language, look
from marketplace.web.account import door as account
from marketplace.web.api.own import own
from marketplace.web.audience import declare
from marketplace.web.buyer import door as buyer
from marketplace.web.certifier import door as certifier
from marketplace.web.config import WebConfig
from marketplace.web.demo import door as demo
from marketplace.web.guard import pace
from marketplace.web.guard.limits import MOST_BYTES
from marketplace.web.operator import door as operator
from marketplace.web.organisation import door as organisation
from marketplace.web.provider import door as provider
from marketplace.web.sme import door as sme
from marketplace.web.webhooks import door as webhooks


def create_app(config: WebConfig) -> Flask:
    """Make the application; who is fictional is shown only in a demo."""
    app = Flask("marketplace.web", static_folder=None)
    app.config.from_mapping(_settings(config))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["market"] = config
    language.install(app)
    guard.install(app)
    # A delivery proves itself by its signature; it has no session that anybody could ride on.
    CSRFProtect(app).exempt(webhooks)
    headers.install(app)
    errors.install(app)
    look.install(app)
    assets.install(app)
    declare(app, entry.door, sme, provider, certifier, buyer, operator)
    declare(app, account, organisation, *([demo] if config.demo else []))
    declare(app, api.pages, api.v1, own, webhooks)
    pace.install(app, config)
    return app


def _settings(config: WebConfig) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret_key,
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        # With this prefix a browser takes it from this very host only, over TLS.
        "SESSION_COOKIE_NAME": "__Host-otasuke" if config.is_behind_tls else "otasuke",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.is_behind_tls or not config.demo,
        # A form may stand open over lunch; the session is what ends.
        "WTF_CSRF_TIME_LIMIT": None,
        # guard/hosts.py asks the browser itself, with TLS and without.
        "WTF_CSRF_SSL_STRICT": False,
    }
