"""Where the architecture tests find what they measure."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from marketplace.store import Store
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig

ROOT = Path(__file__).resolve().parents[2]
HOUSES = ("marketplace", "conformance", "plugins", "tests")


@pytest.fixture(scope="session")
def root():
    """Give the folder that holds setup.cfg."""
    return ROOT


@pytest.fixture
def app(tmp_path):
    """Give the application of a demo, on a database nobody asks."""
    store = Store.sqlite(tmp_path / "market.sqlite3")
    yield create_app(WebConfig(store, "k" * 32, demo=True, clock=lambda: datetime.now(UTC)))
    store.dispose()


@pytest.fixture(scope="session")
def code():
    """Give every Python file that is held to the house style, as path → source."""
    patterns = [*(f"{house}/**/*.py" for house in HOUSES), "migrations/env.py"]
    files = [file for pattern in patterns for file in sorted(ROOT.glob(pattern))]
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}
