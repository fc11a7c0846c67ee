"""「契約の期間の図」 The days of a contract as moments on one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from marketplace.domain.contract import Contract
from marketplace.web.charts import WIDTHS, Moment, Timeline, timeline
from marketplace.web.look import day

SIGNED = "契約の日 {day}"
TERM = "契約期間 {first}〜{last}"
NOTICE = "やめる連絡の期限 {day}"
LAST = "最後の日 {day}"
TODAY = "今日 {day}"


def contract(found: Contract, today: date) -> tuple[Timeline, ...]:
    """The version for screens and the one for phones."""
    moments = tuple(sorted(_moments(found, today), key=lambda one: one.first))
    return tuple(timeline(moments, today, wide) for wide in WIDTHS)


def _moments(found: Contract, today: date) -> Iterator[Moment]:
    first, last = found.starts_on, found.term_ends_on
    yield Moment(SIGNED.format(day=day(found.signed_on)), found.signed_on)
    yield Moment(TERM.format(first=day(first), last=day(last)), first, last)
    if (notice := found.application.terms.notice_days) is not None and found.last_day is None:
        until = last - timedelta(days=notice)
        yield Moment(NOTICE.format(day=day(until)), until)
    if found.ending is not None:
        yield Moment(LAST.format(day=day(found.ending.ends_on)), found.ending.ends_on)
    yield Moment(TODAY.format(day=day(today)), today)
