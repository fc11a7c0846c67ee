"""「見本の施行」 The fictional body has read the draft, and puts it in force in three weeks' time.

A visitor who moves the business day past it finds the new tiers judged by an edition in force.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.cli.demo.examination import confirm_all
from marketplace.cli.demo.stage import Stage
from marketplace.desk.enforcing import PutEdition, put_edition
from marketplace.domain.days import japan_day

EDITION = "otasuke-sc/draft"
AHEAD = timedelta(days=21)
REASON = "見本の機関（架空）が、見本の原文（架空）と照らし合わせて決めました。"


def play(stage: Stage, now: datetime) -> None:
    """「施行」 Both examiners read every clause that was assumed, and name the same day."""
    confirm_all(stage.book, stage.examiners, now, EDITION)
    at = japan_day(now) + AHEAD
    for examiner in stage.examiners:
        token = f"demo-put-{examiner.person.ref}"
        order = PutEdition(token, EDITION, "in_force", at, REASON)
        put_edition(stage.book, examiner, order, now)
