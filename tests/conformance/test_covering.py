"""What a declared coverage says of the criteria of a star, and the data that it is held against."""

import json
from collections import Counter
from datetime import date

import pytest

from conformance.covering import FACTS as COVERING
from conformance.facts import BY_NAME, INDEX
from conformance.reference import DATA, FEATURES, level
from conformance.rows import extract
from marketplace.domain.offering import Coverage, Dossier, Extent, Means, Offering, Plan, Provider
from marketplace.domain.tier import TIERS

DAY = date(2026, 11, 25)
SCS = "scs/2026-03-27"
ITEMS = json.loads((FEATURES / SCS / DATA).read_bytes())
STAR, FOUR = TIERS["SCstar3"], TIERS["SCstar4"]
TOOL, HUMAN, SELF = Means
FULL, PARTLY, SUPPORT = Extent


@pytest.mark.parametrize(("star", "items", "criteria"), [(3, 26, 81), (4, 43, 153)])
def test_the_data_has_the_counts_of_the_official_set(star, items, criteria):
    """Whole items and whole criteria; a higher star contains the lower."""
    found = level(SCS, star)
    assert (len(set(found.item_of.values())), len(found.item_of)) == (items, criteria)
    assert found.own < set(found.item_of)
    assert set(level(SCS, 3).item_of) <= set(found.item_of)


def test_the_data_has_the_counts_of_each_category():
    """★3 and what ★4 adds, in the order of the categories."""
    counted = Counter((i["category_no"], c["level"]) for i in ITEMS for c in i["criteria"])
    pairs = [(counted[str(n), 3], counted[str(n), 4]) for n in range(1, 8)]
    assert pairs == [(8, 11), (4, 3), (11, 18), (48, 34), (3, 5), (6, 0), (1, 1)]


def test_every_criterion_has_its_own_number_and_a_label_of_its_own():
    """Official numbers, our own words."""
    numbers = [c["id"] for i in ITEMS for c in i["criteria"]]
    assert len(set(numbers)) == len(numbers)
    assert all(c["id"].startswith(f"{i['id']}-") for i in ITEMS for c in i["criteria"])
    assert all(c["label_ja"] for i in ITEMS for c in i["criteria"])


def facts(*rows, tier=STAR):
    """The coverage facts of a plan of a tier."""
    plan = Plan("p", "p", tier)
    offering = Offering("o", "o", "o", "o", DAY, plans=(plan,))
    covered = tuple(Coverage(*row) for row in rows)
    made = extract(Dossier(Provider("p", "p"), offering, covered), plan, DAY)
    return {name.removeprefix("coverage."): made.values[INDEX[name]] for name in COVERING}


ONE = (STAR, "5-1-1-1", TOOL, FULL)
OWN = (STAR, "1-2-1-1", SELF)


def test_what_is_shown_is_the_tiers_own():
    """A row of another tier says nothing here, and no row at all is nothing declared."""
    assert set(facts().values()) == {None}
    assert set(facts((FOUR, *ONE[1:])).values()) == {None}
    assert len(facts(ONE, (FOUR, *OWN[1:]))["unshown"]) == 80
    assert len(facts((FOUR, *ONE[1:]), tier=FOUR)["unshown"]) == 152


def test_a_class_without_a_star_has_no_coverage():
    """Whatever rows it carries."""
    of_class = (TIERS["class1"], *ONE[1:])
    assert set(facts(of_class, tier=TIERS["class1"]).values()) == {None}


def test_a_criterion_is_supported_by_a_tool_or_by_people_to_any_extent():
    """The item of one supported criterion is supported; the company's own doing is none."""
    rows = [ONE, (STAR, "1-3-1-1", HUMAN, SUPPORT), (STAR, "6-1-1-1", HUMAN, PARTLY), OWN]
    found = facts(*rows)
    assert found["supported"] == {"5-1-1-1", "1-3-1-1", "6-1-1-1"}
    assert found["items"] == {"5-1-1", "1-3-1", "6-1-1"}


def test_what_is_left_is_shown_as_the_companys_own_and_nothing_else():
    """Help with it takes it off the list."""
    assert facts(ONE, OWN)["left"] == {"1-2-1-1"}
    assert facts(ONE, OWN, (STAR, "1-2-1-1", HUMAN, SUPPORT))["left"] == set()


@pytest.mark.parametrize("number", ["1-1-1-1", "5-1-1", "9-9-9-9", "5-1-1-1 ", "５-1-1-1"])
def test_a_number_that_the_level_does_not_have_is_unknown_and_supports_nothing(number):
    """Of ★4 only, of an item, of nothing, or misspelt."""
    found = facts(ONE, (STAR, number, TOOL, FULL))
    assert found["unknown"] == {number}
    assert found["supported"] == {"5-1-1-1"}


def test_only_the_whole_of_what_only_the_company_can_meet_is_too_much():
    """A part of it, or help with it, is not."""
    for extent, too_much in ((FULL, {"1-2-1-1"}), (PARTLY, set()), (SUPPORT, set())):
        assert facts((STAR, "1-2-1-1", HUMAN, extent))["overclaimed"] == too_much
    assert facts(ONE)["overclaimed"] == set()


def test_every_coverage_fact_names_its_data():
    """So that a stored row and an edition are of one mind."""
    assert {BY_NAME[name].uses for name in COVERING} == {SCS}
    assert {fact.name for fact in BY_NAME.values() if fact.uses} == set(COVERING)
