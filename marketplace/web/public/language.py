"""「言語を選ぶ」 Somebody chooses the language of the pages; it needs no sign-in."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue

from marketplace.web import language, links
from marketplace.web.fields import Fields
from marketplace.web.language.choosing import LANGUAGES
from marketplace.web.public.door import door


@door.post("/language")
def choose_language() -> ResponseReturnValue:
    """Remember the choice in a cookie, and lead back to where it was made."""
    fields = Fields(request.form)
    chosen = fields.choice("language", "言語", LANGUAGES)
    fields.check()
    answer = redirect(links.inside(request.form.get("next", "/")), 303)
    return language.keep(answer, chosen)
