"""Workers and acts at the same time: nothing is lost, nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

from marketplace.store import outbox

THREADS = 4
TIMES = 50


def together(*works):
    """Run each work in a thread of its own; all of them start at the same moment."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def put_all(scene, keys):
    org, now = scene.world.provider.org.ref, scene.now
    made = [scene.act(outbox.put, "notice", {"a": 1}, org=org, key=key, now=now) for key in keys]
    return sum(made)


def take_all(scene):
    """Take and finish until two hundred are done; returns what this worker did."""
    mine, misses = [], 0
    while misses < 3:
        taken = scene.act(outbox.claim, scene.now, 5)
        misses = 0 if taken else misses + 1
        mine += [errand.once for errand in taken if scene.act(outbox.done, errand, "")]
    return mine


def test_four_workers_take_each_errand_once(scene):
    keys = [f"k{number}" for number in range(THREADS * TIMES)]
    assert put_all(scene, keys) == len(keys)
    done = together(*[lambda: take_all(scene)] * THREADS)
    assert sorted(chain.from_iterable(done)) == sorted(keys)


def test_the_same_errand_from_many_acts_is_put_once(scene):
    keys = [f"k{number}" for number in range(10)]
    assert sum(together(*[lambda: put_all(scene, keys)] * THREADS)) == len(keys)


def test_acts_and_workers_do_not_stop_one_another(scene):
    halves = [[f"{side}{number}" for number in range(TIMES)] for side in "ab"]
    puts = [lambda keys=keys: put_all(scene, keys) for keys in halves]
    results = together(*puts, lambda: take_all(scene), lambda: take_all(scene))
    early = list(chain.from_iterable(results[2:]))
    assert sorted([*early, *take_all(scene)]) == sorted(chain.from_iterable(halves))
