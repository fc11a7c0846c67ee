"""A seeded market behind a real server, and a real browser in front of it."""

import os
import shutil
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from waitress.server import create_server

from marketplace.store import Store, organisations
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.sessions import session_of, signed

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
KEY = "0123456789abcdef" * 2
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def markets():
    """Give the applications that run, by their addresses."""
    return {}


@pytest.fixture
def runs(sqlite_template, tmp_path, markets):
    """Give a way to run a demo that was filled somehow; gives its address."""
    running = []

    def run(fill, template=sqlite_template):
        path = tmp_path / "market.sqlite3"
        shutil.copyfile(template, path)
        store = Store.sqlite(path)
        fill(store)
        app = create_app(WebConfig(store, KEY, demo=True, clock=lambda: NOW))
        server = create_server(app, host="127.0.0.1", port=0)
        thread = threading.Thread(target=server.run)
        thread.start()
        running.append((server, thread, store))
        address = f"http://127.0.0.1:{server.effective_port}"
        markets[address] = app
        return address

    yield run
    for server, thread, store in running:
        server.close()
        thread.join(10)
        store.dispose()


@pytest.fixture
def address(runs, demo_template):
    """Give the address of a running demo, seeded as ``otasuke demo`` seeds it."""
    return runs(lambda _store: None, demo_template)


@dataclass
class Visitor:
    """Somebody at a screen of a width: opens pages, writes, presses, and keeps pictures."""

    page: object
    address: str
    pictures: Path
    market: object

    def opens(self, path):
        """Open a page of the market."""
        self.page.goto(self.address + path)

    def becomes(self, name):
        """Open a session as the store keeps it, and the first page of this person."""
        with self.market.extensions["market"].store.read() as book:
            actor = next(one for one in organisations.actors(book) if one.person.name == name)
        cookie = {
            "name": self.market.config["SESSION_COOKIE_NAME"],
            "value": signed(self.market, session_of(self.market, actor)),
            "url": self.address,
        }
        self.page.context.add_cookies([cookie])
        self.opens(f"/{actor.kind.value}/")

    def follows(self, name):
        """Follow a link of the page."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def presses(self, name):
        """Press a button of the page."""
        self.page.locator("main").get_by_role("button", name=name).click()

    def writes(self, label, text):
        """Fill a field by its label."""
        self.page.locator("main").get_by_label(label).fill(text)

    def dates(self, legend, *parts):
        """Fill the three fields of a date."""
        group = self.page.get_by_role("group", name=legend)
        for unit, part in zip("年月日", parts, strict=True):
            group.get_by_label(unit).fill(part)

    def reads(self):
        """Give the text of the page."""
        return self.page.locator("main").inner_text()

    def heading(self):
        """Give the heading of the page."""
        return self.page.locator("h1").inner_text()

    def keeps(self, name):
        """Keep a picture of the whole page; nothing may stand outside its width."""
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        assert self.page.evaluate(OVERFLOW) <= 0, name


@pytest.fixture
def pictures(request, tmp_path):
    """Give the folder for pictures: one a test below OTASUKE_PICTURES, where that is set."""
    wanted = os.environ.get("OTASUKE_PICTURES")
    folder = Path(wanted) / request.node.name if wanted else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visits(chromium, address, markets, pictures):
    """Give a way to sit down before a screen of a width."""
    contexts = []

    def sit(width, *, scripts=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="ja-JP", java_script_enabled=scripts
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor(context.new_page(), address, pictures, markets[address])

    yield sit
    for context in contexts:
        context.close()
