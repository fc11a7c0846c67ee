"""What the desk's tests of the plan have on the shelf, in the world of the pages."""

import itertools
from types import SimpleNamespace

from tests.desk.planning.shelf import PLACES, SIZE, diagnosed_with_gaps

__all__ = ["PLACES", "SIZE", "diagnosed_with_gaps", "town_of"]


def town_of(store, world, now, today):
    """Give the few things of a town that the shelf needs."""
    numbers = itertools.count()

    def do(act, actor, order, at=now):
        return store.run(act, actor, order, at)

    return SimpleNamespace(
        store=store,
        now=now,
        today=today,
        company=world.company,
        provider=world.provider,
        rival=world.rival,
        examiner=world.certifier,
        token=lambda: f"plan-{next(numbers)}",
        do=do,
    )
