"""「APIの案内」 For people: what it is, where it begins, and examples that work."""

from __future__ import annotations

from flask import render_template

from marketplace.desk import editions
from marketplace.desk.catalogue.index import current
from marketplace.web import visit
from marketplace.web.api.door import page


@page.get("")
def home() -> str:
    """「APIの案内」 With addresses of what is listed today."""
    day = visit.today()
    with visit.store().read() as book:
        listed, standing = current(book, day).entries, editions.standing(book, day)
    return render_template("api/home.html", first=listed[:1], standing=standing)
