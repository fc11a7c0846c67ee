"""「見本の初日」 Two services are listed, one keeps an open question for the visitor."""

from __future__ import annotations

from datetime import datetime

from marketplace.cli.demo.stage import Stage, examine, hand_in, list_it

LISTED = ("hinata", "tsubasa")
WAITING = "kasane"


def play(stage: Stage, now: datetime) -> None:
    """Everything of this day that comes before anybody applies."""
    for name in LISTED:
        hand_in(stage, name, now)
        list_it(stage, name, now)
    hand_in(stage, WAITING, now)
    examine(stage, WAITING, now)
