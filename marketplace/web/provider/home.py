"""「提供事業者の最初の画面」 What is to be answered, what ends soon, and what is missing."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.homes.provider import home_of_provider
from marketplace.domain.organisation import Actor
from marketplace.web import visit
from marketplace.web.provider.door import door
from marketplace.web.waiting import addressed


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「最初の画面」 What waits comes first, the oldest first."""
    with visit.store().read() as book:
        found = home_of_provider(book, actor, visit.today())
    return render_template("provider/home.html", home=found, waits=addressed(actor, found.waits))
