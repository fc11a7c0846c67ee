"""「応答の頭」 What every answer tells the browser to refuse."""

from __future__ import annotations

from secrets import token_urlsafe

from flask import Flask, Response, g, session

from marketplace.payments import outside_page
from marketplace.web import visit

# A script runs only where our own page names it with this answer's nonce. There is no 'self', so
# that no file of the site can be made a script, and no 'strict-dynamic': htmx makes script elements
# anew from what it swaps in, and those would then be trusted too.
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'{more}; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For what other people handed in: even a browser that shows it runs and loads nothing."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
}
TLS_ONLY = "max-age=31536000"
"""A year. Whether other names below this one speak TLS too, the operator knows, not we."""

NOT_KEPT = "private, no-store"
ASKED_AGAIN = "private, no-cache"


def nonce() -> str:
    """「一度きりの印」 What a script element of this answer carries, and no other answer's."""
    if "nonce" not in g:
        g.nonce = token_urlsafe(16)
    return str(g.nonce)


def install(app: Flask) -> None:
    """Put the headers on every answer, errors included."""
    app.jinja_env.globals["nonce"] = nonce

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers.setdefault("Content-Security-Policy", policy())
        if visit.market().is_behind_tls:
            response.headers["Strict-Transport-Security"] = TLS_ONLY
        if visit.is_known():
            response.headers["Cache-Control"] = NOT_KEPT
        elif "csrf_token" in g and session.accessed:
            response.headers.setdefault("Cache-Control", ASKED_AGAIN)
        return response


def policy() -> str:
    """The policy of this answer; one that shows no page of ours lets no script run."""
    scripts = f"'nonce-{g.nonce}'" if "nonce" in g else "'none'"
    # Browsers hold a form to the policy also where it is led on to.
    page = outside_page()
    return POLICY.format(scripts=scripts, more=f" {page}" if page else "")
