"""The one browser of a test run: two drivers in a process would be in each other's way."""

import os
import shutil
from importlib import import_module

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_path():
    """Give where the browser is, or say that there is none."""
    path = shutil.which("chromium")
    if path is None:
        absent = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        absent("chromium がありません。画面の試験ができません。")
    return path


@pytest.fixture(scope="session")
def chromium(chromium_path):
    """Give a headless browser."""
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()
