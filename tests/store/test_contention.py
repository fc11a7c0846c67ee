"""Threads that want the same thing at the same time: nothing is lost, and one of them wins."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

from marketplace.domain.certificate import SubmissionState
from marketplace.domain.errors import Conflict
from marketplace.store import certificates, counters, submissions, tokens

THREADS = 4
TIMES = 50


def together(*works):
    """Run each work in a thread of its own; all of them start at the same moment."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        except Conflict as conflict:
            return conflict.code

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_no_number_is_lost_or_given_twice(store):
    def take():
        return [store.run(counters.next_number, None, "test", 2026) for _ in range(TIMES)]

    taken = together(*[take] * THREADS)
    assert sorted(chain.from_iterable(taken)) == list(range(1, THREADS * TIMES + 1))


def test_no_rise_of_the_catalogue_version_is_lost(store):
    def rise():
        for _ in range(10):
            store.run(counters.raise_catalogue_version)

    before = store.run(counters.catalogue_version)
    together(*[rise] * THREADS)
    assert store.run(counters.catalogue_version) == before + 10 * THREADS


def test_one_of_two_decides_a_submission(scene):
    made = scene.submitted()
    sides = (
        (scene.world.certifier, SubmissionState.CERTIFIED),
        (scene.world.provider, SubmissionState.WITHDRAWN),
    )
    results = together(*[lambda s=side: scene.decided(made, *s).state for side in sides])
    found = scene.read(submissions.submission, scene.world.provider, made.ref)
    assert sorted(results) == sorted(["not_open", found.state])


def test_one_of_two_submits_the_same_offering_and_tier(scene):
    ref = scene.received()

    def submit():
        add, provider = submissions.add_submission, scene.world.provider
        return scene.act(add, provider, ref, scene.dossier.offering.tiers[0], now=scene.now).ref

    results = together(submit, submit)
    (made,) = scene.read(submissions.submissions, scene.world.provider)
    assert sorted(results) == sorted(["already_submitted", made.ref])


def test_one_of_two_certificates_is_issued(scene):
    made = scene.submitted()
    dates = {"valid_from": scene.day, "valid_until": scene.day, "now": scene.now}

    def issue():
        add, certifier = certificates.add_certificate, scene.world.certifier
        return scene.act(add, certifier, made, scene.edition, **dates).number

    assert sorted(together(issue, issue)) == ["2026-0001", "already_certified"]


def test_versions_of_an_offering_seen_for_the_first_time_do_not_collide(scene):
    refs = together(*[scene.received] * THREADS)
    assert len(set(refs)) == THREADS
    assert all(ref.startswith("ds_") for ref in refs)


def test_a_form_that_is_sent_twice_is_done_once(scene):
    provider = scene.world.provider

    def act(book):
        done = tokens.done_before(book, provider, "t1", "act")
        if done is not None:
            return done
        made = f"xx_{counters.next_number(book, None, 'test', 2026)}"
        tokens.mark_done(book, provider, "t1", "act", result_ref=made, now=scene.now)
        return made

    assert together(*[lambda: scene.act(act)] * THREADS) == ["xx_1"] * THREADS
