"""「働き手」 Takes one errand after another and does it, outside of every transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Event
from typing import Protocol, TypeAlias

from marketplace.domain.errand import Errand
from marketplace.domain.errors import MarketError, Unavailable

Handler: TypeAlias = Callable[[Errand], str]
"""「用件のしかた」 Does an errand and says what came of it; whatever it raises is tried again.

A try may be repeated after a crash, so a handler has one effect for one ``errand.once``; and it is
over well before ``errand.mine_until``, when another worker may begin.
"""


class Box(Protocol):
    """「送信箱」 Where errands are taken from; each call is a transaction of its own."""

    def claim(self, now: datetime, limit: int) -> tuple[Errand, ...]:
        """Take what is due."""

    def done(self, errand: Errand, result: str) -> bool:
        """Say that an errand is done; False where it is another worker's by now."""

    def failed(self, errand: Errand, error: str, now: datetime) -> bool:
        """Say that a try failed."""


class Worker:
    """「働き手」 Does errands by their kind; several may share one box."""

    def __init__(
        self, box: Box, handlers: Mapping[str, Handler], clock: Callable[[], datetime]
    ) -> None:
        """``clock`` is the machine's: errands wait by it, whatever day it is in a demo."""
        self._box = box
        self._handlers = handlers
        self._clock = clock
        self._stopped = Event()

    def drain(self, now: datetime) -> int:
        """Do what is due at ``now``, one errand at a time; returns how many were done.

        An errand is taken only when it is begun, so that the worker's time for it is its own.
        """
        count = 0
        while not self._stopped.is_set():
            taken = self._box.claim(now, 1)
            if not taken:
                break
            count += self._do(taken[0])
        return count

    def stop(self) -> None:
        """Begin no further errand."""
        self._stopped.set()

    def _do(self, errand: Errand) -> bool:
        try:
            result = self._handler(errand.kind)(errand)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a handler does
            self._box.failed(errand, words_of(error), self._clock())
            return False
        return self._box.done(errand, result)

    def _handler(self, kind: str) -> Handler:
        if kind not in self._handlers:
            raise Unavailable("no_handler", kind=kind)
        return self._handlers[kind]


def words_of(error: BaseException) -> str:
    """The kind of an error and its code; the rest of its text may hold what is not to be kept."""
    name = type(error).__name__
    return f"{name}: {error.code}" if isinstance(error, MarketError) else name
