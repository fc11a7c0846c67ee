"""「二つの言語の環境」 Templates in Japanese as written, and in English where wanted."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

from flask.templating import Environment
from jinja2 import Template

from marketplace.web.language import formats, telling
from marketplace.web.language.choosing import USUAL, language
from marketplace.web.language.rewriting import English


class Bilingual(Environment):
    """「二つの言語の環境」 The Japanese environment, with an English one beside it.

    Both share loader, globals and tests; each keeps its own compiled templates.
    """

    @cached_property
    def english(self) -> Environment:
        """The environment in which templates are compiled into English."""
        made: Environment = self.overlay(extensions=[English])
        made.filters = {**self.filters, "told": telling.told, "spoken": telling.spoken}
        english = (formats.yen, formats.day, formats.moment, formats.edition_name, formats.of)
        made.filters |= {f.__name__: f for f in english}
        return made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain table for all templates: a chain of two makes every import much slower."""
        return super().make_globals(d) if d else self.globals

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's signature
    ) -> Template:
        """A template in the language of this request; what it includes is in its own."""
        if parent is not None or self.overlayed or language() == USUAL:
            return super().get_template(name, parent, globals)
        return self.english.get_template(name, parent, globals)
