"""Sessions are found by their token alone, listed, ended and forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.domain.errors import Conflict, Missing
from marketplace.store.accounts import sessions
from marketplace.store.rows import SessionRow
from tests.store.proving import session

FIRST, SECOND, THIRD = (f"ss_{letter * 16}" for letter in "abc")


@pytest.fixture
def begun(scene):
    """Give two sessions of the company's person and one of the stranger's."""
    made = session(scene.world.company, scene.now, FIRST)
    later = session(scene.world.company, scene.now + timedelta(minutes=1), SECOND, org=None)
    other = session(scene.world.stranger, scene.now, THIRD)
    for one, token in ((made, "t1"), (later, "t2"), (other, "t3")):
        scene.act(sessions.begin, one, token)
    return made, later, other


def test_a_session_comes_back_by_its_token_as_it_was_begun(scene, begun):
    assert [scene.read(sessions.by_token, token) for token in ("t1", "t2", "t3")] == list(begun)
    assert scene.read(sessions.by_token, "t4") is None


def test_no_token_is_kept(scene, begun):
    def kept(book):
        return list(book.session.scalars(select(SessionRow.digest)))

    assert scene.read(kept) == [sessions.digest_of(token) for token in ("t1", "t2", "t3")]
    assert scene.read(sessions.by_token, sessions.digest_of("t1")) is None


def test_a_token_is_one_sessions(scene, begun):
    twice = replace(begun[0], ref="ss_dddddddddddddddd")
    with pytest.raises(Conflict):
        scene.act(sessions.begin, twice, "t1")


def test_ones_own_are_listed_newest_first_while_they_hold(scene, begun):
    made, later, _ = begun
    ref = scene.world.company.person.ref
    assert scene.read(sessions.open_of, ref, scene.now) == (later, made)
    after = scene.now + timedelta(hours=12)
    assert scene.read(sessions.open_of, ref, after) == (later,)
    assert scene.read(sessions.open_of, ref, after + timedelta(minutes=1)) == ()


def test_one_is_ended_once_and_by_its_person_only(scene, begun):
    mine, other = scene.world.company.person.ref, scene.world.stranger.person.ref
    with pytest.raises(Missing, match="session"):
        scene.act(sessions.end, other, FIRST, scene.now)
    scene.act(sessions.end, mine, FIRST, scene.now)
    assert scene.read(sessions.by_token, "t1").ended_at == scene.now
    with pytest.raises(Missing, match="session"):
        scene.act(sessions.end, mine, FIRST, scene.now)


def test_all_others_are_ended_and_nobody_elses(scene, begun):
    mine = scene.world.company.person.ref
    assert scene.act(sessions.end_others, mine, SECOND, scene.now) == 1
    ended = [scene.read(sessions.by_token, token).ended_at for token in ("t1", "t2", "t3")]
    assert ended == [scene.now, None, None]
    assert scene.act(sessions.end_others, mine, None, scene.now) == 1


def test_another_organisation_is_chosen_until_an_instant(scene, begun):
    last = scene.now + timedelta(hours=8)
    scene.act(sessions.choose, SECOND, scene.world.stranger.org.ref, last)
    found = scene.read(sessions.by_token, "t2")
    assert (found.org, found.ends_at) == (scene.world.stranger.org.ref, last)


def test_what_is_long_over_is_forgotten(scene, begun):
    assert scene.act(sessions.prune, scene.now + timedelta(hours=12)) == 0
    assert scene.act(sessions.prune, scene.now + timedelta(hours=12, seconds=1)) == 2
    assert scene.read(sessions.by_token, "t2") is not None


def test_a_long_name_of_a_browser_is_cut(scene):
    made = session(scene.world.company, scene.now, FIRST, agent="あ" * 500)
    scene.act(sessions.begin, made, "t1")
    assert scene.read(sessions.by_token, "t1").agent == "あ" * sessions.MOST_AGENT
