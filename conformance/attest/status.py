"""「停止・取消しの一覧」 Signed, with the day of its next issue; an old one proves nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from conformance.attest.dsse import NotGenuine
from marketplace.domain.canonical import canonical

PAYLOAD = "application/vnd.otasuke.status+json"
FORMAT = "otasuke-status/1"


class Standing(StrEnum):
    """「停止と取消し」 A suspension may be lifted, a revocation is final."""

    SUSPENDED = "suspended"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"suspended": "効力の停止", "revoked": "取消し"}[self.value]


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """「一覧の行」 From which day a certificate does not hold, and why."""

    number: str
    standing: Standing
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class StatusList:
    """「停止・取消しの一覧」 Who is not on it holds; good until the day of the next issue."""

    issued: date
    next_issue: date
    entries: tuple[StatusEntry, ...]

    def of(self, number: str, day: date) -> StatusEntry | None:
        """What stands against a certificate on a day."""
        against = (e for e in self.entries if e.number == number and e.since <= day)
        return max(against, key=lambda e: e.since, default=None)

    def is_fresh_on(self, day: date) -> bool:
        """Whether the list says anything about a day."""
        return self.issued <= day <= self.next_issue

    @property
    def payload(self) -> bytes:
        """The canonical JSON that is signed."""
        return canonical(
            {
                "format": FORMAT,
                "issued": self.issued,
                "next_issue": self.next_issue,
                "entries": [_spelt(entry) for entry in self.entries],
            }
        )


def status_list(issued: date, next_issue: date, entries: Iterable[StatusEntry]) -> StatusList:
    """A list in the order of the numbers."""
    ordered = sorted(entries, key=lambda entry: (entry.number, entry.since))
    return StatusList(issued, next_issue, tuple(ordered))


def read_status(payload: bytes) -> StatusList:
    """What a signed payload says; anything else is ``NotGenuine``."""
    try:
        found = _read(json.loads(payload))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise NotGenuine("停止・取消しの一覧として読み取れません。") from None
    if found.payload != payload:
        raise NotGenuine("停止・取消しの一覧に、決まりにない値があります。")
    return found


def _spelt(entry: StatusEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "standing": entry.standing,
        "since": entry.since,
        "reason": entry.reason,
    }


def _read(made: Any) -> StatusList:
    if made["format"] != FORMAT:
        raise ValueError(made["format"])
    issued, following = (date.fromisoformat(made[name]) for name in ("issued", "next_issue"))
    return StatusList(issued, following, tuple(_entry(one) for one in made["entries"]))


def _entry(made: Any) -> StatusEntry:
    since = date.fromisoformat(made["since"])
    return StatusEntry(made["number"], Standing(made["standing"]), since, made["reason"])
