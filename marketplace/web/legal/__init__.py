"""「掲示のひな形」 The first text of every page that the operator answers for; see README.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from marketplace.domain.notice import NoticePage

FOLDER = Path(__file__).parent


@cache
def template(page: NoticePage) -> str:
    """「ひな形」 What a page says until the operator has written it."""
    return (FOLDER / f"{page.value}.txt").read_text("utf-8").strip("\n")
