"""The classes and tiers are the six of the scheme, and read as people say them."""

import pytest

from marketplace.domain.tier import TIERS, ServiceClass, Star, Tier

# (tag in the criteria text, name people read, family of editions)
SIX = [
    ("class1", "1類", "otasuke"),
    ("class2", "2類", "otasuke"),
    ("SCstar3", "SC★3", "otasuke-sc"),
    ("SCstar3plus", "SC★3+", "otasuke-sc"),
    ("SCstar4", "SC★4", "otasuke-sc"),
    ("SCstar4plus", "SC★4+", "otasuke-sc"),
]


def test_there_are_six_in_this_order():
    """1類, 2類, then the stars upwards, each with and without 駆付け."""
    assert list(TIERS) == [tag for tag, _, _ in SIX]


@pytest.mark.parametrize(("tag", "label", "family"), SIX)
def test_each_has_its_tag_name_and_family(tag, label, family):
    """What is found by its tag carries that tag."""
    tier = TIERS[tag]
    assert (tier.tag, tier.label, tier.family) == (tag, label, family)
    assert tag.isascii()


def test_the_plus_is_the_dispatch():
    """「+」 says that 駆付け is part of the tier."""
    assert TIERS["SCstar3plus"] == Tier(Star.THREE, True)
    assert TIERS["SCstar4"] == Tier(Star.FOUR, False)
    assert TIERS["class2"] is ServiceClass.CLASS2
