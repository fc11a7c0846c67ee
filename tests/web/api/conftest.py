"""A market with every shape of price, and a program that reads it."""

import pytest

from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.bench.market import NOW, seeded

PLANS = 60


@pytest.fixture(scope="session")
def market(tmp_path_factory):
    """Give a market with the demo's plans, which these tests only read."""
    made = seeded(f"sqlite:///{tmp_path_factory.mktemp('api') / 'market.sqlite3'}", PLANS)
    yield made
    made.store.dispose()


@pytest.fixture(scope="session")
def full(market):
    """Give the application of that market."""
    key = "0123456789abcdef" * 2
    return create_app(WebConfig(market.store, key, demo=False, clock=lambda: NOW))


@pytest.fixture(scope="session")
def reads(full):
    """Give a program that reads an address."""
    client = full.test_client()

    def read(path, query=None, **headers):
        return client.get(f"/api/v1/{path}", query_string=query, headers=headers)

    return read


@pytest.fixture(scope="session")
def every(reads):
    """Give every listing at a size, group by group, through all pages."""

    def read(**query):
        found, address = {}, "catalogue"
        while address:
            answer = reads(address, query if not found else None)
            assert answer.status_code == 200, answer.json
            for name in ("known", "unpriced", "unsold", "unclear", "missed"):
                found.setdefault(name, []).extend(answer.json[name])
            address = (answer.json["page"]["next"] or "").removeprefix("/api/v1/")
        return found

    return read
