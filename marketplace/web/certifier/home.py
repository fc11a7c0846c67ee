"""「審査の一覧」 Open submissions, and what was issued."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.domain.organisation import Actor
from marketplace.store import certificates as papers
from marketplace.store import submissions
from marketplace.web import visit
from marketplace.web.certifier.confirmations import to_compare
from marketplace.web.certifier.door import door
from marketplace.web.waiting import waits_for

RECENT = 20


@door.get("/")
def home(actor: Actor) -> ResponseReturnValue:
    """「審査の一覧」 The oldest open submission first, with how much of it is open."""
    with visit.store().read() as book:
        found = submissions.submissions(book, actor)
        left = to_compare(book, actor)
    decided = [one for one in found if one.state.value != "submitted"][:RECENT]
    return render_template(
        "certifier/home.html", waits=waits_for(actor), decided=decided, to_compare=left
    )


@door.get("/certificates")
def certificates(actor: Actor) -> ResponseReturnValue:
    """「発行した適合確認書」 The newest first."""
    with visit.store().read() as book:
        found = papers.certificates(book, actor)
    return render_template("certifier/certificates.html", certificates=found)
