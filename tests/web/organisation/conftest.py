"""Pages are the same on every database."""

import pytest


@pytest.fixture
def database():
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def boss(enters, world):
    """Give a visitor who is ADMIN of the company."""
    return enters(world.company)


@pytest.fixture
def reads():
    """Give a way to read a page as text."""
    return lambda visitor, path: visitor.opens(path).get_data(as_text=True)
