"""The operator's log of committed acts: one line of JSON each, and nobody's name."""

import io
import json
from datetime import UTC, datetime

import pytest

from marketplace.domain.event import Event
from marketplace.host import Host
from plugins.notice_log import NoticeLog

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
EVENT = Event("certify", "ce_aaaaaaaaaaaaaaaa", "og_bbbbbbbbbbbbbbbb", AT)


class Stream(io.StringIO):
    """A stream that counts how often it was flushed."""

    flushed = 0

    def flush(self):
        self.flushed += 1


def test_observe_writes_one_line_an_event():
    """Each line is JSON of its own, written through at once."""
    stream = Stream()
    host = Host.load(operators={"notice-log": NoticeLog(stream)})
    assert host.observe(EVENT) == ()
    assert host.observe(EVENT) == ()
    one, two = stream.getvalue().splitlines()
    assert stream.flushed == 2
    assert one == two
    assert json.loads(one) == {
        "act": "certify",
        "subject": "ce_aaaaaaaaaaaaaaaa",
        "org": "og_bbbbbbbbbbbbbbbb",
        "at": "2026-11-25T01:00:00+00:00",
    }


@pytest.mark.parametrize("hostile", ['a"b', "a\nb", "a\u2028b", "\x1b[31m"])
def test_observe_keeps_to_its_line(hostile):
    """Nothing in an event ends a line early or steers a screen."""
    stream = io.StringIO()
    NoticeLog(stream).observe(Event(hostile, hostile, hostile, AT))
    (line,) = stream.getvalue().splitlines()
    assert line.isprintable()
    assert json.loads(line)["act"] == hostile


def test_a_closed_log_does_not_reach_the_act():
    """The failure is reported with the name of the plugin."""
    stream = io.StringIO()
    host = Host.load(operators={"notice-log": NoticeLog(stream)})
    stream.close()
    (failed,) = host.observe(EVENT)
    assert (failed.plugin, failed.error.values["hook"]) == ("notice-log", "observe")


def test_without_observe_nothing_is_written():
    """The hook is what makes the plugin."""
    stream = io.StringIO()
    silent = type("Silent", (NoticeLog,), {"observe": None})(stream)
    assert Host.load(operators={"notice-log": silent}).observe(EVENT) == ()
    assert stream.getvalue() == ""
