"""Documents are the same on both databases; one is enough."""

import pytest


@pytest.fixture
def database():
    """Nothing of them is kept."""
    return "sqlite"
