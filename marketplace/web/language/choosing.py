"""「言語を選ぶ」 Japanese, unless somebody chose English or their browser clearly prefers it."""

from __future__ import annotations

from flask import Response, current_app, g, has_request_context, request
from werkzeug.wrappers import Response as Answer

LANGUAGES = {"ja": "日本語", "en": "English"}
USUAL = "ja"
COOKIE = "lang"
YEAR = 365 * 24 * 60 * 60
VARIES = ("Accept-Language", "Cookie")


def language() -> str:
    """「画面の言語」 Of this request: the choice in the cookie, else what the browser asks for."""
    if not has_request_context():
        return USUAL
    found: str | None = g.get("language")
    if found is None:
        kept = request.cookies.get(COOKIE, "")
        found = g.language = kept if kept in LANGUAGES else _preferred()
    return found


def other() -> tuple[str, str]:
    """The language that a page offers instead, and its own name for itself."""
    return next((code, name) for code, name in LANGUAGES.items() if code != language())


def keep(answer: Answer, chosen: str) -> Answer:
    """Remember a choice for a year; it says nothing about who it is."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(COOKIE, chosen, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


def declare_language(response: Response) -> Response:
    """Tell what a page is written in, and what that depended on."""
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", language())
        response.vary.update(VARIES)
    return response


def _preferred() -> str:
    """A tie is for Japanese, and so is a browser that asks for neither."""
    return request.accept_languages.best_match(list(LANGUAGES), USUAL) or USUAL
