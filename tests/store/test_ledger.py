"""Journal, tokens, counters and the demo's own day."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import select, update

from marketplace.domain.canonical import canonical
from marketplace.domain.errors import Conflict, Refused
from marketplace.store import business_day, counters, journal, tokens
from marketplace.store.rows import JournalRow, OrganisationRow

BODY = {"submission": "sb_a", "reason": "書類がそろった。", "count": 3}


def written(scene, *acts, actor=None):
    actor = actor or scene.world.provider
    for act in acts:
        scene.act(journal.journal, actor, act, "sb_a", body=BODY, now=scene.now)
    return scene.read(journal.entries, actor, 10)


def test_a_journal_entry_comes_back_as_it_was_written(scene):
    (entry,) = written(scene, "submit")
    assert (entry.act, entry.subject_ref, entry.body) == ("submit", "sb_a", BODY)
    assert (entry.person, entry.done_at) == (scene.world.provider.person.name, scene.now)
    assert entry.seq is None


def test_the_digest_of_an_entry_can_be_recomputed(scene):
    (entry,) = written(scene, "submit")
    assert entry.digest == hashlib.sha256(entry.salt + canonical(entry.body)).hexdigest()
    assert entry.digest == journal.salted_digest(entry.salt, BODY)


def test_equal_bodies_have_different_digests(scene):
    assert len({entry.digest for entry in written(scene, "submit", "submit")}) == 2


def test_entries_stand_newest_first_and_no_more_than_asked_for(scene):
    assert [entry.act for entry in written(scene, "one", "two", "three")] == ["three", "two", "one"]
    assert len(scene.read(journal.entries, scene.world.provider, 2)) == 2


def test_a_body_goes_with_its_salt_and_the_digest_stays(scene):
    (entry,) = written(scene, "submit")
    with scene.store.act() as book:
        book.session.execute(update(JournalRow).values(body=None, salt=None))
    (left,) = scene.read(journal.entries, scene.world.provider, 1)
    assert (left.body, left.salt, left.digest) == (None, None, entry.digest)


def test_an_act_that_is_refused_leaves_no_entry(scene):
    def act(book):
        journal.journal(book, scene.world.provider, "submit", "sb_a", body=BODY, now=scene.now)
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        scene.act(act)
    assert written(scene) == ()


def test_a_token_remembers_what_its_act_made(scene):
    provider, rival = scene.world.provider, scene.world.rival
    assert scene.read(tokens.done_before, provider, "t1", "submit") is None
    scene.act(tokens.mark_done, provider, "t1", "submit", result_ref="sb_a", now=scene.now)
    assert scene.read(tokens.done_before, provider, "t1", "submit") == "sb_a"
    assert scene.read(tokens.done_before, rival, "t1", "submit") is None


def test_a_token_of_another_act_is_a_conflict(scene):
    provider = scene.world.provider
    scene.act(tokens.mark_done, provider, "t1", "submit", result_ref="sb_a", now=scene.now)
    with pytest.raises(Conflict, match="token_reused"):
        scene.read(tokens.done_before, provider, "t1", "withdraw")
    with pytest.raises(Conflict, match="already_exists"):
        scene.act(tokens.mark_done, provider, "t1", "withdraw", result_ref="x", now=scene.now)


def test_numbers_count_for_each_organisation_series_and_year(scene):
    with scene.store.read() as book:
        one, other = book.session.scalars(select(OrganisationRow.key).limit(2))
    asked = [(one, "a", 2026), (one, "a", 2026), (other, "a", 2026), (None, "a", 2026)]
    asked += [(None, "a", 2026), (one, "b", 2026), (one, "a", 2027)]
    assert [scene.act(counters.next_number, *of) for of in asked] == [1, 2, 1, 1, 2, 1, 1]


def test_the_catalogue_version_only_rises(store):
    before = store.run(counters.catalogue_version)
    store.run(counters.raise_catalogue_version)
    with store.read() as book:
        assert counters.catalogue_version(book) == before + 1


def test_the_business_day_is_the_clock_until_it_is_moved(store):
    for day in (None, date(2027, 4, 1), date(2027, 5, 1), None):
        store.run(business_day.set_business_day, day)
        with store.read() as book:
            assert business_day.business_day(book) == day
