"""「業務日」 Move the demo's own day forward, so that lapsing can be tried by hand."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from marketplace.store import business_day
from marketplace.web import links, look, visit
from marketplace.web.demo.door import door
from marketplace.web.fields import Fields

MOST_DAYS = 3660


@door.post("/day")
def move_day() -> ResponseReturnValue:
    """「業務日を進める」 By a number of days, never back."""
    fields = Fields(request.form)
    days = fields.whole("days", "進める日数", (1, MOST_DAYS))
    fields.check()
    later = visit.today() + timedelta(days=days)
    visit.store().run(business_day.set_business_day, later)
    flash(f"業務日を{look.day(later)}に進めました。")
    return redirect(links.inside(request.form.get("next", "/")), 303)
