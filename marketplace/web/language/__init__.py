"""「言語」 Japanese first, English second: how a page made in Japanese is read in English."""

from __future__ import annotations

from flask import Flask

from marketplace.web.language.choosing import USUAL, declare_language, keep, language, other
from marketplace.web.language.environment import Bilingual
from marketplace.web.language.telling import plain

__all__ = ["install", "keep", "language", "other", "said"]


def install(app: Flask) -> None:
    """Let every page know its language; before anything else touches the templates."""
    app.jinja_environment = Bilingual
    app.jinja_env.globals.update(language=language, other_language=other)
    app.after_request(declare_language)


def said(text: str) -> str:
    """「言う」 A text of ours that goes past the templates (into a picture), for this visitor."""
    return text if language() == USUAL else plain(text)
