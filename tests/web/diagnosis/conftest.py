"""Somebody of the company, and its diagnosis as it is kept."""

import pytest

from marketplace.desk.diagnosis.viewing import diagnosis
from marketplace.domain.organisation import Actor, Person
from marketplace.store import organisations


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


@pytest.fixture
def colleague(store, world):
    """Give somebody else of the company."""
    person = Person("ps_colleagueaaaaaaa", "田中", "tanaka@example.jp")
    with store.act() as book:
        organisations.add_person(book, person)
        organisations.add_membership(book, person.ref, world.company.org.ref)
    return Actor(person, world.company.org)
