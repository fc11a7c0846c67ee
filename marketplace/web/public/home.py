"""「トップ」 Who are you, what would it cost me, and what stands where."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk import editions
from marketplace.desk.catalogue import listing
from marketplace.web import sizing, visit
from marketplace.web.public.door import door


@door.get("/")
def home() -> ResponseReturnValue:
    """「トップ」 The three ways in, and the state of the market today."""
    with visit.store().read() as book:
        listed = listing.current(book, visit.today())
        standing = editions.standing(book, visit.today())
    providers = {one.provider.ref for one in listed.entries}
    return render_template(
        "public/home.html",
        asked=sizing.Asked(sizing.EXAMPLE, sizing.MONTHS),
        plans=len(listed.listings),
        providers=len(providers),
        standing=standing,
    )
