"""A document read piece by piece, and what a preview carries to its confirmation."""

import json

import pytest

from marketplace.codec.imported import Carried, dump_carried, load_carried, read_document
from marketplace.domain.assessment import Answer, Assessment, Profile, Reply, Scope
from marketplace.domain.errors import BadInput
from marketplace.domain.tier import Star

HEAD = {"format": "otasuke-assessment/1", "edition": "scs/2026-03-27", "star": "star3"}
ABOUT = Assessment("scs/2026-03-27", Star.THREE)


def document(*replies, **more):
    return json.dumps(HEAD | more | {"replies": list(replies)}).encode()


def test_one_bad_reply_stops_no_other():
    good = {"criterion": "1-2-1-1", "answer": "met"}
    bad = {"criterion": "4-1-3-1", "answer": "maybe"}
    nameless = {"answer": "met", "more": 1}
    found = read_document(document(good, bad, nameless, "x"))
    assert [row.criterion for row in found.answers.rows] == ["1-2-1-1"]
    assert [one.line for one in found.answers.refused] == [2, 3, 3, 4]
    assert "4-1-3-1" in found.answers.refused[0].place
    assert found.parts == {}


def test_parts_that_are_said_are_read():
    found = read_document(document(profile={"staff": 3}, scope={}))
    assert found.parts == {"profile": Profile(staff=3), "scope": Scope()}
    ended = read_document(document(finished_on="2026-03-31"))
    assert "2026-03-31" in ended.answers.notes[0]


def test_a_criterion_that_stands_twice_is_not_guessed():
    one = {"criterion": "1-2-1-1", "answer": "met"}
    found = read_document(document(one, one))
    assert found.answers.rows == ()
    assert [fault.line for fault in found.answers.refused] == [1, 2]


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"{",
        b'"x"',
        json.dumps(HEAD | {"replies": {}}).encode(),
        json.dumps(HEAD | {"replies": [0] * 401}).encode(),
        json.dumps(HEAD | {"star": "star9"}).encode(),
        json.dumps(HEAD | {"profile": {"staff": "many"}}).encode(),
        json.dumps({}).encode(),
    ],
)
def test_what_is_no_document_is_refused(raw):
    with pytest.raises(BadInput):
        read_document(raw)


CARRIED = Carried(
    replies={"1-2-1-1": (Reply(Answer.MET, note="=1", wholesale=True), 2)},
    clashes={"4-1-3-1": (Reply(Answer.UNMET), 1)},
    parts={"profile": Profile(staff=3, sharing=False), "scope": Scope()},
    seen_version=4,
)


def test_what_a_preview_carries_comes_back_as_it_was():
    assert load_carried(dump_carried(CARRIED, ABOUT), ABOUT) == CARRIED
    nothing = Carried({}, {}, {}, 0)
    assert load_carried(dump_carried(nothing, ABOUT), ABOUT) == nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"seen":0,"parts":{},"replies":[[1]],"clashes":[]}',
        '{"seen":"x","parts":{},"replies":[],"clashes":[]}',
        '{"seen":0,"parts":{"format":"x"},"replies":[],"clashes":[]}',
        '{"seen":0,"parts":[],"replies":5,"clashes":[]}',
    ],
)
def test_what_somebody_else_wrote_is_refused(text):
    with pytest.raises(BadInput):
        load_carried(text, ABOUT)
