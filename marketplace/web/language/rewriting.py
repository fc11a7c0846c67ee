"""「置きかえ」 A template in English: its sentences replaced before Jinja reads it.

It happens once a template, when it is compiled. So a page in English costs about what a page in
Japanese costs, and a page in Japanese knows nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment
from jinja2.ext import Extension

from marketplace.web.language import catalogue
from marketplace.web.language.letters import signs
from marketplace.web.language.macros import uses
from marketplace.web.language.runs import NOTHING, Run, What, codes, runs, spoken

SHORT = re.compile(r"</?[a-z]+\d*>")
TOLD, SPOKEN = "told", "spoken"
"""The filters of a value in a text, and where no tag may stand."""
_SHOWN = re.compile(r"\{\{([-+]?)(.*?)([-+]?)\}\}\Z", re.DOTALL)

Edit = tuple[int, int, str]


class English(Extension):
    """「英語の画面」 The environment that has this extension reads its templates in English."""

    def __init__(self, environment: Environment) -> None:
        """Read the catalogue, and see how macros are used, once."""
        super().__init__(environment)
        self.messages = catalogue.messages()
        self.macros = uses(_sources(environment))

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 - Jinja's signature
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        """Give the template in English; what has no translation stays Japanese."""
        return rewritten(source, self.messages, self.macros)


def _sources(environment: Environment) -> Iterator[str]:
    loader = environment.loader
    for name in loader.list_templates() if loader else ():
        yield loader.get_source(environment, name)[0] if loader else ""


def rewritten(source: str, messages: Mapping[str, str], macros: Mapping[str, str] = NOTHING) -> str:
    """「置きかえ」 A template, its sentences in English and its values marked for telling."""
    heard = _applied(source, (_edit(source, run, messages) for run in spoken(source, macros)))
    return _applied(heard, (_edit(heard, run, messages) for run in runs(heard, macros)))


def _edit(source: str, run: Run, messages: Mapping[str, str]) -> Edit:
    text = source[run.start : run.end]
    if run.what is What.SIGNS:
        return run.start, run.end, signs(text)
    if run.what is What.MESSAGE and run.key in messages:
        whole = {short: source[start:end] for short, (start, end) in run.tags.items()}
        english = SHORT.sub(lambda found: whole.get(found[0], found[0]), messages[run.key])
    else:
        english = text
    return run.start, run.end, marked(english, SPOKEN if run.plain else TOLD)


def marked(text: str, how: str) -> str:
    """「値のしるし」 Every value of a text goes through a filter that tells it in English."""
    return _applied(
        text, ((start, end, _marked(text[start:end], how)) for start, end in codes(text))
    )


def _marked(code: str, how: str) -> str:
    found = _SHOWN.match(code)
    return f"{{{{{found[1]} ({found[2]})|{how} {found[3]}}}}}" if found else code


def _applied(source: str, edits: Iterable[Edit]) -> str:
    return "".join(_pieces(source, edits))


def _pieces(source: str, edits: Iterable[Edit]) -> Iterator[str]:
    at = 0
    for start, end, text in edits:
        yield source[at:start]
        yield text
        at = end
    yield source[at:]
