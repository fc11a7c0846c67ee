"""「審査登録機関の最初の画面」 What needs a person, what the clock brings, what was issued."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.desk.homes.body import home_of_body
from marketplace.domain.organisation import Actor
from marketplace.store import certificates as papers
from marketplace.web import visit
from marketplace.web.certifier.confirmations import to_compare
from marketplace.web.certifier.door import door
from marketplace.web.waiting import addressed


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「最初の画面」 The oldest open submission first, with how much of it is open."""
    with visit.store().read() as book:
        found = home_of_body(book, actor, visit.today())
        left = to_compare(book, actor)
    waits = addressed(actor, found.waits)
    return render_template("certifier/home.html", home=found, waits=waits, to_compare=left)


@door.get("/certificates")
def certificates(actor: Actor) -> ResponseReturnValue:
    """「発行した適合確認書」 The newest first."""
    with visit.store().read() as book:
        found = papers.certificates(book, actor)
    return render_template("certifier/certificates.html", certificates=found)
