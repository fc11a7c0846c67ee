"""「応答の頭」 What every answer tells the browser to refuse."""

from __future__ import annotations

from flask import Flask, Response

from marketplace.payments import outside_page
from marketplace.web import visit

POLICY = (
    "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def install(app: Flask) -> None:
    """Put the headers on every answer, errors included."""

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        if page := outside_page():
            # Browsers hold a form to the policy also where it is led on to.
            policy = POLICY.replace("form-action 'self'", f"form-action 'self' {page}")
            response.headers["Content-Security-Policy"] = policy
        if visit.is_known():
            response.headers["Cache-Control"] = "private, no-store"
        return response
