"""「用件」 Work that an act leaves behind, to be done after its commit and outside of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ErrandState(StrEnum):
    """「用件の状態」 An errand waits, is in somebody's hands, or is over, well or badly."""

    PENDING = "pending"
    IN_FLIGHT = "in_flight"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "pending": "待ち",
            "in_flight": "作業中",
            "done": "済み",
            "failed": "失敗",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Errand:
    """「用件」 One errand in a worker's hands: what to do, for which try, and until when it is his.

    ``once`` is the idempotency key: whoever does the errand passes it on, so that a try that is
    repeated after a crash has one effect. ``attempt`` counts the tries, this one included.
    """

    key: int
    kind: str
    once: str
    payload: Mapping[str, Any]
    attempt: int
    first_sent_at: datetime
    mine_until: datetime
