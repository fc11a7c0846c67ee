"""The catalogue as JSON: 240 plans, 50 rows a page with all their lines, every facet counted."""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.bench.market import NOW, seeded

pytestmark = pytest.mark.bench

BUDGET = 5.0
UNCHANGED = 2.0
TIMES = 60
SIZE = "/api/v1/catalogue?pcs=28&servers=2&networks=2&months=24"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give a program that reads a market of 240 plans."""
    folder: Path = tmp_path_factory.mktemp("bench-api")
    market = seeded(f"sqlite:///{folder / 'market.sqlite3'}")
    config = WebConfig(market.store, "k" * 32, demo=False, clock=lambda: NOW)
    yield create_app(config).test_client()
    market.store.dispose()


def spent(client: FlaskClient, addresses: Iterator[str], status: int, **headers: str) -> float:
    """CPU time of a warm answer in ms: the lower quartile, since others use the machine too."""
    times = []
    for address in itertools.islice(addresses, TIMES):
        start = time.process_time()
        answer = client.get(address, headers=headers)
        times.append((time.process_time() - start) * 1000)
        assert answer.status_code == status, answer.json
    return statistics.quantiles(times[TIMES // 6 :], n=4)[0]


def test_a_page_of_the_catalogue(client: FlaskClient) -> None:
    """Warm, for a size that somebody asked for before; the body is made again each time."""
    first = client.get(SIZE)
    assert sum(first.json["counts"].values()) == 240
    took = spent(client, itertools.repeat(SIZE), 200)
    sizes = (f"/api/v1/catalogue?pcs={n}&servers=2&networks=2" for n in itertools.count(1))
    new = spent(client, sizes, 200)
    print(f"\ncatalogue, 50 of 240 rows, {len(first.data) / 1000:.0f} kB: {took:.1f} ms CPU")
    print(f"the same for a size that nobody asked for yet: {new:.1f} ms CPU")
    assert took <= BUDGET


def test_a_page_that_has_not_changed(client: FlaskClient) -> None:
    """304 without building it."""
    tag = client.get(SIZE).headers["ETag"]
    took = spent(client, itertools.repeat(SIZE), 304, **{"If-None-Match": tag})
    print(f"\nunchanged catalogue: {took:.2f} ms CPU")
    assert took <= UNCHANGED
