"""Somebody of the company, and its diagnosis as it is kept."""

import pytest

from marketplace.desk.diagnosis.viewing import diagnosis


@pytest.fixture
def database():
    """What the desk does on both databases is tested there."""
    return "sqlite"


@pytest.fixture
def clerk(enters, world):
    """Give somebody of the company who diagnoses it."""
    return enters(world.company)


@pytest.fixture
def kept(store, world, diagnosed):
    """Give the diagnosis as it is kept now."""

    def read():
        with store.read() as book:
            return diagnosis(book, world.company, diagnosed)

    return read
