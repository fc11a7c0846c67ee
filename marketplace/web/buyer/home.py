"""「発注企業の最初の画面」 What a buyer can do here today, and nothing that there is not."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.organisation import Actor
from marketplace.web import scheme, visit
from marketplace.web.buyer.door import door


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「最初の画面」 What a ★ means, which one to ask for, and how to check a paper."""
    is_open = scheme.may_have_begun(visit.today())
    return render_template("buyer/home.html", org=actor.org, is_open=is_open)
