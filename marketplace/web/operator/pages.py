"""「掲示を書く」 The operator's pages: which are not finished, and a form for each."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from marketplace.desk import notices as desk
from marketplace.domain.notice import blocks
from marketplace.domain.organisation import Actor
from marketplace.web import links, notices, visit
from marketplace.web.fields import Fields
from marketplace.web.operator.door import door


@door.get("/pages")
def pages(actor: Actor) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view takes it
    """「掲示の一覧」 Every page, with what is left to write."""
    with visit.store().read() as book:
        found = notices.every(book)
    return render_template("operator/pages.html", pages=found)


@door.get("/pages/<slug>")
def page(actor: Actor, slug: str) -> ResponseReturnValue:  # noqa: ARG001 - every guarded view
    """「掲示を書く」 The text as it stands, ready to be changed."""
    wanted = desk.page_of(slug)
    with visit.store().read() as book:
        found = notices.one(book, wanted)
    return render_template("operator/page.html", shown=found, preview=None)


@door.post("/pages/<slug>/preview")
def preview_page(actor: Actor, slug: str) -> ResponseReturnValue:  # noqa: ARG001 - every view
    """「下見」 How the text would read; nothing is written."""
    wanted = desk.page_of(slug)
    with visit.store().read() as book:
        found = notices.one(book, wanted)
    typed = request.form.get("body", "")[: desk.MOST_TEXT]
    return render_template("operator/page.html", shown=found, preview=blocks(typed), typed=typed)


@door.post("/pages/<slug>", shows="operator.page")
def write_page(actor: Actor, slug: str) -> ResponseReturnValue:
    """「掲示する」 A new version; everybody reads it at once, and the one before stays."""
    fields = Fields(request.form)
    seen = fields.whole("seen", "版", (0, 10**6))
    fields.check()
    order = desk.WritePage(visit.token(), slug, seen, request.form.get("body", ""))
    made = visit.do(desk.write_page, actor, order)
    words = f"「{made.page.label}」の第{made.version}版を掲示しました。"
    return links.done(words, "operator.page", slug=slug)
