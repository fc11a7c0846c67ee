"""「用語集」 Every word that our pages explain, with where we have it from."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from marketplace.web import glossary as words
from marketplace.web.public.door import door


@door.get("/glossary")
def glossary() -> ResponseReturnValue:
    """「用語集」 In the order of the readings."""
    return render_template("public/glossary.html", terms=words.terms())
