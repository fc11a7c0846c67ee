"""The engine rings again and again in threads of this process, and ends when it is told."""

import logging
import signal
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from marketplace.domain.errors import Refused, Unavailable
from marketplace.jobs import Engine, engine, queue_of
from marketplace.jobs.engine import Chore


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'queue.sqlite'}"


@pytest.fixture
def running():
    """Start an engine on this queue with these chores; it is stopped at the end."""
    engines = []

    def run(url, **chores):
        made = Engine(queue_of(url), {name: Chore(*chore) for name, chore in chores.items()})
        engines.append(made)
        made.start()
        return made

    yield run
    for one in engines:
        one.stop()


def threads():
    names = [one.name for one in threading.enumerate()]
    return sorted(name for name in names if name.startswith(("Worker-", "Scheduler")))


def within(seconds, question):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_queue_in_memory_does_everything_at_once():
    done = []
    chores = {"a": Chore(lambda: done.append("a"), 0), "b": Chore(lambda: done.append("b"), 60)}
    Engine(queue_of("memory:"), chores).wake()
    assert done == ["a", "b"]


def test_it_rings_at_once_and_again_and_ends_without_a_thread(url, running, monkeypatch):
    monkeypatch.setattr(engine._Scheduler, "periodic_task_seconds", 1)
    monkeypatch.setattr(engine, "WAKE_SECONDS", 1)
    rounds = []
    made = running(url, drain=(lambda: rounds.append("drain"), 0), seal=(rounds.append, 60))
    within(5, lambda: rounds.count("drain") >= 2)
    assert threads() == ["Scheduler", "Worker-1"]
    start = time.monotonic()
    made.stop()
    assert time.monotonic() - start < 3
    assert threads() == []


def test_the_signals_of_the_process_are_left_alone(url, running):
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    running(url, drain=(lambda: None, 0))
    assert [signal.getsignal(number) for number in numbers] == before


def test_it_runs_outside_of_the_main_thread(url, running):
    rounds = []
    starting = threading.Thread(target=running, args=(url,), kwargs={"drain": (rounds.append, 0)})
    starting.start()
    starting.join()
    assert threads() == ["Scheduler", "Worker-1"]


def test_a_round_that_fails_is_one_line_and_the_next_one_comes(caplog):
    def fail():
        raise Unavailable("database_unreachable", secret="s")

    made = Engine(queue_of("memory:"), {"drain": Chore(fail, 0)})
    with caplog.at_level(logging.WARNING):
        made.wake()
        made.wake()
    assert [record.getMessage() for record in caplog.records] == [
        "drain: Unavailable: database_unreachable"
    ] * 2


def test_two_engines_share_a_queue_and_what_is_rung_late_is_dropped(url, monkeypatch):
    queue = queue_of(url)
    done = []
    Engine(queue, {"drain": Chore(lambda: done.append(1), 0)}).wake()
    other = queue_of(url)
    Engine(other, {"drain": Chore(lambda: done.append(2), 0)})
    task = other.dequeue()
    other.execute(task, datetime.now(UTC).replace(tzinfo=None))
    assert done == [2]
    other.execute(task, datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=9))
    assert done == [2]
    for one in (queue, other):
        one.storage.close()


def test_what_stands_in_the_queue_is_no_pickle(url):
    queue = queue_of(url)
    Engine(queue, {"drain": Chore(lambda: None, 0)}).wake()
    (raw,) = queue.storage.enqueued_items()
    assert bytes(raw).startswith(b'["')
    queue.storage.close()


def test_a_chore_has_its_own_rhythm():
    rhythm = engine._Rhythm(60)
    start = datetime(2026, 11, 25)  # noqa: DTZ001 - Huey asks in naive UTC
    asked = [0, 3, 59, 60, 63, 119, 121, -3600]
    answers = [rhythm(start + timedelta(seconds=seconds)) for seconds in asked]
    assert answers == [True, False, False, True, False, False, True, True]


def test_other_queues_are_refused():
    with pytest.raises(Refused, match="unsupported_queue"):
        queue_of("amqp://h")


def test_a_queue_without_its_driver_or_place_is_told(tmp_path):
    with pytest.raises(Unavailable, match=r"queue_unreachable|driver_missing"):
        queue_of("redis://127.0.0.1:1/0")
    with pytest.raises(Unavailable, match="queue_unreachable"):
        queue_of(f"sqlite:///{tmp_path / 'none' / 'queue.sqlite'}")


@pytest.mark.postgres
def test_postgresql_may_carry_the_queue(request, running):
    for url in request.getfixturevalue("postgres").empty():
        rounds = []
        made = running(url, drain=(lambda rounds=rounds: rounds.append(1), 0))
        within(5, lambda rounds=rounds: rounds)
        made.stop()
