"""「待っていること」 What this organisation has to do next."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.organisation import Actor
from marketplace.web.sme.door import door
from marketplace.web.waiting import waits_for


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「待っていること」 The oldest first."""
    return render_template("sme/home.html", waits=waits_for(actor))
