"""「運営者の掲示」 What the operator answers for, as it stands and as it stood before."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.notices import page_of
from marketplace.store import notices
from marketplace.web import notices as pages
from marketplace.web import visit
from marketplace.web.public.door import door


@door.get("/legal/<slug>")
def legal(slug: str) -> ResponseReturnValue:
    """「掲示」 The page as it stands today, with the list of its versions."""
    return _shown(slug, None)


@door.get("/legal/<slug>/<int:version>")
def legal_version(slug: str, version: int) -> ResponseReturnValue:
    """「前の版」 As it stood; the page says so and leads to the newest."""
    return _shown(slug, version)


def _shown(slug: str, version: int | None) -> ResponseReturnValue:
    page = page_of(slug)
    with visit.store().read() as book:
        found = pages.one(book, page, version)
        versions = notices.public_versions(book, page)
    newest = versions[0][0] if versions else 0
    return render_template(
        "public/legal.html", shown=found, versions=versions, is_old=found.version != newest
    )
