"""A page as people read it: its elements with their words, without anything around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use"}
UNREAD = {"script", "style", "svg"}
BREAKS = {
    *("p", "li", "dt", "dd", "td", "th", "tr", "div", "section", "article", "h1", "h2", "h3"),
    *("h4", "caption", "legend", "label", "option", "summary", "br", "nav", "form", "button"),
}
SPACE = re.compile(r"[ \t\r\f\v]+")


@dataclass
class Element:
    """One element: its name, attributes, what it holds, and where it stands."""

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    held: list[Element | str] = field(default_factory=list)

    @property
    def text(self):
        """Give its words; what begins a new line for the eye begins one here."""
        return SPACE.sub(" ", "".join(self._words()))

    def _words(self):
        for one in self.held:
            if isinstance(one, str):
                yield one
            elif one.name not in UNREAD:
                around = "\n" if one.name in BREAKS else ""
                yield f"{around}{one.text}{around}"

    def all(self, *names):
        """Give the elements of these names within, in their order; without names all of them."""
        for one in (one for one in self.held if isinstance(one, Element)):
            if not names or one.name in names:
                yield one
            yield from one.all(*names)

    def above(self, *names):
        """Give the elements of these names around it, the closest first."""
        around = self.parent
        while around is not None:
            if around.name in names:
                yield around
            around = around.parent


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("", {})

    def handle_starttag(self, tag, attrs):
        made = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.held.append(made)
        if tag not in VOID:
            self.open = made

    def handle_startendtag(self, tag, attrs):
        self.open.held.append(Element(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag):
        around = self.open
        while around is not None and around.name != tag:
            around = around.parent
        if around is not None and around.parent is not None:
            self.open = around.parent

    def handle_data(self, data):
        self.open.held.append(data)


def read(html):
    """Give the root of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def main_of(root):
    """Give what the page is about: its main part, or all of it where there is none."""
    return next(root.all("main"), root)
