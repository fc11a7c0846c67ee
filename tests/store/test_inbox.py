"""Events are kept once, whoever delivers them how often."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from marketplace.domain.checkout import InboxState
from marketplace.domain.errors import Missing
from marketplace.store import inbox
from marketplace.store.rows import InboxRow


def count(scene):
    with scene.store.read() as book:
        return book.session.scalar(select(func.count()).select_from(InboxRow))


def test_an_event_is_kept_as_it_came(scene):
    hint, new = scene.hint()
    assert new
    assert scene.read(inbox.hint, "stripe", "evt_1") == hint


def test_the_second_delivery_changes_nothing(scene):
    hint, _ = scene.hint()
    other = replace(hint, raw=b"[]", type="other")
    assert not scene.act(inbox.keep, other, scene.now)
    assert scene.read(inbox.hint, "stripe", "evt_1") == hint
    assert scene.act(inbox.keep, replace(hint, gateway="other"), scene.now)
    assert count(scene) == 2


def test_what_became_of_it_is_said(scene):
    hint, _ = scene.hint()
    scene.act(inbox.mark, hint, InboxState.PARKED)
    assert scene.read(inbox.hint, "stripe", "evt_1").state is InboxState.PARKED


def test_an_event_that_never_came_is_missing(scene):
    with pytest.raises(Missing):
        scene.read(inbox.hint, "stripe", "evt_9")


def test_eight_deliveries_at_once_are_one(scene):
    hints = [f"evt_{number}" for number in range(20)]

    def deliver(_):
        return [scene.hint(name)[1] for name in hints]

    with ThreadPoolExecutor(8) as pool:
        new = list(pool.map(deliver, range(8)))
    assert [sum(column) for column in zip(*new, strict=True)] == [1] * 20
    assert count(scene) == 20
