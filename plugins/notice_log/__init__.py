"""「出来事の記録」 One line of JSON for each committed act, for the operator's own watching.

Only what an event holds is written: the act, references and the instant. Who acted is not in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TextIO

from marketplace.domain.event import Event
from marketplace.hooks import hookimpl


@dataclass(frozen=True, eq=False)
class NoticeLog:
    """「出来事の記録」 Writes to a stream that is already open; closing it is its owner's."""

    stream: TextIO

    @hookimpl
    def observe(self, event: Event) -> None:
        line = {
            "act": event.act,
            "subject": event.subject_ref,
            "org": event.org_ref,
            "at": event.at.isoformat(timespec="seconds"),
        }
        self.stream.write(json.dumps(line) + "\n")
        self.stream.flush()
