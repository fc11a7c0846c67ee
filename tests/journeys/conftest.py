"""A seeded market behind a real server, and a real browser in front of it."""

import os
import shutil
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from waitress.server import create_server

from marketplace.store import Store
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
KEY = "0123456789abcdef" * 2
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def chromium():
    """Give a headless browser, or say that there is none."""
    path = shutil.which("chromium")
    if path is None:
        absent = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        absent("chromium がありません。画面の試験ができません。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def runs(sqlite_template, tmp_path):
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
        return f"http://127.0.0.1:{server.effective_port}"

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

    def opens(self, path):
        """Open a page of the market."""
        self.page.goto(self.address + path)

    def becomes(self, name):
        """Choose a person in the role switcher."""
        self.opens("/demo/people")
        self.presses(f"{name}（")

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
def visits(chromium, address, tmp_path):
    """Give a way to sit down before a screen of a width."""
    contexts = []

    def sit(width, *, scripts=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, locale="ja-JP", java_script_enabled=scripts
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor(context.new_page(), address, tmp_path)

    yield sit
    for context in contexts:
        context.close()
