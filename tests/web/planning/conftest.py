"""A company with four gaps of ★3, and three plans that close three of them."""

from datetime import date

import pytest

from marketplace.desk.diagnosis.starting import StartDiagnosis, start_diagnosis
from marketplace.desk.diagnosis.viewing import diagnoses
from marketplace.domain.tier import Star
from marketplace.store import organisations
from tests.desk.planning.shelf import BOTH, NETWORK, TERMINALS, offered, put_down
from tests.desk.starring import in_force
from tests.web.planning.shops import PLACES, SIZE, diagnosed_with_gaps, town_of

GAPS = ("1-2-1-1", "4-1-3-1", "4-4-5-1", "5-1-1-1")


@pytest.fixture
def database():
    """What the desk does on both databases is tested there."""
    return "sqlite"


@pytest.fixture
def clerk(enters, world):
    return enters(world.company)


@pytest.fixture
def town(store, world, now):
    made = town_of(store, world, now, date(2026, 11, 25))
    made.diagnosed = lambda star=Star.THREE: made.do(
        start_diagnosis, made.company, StartDiagnosis(made.token(), star)
    )
    return made


@pytest.fixture
def gaps(town):
    """Give a way to have answered all but some with 達成; the company states its size, too."""

    def answered(*numbers):
        with town.store.act() as book:
            organisations.set_company_size(book, town.company, SIZE, PLACES[:1])
        return diagnosed_with_gaps(town, *numbers).ref

    return answered


@pytest.fixture
def shops(town, gaps):
    """Give the reference of the diagnosis; UTM and EDR together are cheaper than both in one."""
    ref = gaps(*GAPS)
    in_force(town, town.today)
    utm = {"full": ("5-1-1-1",), "partly": ("1-2-1-1",), "own": ("4-1-3-1",)}
    put_down(town, offered("utm", 10_000, watch=NETWORK, **utm))
    edr = {"full": ("4-1-3-1", "4-4-5-1"), "support": ("5-1-1-1",), "sent": PLACES[:1]}
    put_down(town, offered("edr", 15_000, watch=TERMINALS, **edr), town.rival)
    every = {"full": ("4-1-3-1", "4-4-5-1", "5-1-1-1")}
    put_down(town, offered("both", 30_000, watch=BOTH, **every), town.rival)
    return ref


@pytest.fixture
def newest(store, world):
    """Give the reference of the newest diagnosis."""

    def read():
        with store.read() as book:
            return diagnoses(book, world.company)[0].kept.ref

    return read
