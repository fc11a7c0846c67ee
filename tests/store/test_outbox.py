"""Errands are left by an act, taken by one worker at a time, and never lost nor doubled."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from marketplace.domain.errand import ErrandState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.store import outbox
from marketplace.store.rows import OutboxRow

PAYLOAD = {"code": "invoice_issued", "values": {"number": "2026-0001"}}
TWO_MINUTES = timedelta(minutes=2)
MOMENT = timedelta(microseconds=1)


class Box:
    """The outbox of a scene, with short names for what the tests do."""

    def __init__(self, scene):
        self.scene, self.now = scene, scene.now
        self.org = scene.world.provider.org.ref

    def put(self, key="k1", payload=PAYLOAD, **named):
        named = {"org": self.org, "key": key, "now": self.now} | named
        return self.scene.act(outbox.put, named.pop("kind", "notice"), payload, **named)

    def claim(self, now=None, limit=10):
        return self.scene.act(outbox.claim, now or self.now, limit)

    def fail(self, errand, now=None):
        return self.scene.act(outbox.failed, errand, "Boom", now or self.now)

    def row(self, key="k1"):
        def look(book):
            columns = [column for column in OutboxRow.__table__.c if column.name != "key"]
            found = book.session.execute(select(*columns).where(OutboxRow.once == key))
            return found.mappings().one_or_none()

        return self.scene.read(look)

    def change(self, **values):
        with self.scene.store.act() as book:
            book.session.execute(update(OutboxRow).values(**values))

    def counts(self):
        return {s: n for s, n in self.scene.read(outbox.counts).items() if n}


@pytest.fixture
def box(scene):
    return Box(scene)


def test_an_errand_is_kept_as_it_was_put(box):
    assert box.put() is True
    row = box.row()
    assert (row["kind"], row["state"], row["attempts"]) == ("notice", ErrandState.PENDING, 0)
    assert row["payload"] == '{"code":"invoice_issued","values":{"number":"2026-0001"}}'
    assert (row["next_at"], row["first_sent_at"], row["result"], row["error"]) == (None,) * 4
    assert row["created_at"] == box.now


def test_the_same_errand_twice_is_one(box):
    assert [box.put(), box.put()] == [True, False]
    assert box.counts() == {ErrandState.PENDING: 1}


@pytest.mark.parametrize("other", [{"payload": {"a": 1}}, {"kind": "event"}])
def test_what_was_put_is_not_edited(box, other):
    box.put()
    with pytest.raises(Conflict, match="errand_changed"):
        box.put(**other)
    assert box.row()["kind"] == "notice"


def test_an_act_that_is_refused_leaves_no_errand(box):
    def act(book):
        outbox.put(book, "notice", PAYLOAD, org=box.org, key="k1", now=box.now)
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        box.scene.act(act)
    assert box.row() is None


def test_an_errand_is_somebodys_and_only_the_markets_own_are_not(box):
    with pytest.raises(Missing, match="organisation"):
        box.put(org="og_aaaaaaaaaaaaaaaa")
    with pytest.raises(IntegrityError, match="owner"):
        box.put(org=None)
    assert box.put(org=None, kind="market.reconcile") is True


def test_what_is_due_is_taken_oldest_first_and_no_more_than_asked(box):
    for key in "abc":
        box.put(key)
    assert [errand.once for errand in box.claim(limit=2)] == ["a", "b"]
    assert [errand.once for errand in box.claim()] == ["c"]
    assert box.claim() == ()


def test_a_worker_knows_what_to_do_and_until_when_it_is_its(box):
    box.put()
    (errand,) = box.claim()
    assert (errand.kind, errand.once, errand.payload) == ("notice", "k1", PAYLOAD)
    assert (errand.attempt, errand.first_sent_at) == (1, box.now)
    assert errand.mine_until == box.now + TWO_MINUTES
    assert box.row()["state"] is ErrandState.IN_FLIGHT


def test_what_is_done_is_over(box):
    box.put()
    (errand,) = box.claim()
    assert box.scene.act(outbox.done, errand, "sent") is True
    assert box.claim(box.now + timedelta(days=9)) == ()
    row = box.row()
    assert (row["state"], row["result"], row["next_at"]) == (ErrandState.DONE, "sent", None)


def test_an_errand_of_a_killed_worker_is_taken_back_after_two_minutes(box):
    box.put()
    (first,) = box.claim()
    assert box.claim(box.now + TWO_MINUTES - MOMENT) == ()
    (second,) = box.claim(box.now + TWO_MINUTES)
    assert (second.attempt, second.first_sent_at) == (2, box.now)
    # The first one was only slow: what it says now is not heard any more.
    assert box.scene.act(outbox.done, first, "late") is False
    assert box.fail(first) is False
    assert box.row()["state"] is ErrandState.IN_FLIGHT
    assert box.scene.act(outbox.done, second, "sent") is True
    assert box.row()["result"] == "sent"


def test_a_try_that_failed_follows_after_longer_and_longer_pauses(box):
    box.put()
    now, waited = box.now, []
    while box.row()["state"] is not ErrandState.FAILED:
        (errand,) = box.claim(now)
        assert box.fail(errand, now) is True
        waited.append(box.row()["next_at"] and box.row()["next_at"] - now)
        assert box.claim(now) == ()
        now += waited[-1] or timedelta(days=9)
    assert len(waited) == outbox.MOST_ATTEMPTS
    assert waited == [outbox.pause(n) for n in range(1, outbox.MOST_ATTEMPTS)] + [None]
    assert waited[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    assert outbox.pause(50) == outbox.LONGEST_PAUSE


def test_what_failed_for_good_stays_visible_and_is_not_tried(box):
    box.put()
    box.change(attempts=outbox.MOST_ATTEMPTS - 1)
    box.fail(box.claim()[0])
    assert box.claim(box.now + timedelta(days=365)) == ()
    (failure,) = box.scene.read(outbox.failures, 5)
    assert (failure.kind, failure.once, failure.error) == ("notice", "k1", "Boom")
    assert failure.attempts == outbox.MOST_ATTEMPTS
    assert box.counts() == {ErrandState.FAILED: 1}


def test_a_worker_killed_in_the_last_try_ends_the_errand(box):
    box.put()
    box.change(attempts=outbox.MOST_ATTEMPTS - 1)
    assert len(box.claim()) == 1
    assert box.claim(box.now + TWO_MINUTES) == ()
    assert (box.row()["state"], box.row()["error"]) == (ErrandState.FAILED, "worker_lost")


def test_a_payload_that_was_edited_is_never_sent(box):
    box.put()
    box.change(payload='{"code":"invoice_issued","values":{"number":"2026-0002"}}')
    assert box.claim() == ()
    assert (box.row()["state"], box.row()["error"]) == (ErrandState.FAILED, "payload_changed")
