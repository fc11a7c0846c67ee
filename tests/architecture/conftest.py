"""Where the architecture tests find what they measure."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSES = ("marketplace", "conformance", "plugins", "tests")


@pytest.fixture(scope="session")
def root():
    """Give the folder that holds setup.cfg."""
    return ROOT


@pytest.fixture(scope="session")
def code():
    """Give every Python file that is held to the house style, as path → source."""
    patterns = [*(f"{house}/**/*.py" for house in HOUSES), "migrations/env.py"]
    files = [file for pattern in patterns for file in sorted(ROOT.glob(pattern))]
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}
