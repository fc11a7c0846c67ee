"""「利用企業の最初の画面」 What comes next for this company, what waits for it, and with whom."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.homes.company import home_of_company
from marketplace.domain.organisation import Actor
from marketplace.web import visit
from marketplace.web.sme.door import door
from marketplace.web.waiting import addressed


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「最初の画面」 The next step of the way, then what waits, the oldest first."""
    with visit.store().read() as book:
        found = home_of_company(book, actor, visit.today())
    return render_template(
        "sme/home.html", home=found, path=found.path, waits=addressed(actor, found.waits)
    )
