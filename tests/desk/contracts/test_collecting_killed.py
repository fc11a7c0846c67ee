"""A worker that is killed between the answer and the act leaves one effect all the same."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from marketplace import payments
from marketplace.cli import collecting as setting_up
from marketplace.cli.demo import folder
from marketplace.store.rows import OutboxRow

OTASUKE = Path(sys.executable).with_name("otasuke")

# A worker as it is, that says when it stands at the named point and then waits for its end.
HELD = """
import pathlib, sys, time
from marketplace.cli import main
from marketplace.desk.contracts import collecting

def held(*_args, **_named):
    pathlib.Path(sys.argv[1]).touch()
    time.sleep(60)

setattr(collecting, sys.argv[2], held)
main.run(["work", "--once", "--data", sys.argv[3]])
"""


@pytest.fixture
def data(tmp_path, till):
    """Give the folder of a demo, and pay by its simulator."""
    folder.prepare(tmp_path / "demo")
    key = folder.secret_key(tmp_path / "demo")
    site, codes = "http://127.0.0.1:8000", setting_up.DEMO_PROVIDERS
    setting_up.install_simulator(tmp_path / "demo", key, site)
    till.gateway = payments.collector()
    till.simulator = till.gateway.simulator
    till.now = datetime.now(UTC)
    assert till.town.provider.org.code in codes
    return tmp_path / "demo"


@pytest.fixture
def environ(till):
    url = till.town.store.url.render_as_string(hide_password=False)
    return {"PATH": os.environ["PATH"], "OTASUKE_DATABASE_URL": url}


@pytest.mark.parametrize("point", ["apply_fetched", "settle"])
def test_killed_at_each_point_it_is_one_payment(till, data, environ, tmp_path, point):
    contract = till.paid()
    (event,) = till.simulator.shelf.events()
    till.received(till.gateway.sender.delivery(event))
    held = tmp_path / "held"
    command = [sys.executable, "-c", HELD, str(held), point, str(data)]
    child = subprocess.Popen(command, env=environ)
    for _ in range(2000):
        if held.exists():
            break
        time.sleep(0.01)
    assert held.exists()
    child.send_signal(signal.SIGKILL)
    child.wait(timeout=10)
    assert till.state(contract) == "awaiting_payment"
    # Nobody takes it before its two minutes are over; here they pass at once.
    with till.town.store.act() as book:
        gone = datetime.now(UTC) - timedelta(seconds=1)
        book.session.execute(update(OutboxRow).values(next_at=gone))
    words = [OTASUKE, "work", "--once", "--data", data]
    subprocess.run(words, env=environ, check=True, capture_output=True)
    subprocess.run(words, env=environ, check=True, capture_output=True)
    assert till.state(contract) == "active"
    assert till.tries(contract) == [("paid", "")]
    assert len(till.money(contract)) == 1
