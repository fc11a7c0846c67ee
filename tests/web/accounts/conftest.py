"""People with a password, and a clock that goes on, for every way of signing in."""

import pytest

from marketplace.desk.accounts.passwords import hashed
from marketplace.store.accounts import passwords
from tests.web.accounts.entering import PASSWORD
from tests.web.clocks import clock

__all__ = ["clock"]


@pytest.fixture
def database():
    """Pages are the same on every database."""
    return "sqlite"


@pytest.fixture
def knows(store, now):
    """Let a person have a password."""

    def learn(person):
        store.run(passwords.put, person.ref, hashed(PASSWORD).text, now)
        return person

    return learn
