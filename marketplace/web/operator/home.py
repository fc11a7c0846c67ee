"""「運営の様子」 Whether the market runs, and what only the operator can see to."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.homes.market import state_of_market
from marketplace.domain.organisation import Actor
from marketplace.web import notices, visit
from marketplace.web.operator.door import door


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「最初の画面」 What the operator has to do comes first, then the state of things."""
    with visit.store().read() as book:
        state = state_of_market(book, actor, visit.instant())
        pages = notices.every(book)
    unwritten = [one for one in pages if not one.is_filled]
    return render_template("operator/home.html", state=state, unwritten=unwritten)
