"""「APIの案内」 For people: what it is, where it begins, and examples that work."""

from __future__ import annotations

from flask import render_template

from marketplace.desk.catalogue.index import current
from marketplace.web import criteria, visit
from marketplace.web.api.door import page


@page.get("")
def home() -> str:
    """「APIの案内」 With addresses of what is listed today."""
    day = visit.today()
    with visit.store().read() as book:
        listed = current(book, day).entries
    return render_template("api/home.html", first=listed[:1], standing=criteria.standing(day))
