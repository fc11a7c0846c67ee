"""A browser before the pages of a market that has one of everything."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from waitress.server import create_server

from tests.journeys.conftest import OVERFLOW

VENDOR = Path(__file__).parents[2] / "journeys/vendor"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASK = """
tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})
  .then(found => ['violations', 'incomplete'].map(kind => found[kind].flatMap(rule =>
    rule.nodes.map(node => [
      rule.id,
      ([...node.any, ...node.all, ...node.none][0]?.data || {}).messageKey || '',
      node.html.slice(0, 200),
    ]))))
"""


@pytest.fixture
def database():
    """Pages look the same on every database."""
    return "sqlite"


@pytest.fixture
def pictures():
    """Give the folder for pictures; none are taken where OTASUKE_PICTURES names none."""
    wanted = os.environ.get("OTASUKE_PICTURES")
    if wanted is None:
        return None
    folder = Path(wanted) / "faces"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def served(app):
    """Give the address of the market behind a real server."""
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)


@dataclass
class Screen:
    """A page of a browser, and what is asked of it."""

    page: object
    address: str
    pictures: Path | None

    def opens(self, path):
        """Open a page; gives its status."""
        answer = self.page.goto(self.address + path)
        self.loads_axe()
        return answer.status

    def loads_axe(self):
        """Put axe into the page that is open."""
        self.page.evaluate((VENDOR / "axe.min.js").read_text("utf-8"))

    def widens(self, width):
        """Take another width; 640 is that of 1280 at 200 %."""
        self.page.set_viewport_size({"width": width, "height": 800})

    def overflow(self):
        """Give how many pixels stand outside the width."""
        return self.page.evaluate(OVERFLOW)

    def checks(self):
        """Give what axe finds wrong, and what it cannot decide, as (rule, why, element)."""
        return self.page.evaluate(ASK, TAGS)

    def keeps(self, name):
        """Keep a picture of the whole page, where pictures are wanted."""
        if self.pictures is None:
            return
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)


@pytest.fixture
def screen(chromium, served, pictures):
    """Give a way to sit down as somebody whose session another client began."""
    contexts = []

    def sit(visitor=None, **options):
        context = chromium.new_context(locale="ja-JP", **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        cookie = visitor and visitor.client.get_cookie("otasuke")
        if cookie:
            found = {"name": cookie.key, "value": cookie.value, "url": served}
            context.add_cookies([found])
        return Screen(context.new_page(), served, pictures)

    yield sit
    for context in contexts:
        context.close()
