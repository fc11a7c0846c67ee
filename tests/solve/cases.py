"""Random questions for the solvers, the same for the same seed."""

import random

from marketplace.domain.combination import Grant, Package, Problem, Watched, Wishes

KINDS = [
    frozenset({Watched.NETWORK}),
    frozenset({Watched.TERMINALS}),
    frozenset(Watched),
    frozenset(),
]
GRANTS = [None, Grant(1, 2, 50_000, 1_500_000), Grant(2, 3, 50_000, 800_000)]
WEIGHTS = (3, 3, 2, 1)
DEAREST = 2_000_000


def problem(seed, *, most=11, unwatched=1, granted=True):
    """Give a question with up to ``most`` candidates; without ``unwatched``, all watch."""
    chance = random.Random(seed)  # noqa: S311 - the same questions in every run
    criteria = [f"c{number}" for number in range(chance.randrange(1, 30))]
    count = chance.randrange(1, most + 1)
    kinds = KINDS[: 3 + unwatched]
    return Problem(
        tuple(_package(chance, (n, count), criteria, kinds) for n in range(count)),
        frozenset(criteria),
        _wishes(chance),
        chance.choice(GRANTS) if granted else None,
        chance.choice([frozenset()] * 4 + [frozenset({Watched.NETWORK})]),
    )


def _package(chance, place, criteria, kinds):
    number, count = place
    closed = chance.randrange(max(2, len(criteria) // 2))
    return Package(
        f"p{number}",
        f"v{chance.randrange(max(2, count // 2))}",
        f"g{chance.randrange(count)}",
        chance.randrange(1, DEAREST),
        frozenset(chance.sample(criteria, min(closed, len(criteria)))),
        chance.choices(kinds, WEIGHTS[: len(kinds)])[0],
        dispatches=chance.random() < 0.4,
        grant_base_ex_tax=chance.randrange(DEAREST),
    )


def _wishes(chance):
    budget = chance.choice([None, None, chance.randrange(3_000_000)])
    return Wishes(chance.random() < 0.3, chance.random() < 0.3, budget)
