"""Which listed plans may take part, and what each of the others fails first."""

import pytest

from marketplace.desk.planning.sifting import WATCHES, Ground
from marketplace.domain.combination import Watched
from marketplace.domain.price import Tax
from marketplace.domain.tier import Star
from tests.desk.planning.shelf import (
    NETWORK,
    PLACES,
    SIZE,
    diagnosed_with_gaps,
    monthly,
    offered,
    promises,
    put_down,
)
from tests.desk.planning.test_planning import planned

GAP = "5-1-1-1"
USUAL = {"full": (GAP,)}
WRONG = {
    Ground.SOLD: ({"most": SIZE.terminals - 1}, ""),
    Ground.SOLD_UNKNOWN: ({"least": None}, ""),
    Ground.AREA: ({"places": ("27",)}, "13"),
    Ground.AREA_UNKNOWN: ({"places": None}, ""),
    Ground.PRICE_UNKNOWN: ({"prices": (monthly(1_000, tax=Tax.UNKNOWN),)}, ""),
    Ground.TERM: ({"term": 13}, "13"),
    Ground.TERM_UNKNOWN: ({"term": None}, ""),
    Ground.CLOSES_NOTHING: ({"full": (), "partly": (GAP,)}, ""),
}


def sifted(town, star=Star.THREE, **wish):
    diagnosed_with_gaps(town, GAP, star=star)
    put_down(town, offered(**USUAL | wish))
    return planned(town)


@pytest.mark.parametrize("ground", WRONG)
def test_what_fails_is_named(town, ground):
    """One thing is wrong; the usual plan takes part."""
    wish, value = WRONG[ground]
    made = sifted(town, **wish)
    assert not made.candidates
    assert [(one.ground, one.value) for one in made.excluded] == [(ground, value)]


def test_the_usual_plan_takes_part(town):
    made = sifted(town)
    assert (len(made.candidates), made.excluded) == (1, ())


@pytest.mark.parametrize(
    ("star", "tier", "fits"),
    [
        (Star.THREE, "SCstar3plus", True),
        (Star.THREE, "SCstar4", True),
        (Star.THREE, "SCstar4plus", True),
        (Star.THREE, "class1", True),
        (Star.FOUR, "SCstar3", False),
        (Star.FOUR, "SCstar4", True),
    ],
)
def test_the_tier_has_to_lead_to_the_star(town, star, tier, fits):
    """A higher one may close what is open at ★3; a class of 2.0版 what it declares."""
    made = sifted(town, star, tier=tier)
    assert bool(made.candidates) is fits
    assert [one.ground for one in made.excluded] == ([] if fits else [Ground.TIER])


def test_the_first_condition_is_named(town):
    """All is wrong; the list of grounds says which comes first."""
    wish = {"least": None, "places": None, "prices": (), "term": None, "full": ()}
    made = sifted(town, Star.FOUR, **wish)
    assert [one.ground for one in made.excluded] == [Ground.TIER]


def test_the_last_month_of_a_least_term_counts(town):
    """Twelve months are enough for a least term of twelve."""
    assert sifted(town, term=12).candidates


@pytest.mark.parametrize("sent", [None, ("27",), PLACES])
def test_technicians_reach_every_site_or_none(town, sent):
    """The company is in 13."""
    (one,) = sifted(town, sent=sent).candidates.values()
    assert one.package.dispatches is bool(sent and "13" in sent)


def test_what_is_watched_is_not_bought_twice(town):
    """Two plans of one offering, and two for the network, exclude one another."""
    diagnosed_with_gaps(town, GAP, "4-1-3-1")
    put_down(town, offered("a", 9_000, full=(GAP,), watch=NETWORK))
    put_down(town, offered("b", full=("4-1-3-1",), watch=NETWORK), town.rival)
    made = planned(town)
    assert [len(one.keys) for one in made.best] == [1, 1]
    assert made.answer.left == {"4-1-3-1"}


def test_an_undeclared_way_of_watching_may_be_either():
    """So that nothing is put beside it."""
    assert WATCHES[None] == frozenset(Watched)


def test_the_fullest_promise_counts(town):
    """Where a tier names a criterion twice, whatever the order."""
    (one,) = sifted(town, partly=(GAP,), support=(GAP,)).candidates.values()
    assert one.covers[GAP].extent.value == "full"
    made = promises(one.row.listing.plan.tier, full=(GAP,), partly=(GAP,), support=(GAP,))
    assert len(made) == 3
