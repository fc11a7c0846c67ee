"""「動力」 Huey rings every few seconds; whichever worker hears it first does the work.

Huey's consumer is made for a process of its own: ``start()`` takes over SIGINT, SIGTERM and SIGHUP,
which fails outside of the main thread and would keep a web server from ending inside it. So its
workers and its scheduler run here, and its signal handlers do not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huey import Huey
from huey.consumer import Consumer, Scheduler

from marketplace.jobs.queue import queue_of
from marketplace.jobs.worker import words_of

WAKE_SECONDS = 3
"""How often errands are looked for; a notice is on its way within this time."""

LONGEST_STOP = 10.0
"""Seconds that a stop waits for the errand in hand; a later end is taken for a crash."""

LOG = logging.getLogger("otasuke.jobs")

__all__ = ["Chore", "Engine", "queue_of"]


@dataclass(frozen=True, slots=True)
class Chore:
    """「巡回」 Something to do again and again, and the shortest time between two rounds."""

    do: Callable[[], object]
    seconds: int


class Engine:
    """「動力」 Runs chores by the wakes of a queue, in threads of this process, until stopped."""

    def __init__(self, queue: Huey, chores: Mapping[str, Chore]) -> None:
        """Tell the queue what to do; nothing runs yet."""
        self._queue = queue
        self._consumer: _Consumer | None = None
        self._tasks = [_task(queue, name, chore) for name, chore in chores.items()]

    def wake(self) -> None:
        """Ring for every chore now; a queue in memory does them before this returns."""
        for task in self._tasks:
            task()

    def start(self) -> None:
        """Begin to ring and to listen; the first ring is at once."""
        self._consumer = _Consumer(
            self._queue,
            workers=1,
            scheduler_interval=WAKE_SECONDS,
            max_delay=1,
            check_worker_health=False,
            shutdown_timeout=LONGEST_STOP,
        )
        self._consumer.start()

    def stop(self) -> None:
        """End the threads, after the errand in hand."""
        if self._consumer is not None:
            self._consumer.stop(graceful=True)
        self._consumer = None
        self._queue.storage.close()


class _Scheduler(Scheduler):  # type: ignore[misc]  # huey ships no types
    """Huey looks at its periodic tasks once a minute; this one does as often as it wakes."""

    periodic_task_seconds = WAKE_SECONDS


class _Consumer(Consumer):  # type: ignore[misc]  # huey ships no types
    scheduler_class = _Scheduler

    def _set_signal_handlers(self) -> None:
        """Leave signals to whoever runs the process."""


class _Rhythm:
    """Whether it is time again; asked with Huey's own instants."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._last: datetime | None = None

    def __call__(self, moment: datetime) -> bool:
        last = self._last
        if last is not None and 0 <= (moment - last).total_seconds() < self._seconds:
            return False
        self._last = moment
        return True


def _task(queue: Huey, name: str, chore: Chore) -> Any:
    """A task that is worth nothing once the next ring is due, so that wakes never pile up."""
    rings = queue.periodic_task(_Rhythm(chore.seconds), name=name, expires=WAKE_SECONDS)
    return rings(_guarded(name, chore.do))


def _guarded(name: str, do: Callable[[], object]) -> Callable[[], None]:
    """One line for a round that failed; the next one is near."""

    def round_() -> None:
        try:
            do()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a lost database comes back
            LOG.warning("%s: %s", name, words_of(error))

    return round_
