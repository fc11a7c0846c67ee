"""A worker does each errand once, whatever its handler raises, and begins nothing after its end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from marketplace.domain.errand import Errand
from marketplace.domain.errors import Unavailable
from marketplace.jobs import Worker

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@dataclass
class Box:
    """A box in memory that remembers what it was told."""

    waiting: list
    told: list = field(default_factory=list)

    def claim(self, _now, limit):
        taken, self.waiting = self.waiting[:limit], self.waiting[limit:]
        return tuple(taken)

    def done(self, errand, result):
        self.told.append((errand.once, "done", result))
        return True

    def failed(self, errand, error, now):
        self.told.append((errand.once, error, now))
        return True


def errand(once, kind="greet"):
    return Errand(1, kind, once, {"name": once}, 1, NOW, NOW + timedelta(minutes=2))


@pytest.fixture
def working():
    """Give a box of these errands and its worker with this handler."""

    def work(handler, *errands):
        box = Box(list(errands))
        return box, Worker(box, {"greet": handler}, lambda: NOW + timedelta(seconds=1))

    return work


def test_everything_that_is_due_is_done(working):
    box, worker = working(lambda one: f"to {one.payload['name']}", errand("a"), errand("b"))
    assert worker.drain(NOW) == 2
    assert box.told == [("a", "done", "to a"), ("b", "done", "to b")]
    assert worker.drain(NOW) == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("a secret"), "ValueError"),
        (Unavailable("plugin_failed", plugin="a secret"), "Unavailable: plugin_failed"),
        (SystemExit(0), "SystemExit"),
    ],
)
def test_a_failing_handler_keeps_nothing_back_and_its_text_to_itself(working, error, words):
    def handler(one):
        if one.once == "a":
            raise error
        return ""

    box, worker = working(handler, errand("a"), errand("b"))
    assert worker.drain(NOW) == 1
    assert box.told == [("a", words, NOW + timedelta(seconds=1)), ("b", "done", "")]


def test_an_errand_that_nobody_knows_is_tried_again_later(working):
    box, worker = working(lambda _: "", errand("a", kind="unknown"))
    assert worker.drain(NOW) == 0
    assert box.told == [("a", "Unavailable: no_handler", NOW + timedelta(seconds=1))]


def test_a_worker_that_is_stopped_ends_after_the_errand_in_hand(working):
    def handler(_):
        worker.stop()
        return "last"

    box, worker = working(handler, errand("a"), errand("b"))
    assert worker.drain(NOW) == 1
    assert [one.once for one in box.waiting] == ["b"]


def test_what_another_worker_finished_meanwhile_is_not_counted(working):
    box, worker = working(lambda _: "", errand("a"))
    box.done = lambda *_: False
    assert worker.drain(NOW) == 0
