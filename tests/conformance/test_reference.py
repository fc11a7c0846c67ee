"""The items of the SCS scheme are as many as IPA's file of 2026-03-27 has."""

from __future__ import annotations

from collections import Counter

import pytest

from conformance.reference import level, requirements
from marketplace.domain.requirement import Condition, MetBy
from marketplace.domain.tier import Star

SLUG = "scs/2026-03-27"
BY_CATEGORY = {
    "ガバナンスの整備": (8, 11),
    "取引先管理": (4, 3),
    "リスクの特定": (11, 18),
    "攻撃等の防御": (48, 34),
    "攻撃等の検知": (3, 5),
    "インシデントへの対応": (6, 0),
    "インシデントからの復旧": (1, 1),
}
"""Criteria of ★3, and those that ★4 adds."""


@pytest.mark.parametrize(("star", "items", "criteria"), [(3, 26, 81), (4, 43, 153)])
def test_a_star_has_its_items_and_criteria(star: int, items: int, criteria: int) -> None:
    """The final counts."""
    found = level(SLUG, star)
    assert (len(found.items), len(found.criteria)) == (items, criteria)
    assert all(item.criteria for item in found.items)
    assert found.star is Star(str(star))


def test_each_category_has_its_criteria() -> None:
    """★3 and what ★4 adds, category by category."""
    found: dict[str, Counter[Star]] = {}
    for item in requirements(SLUG):
        found.setdefault(item.category_label, Counter()).update(c.star for c in item.criteria)
    counted = {label: (own[Star.THREE], own[Star.FOUR]) for label, own in found.items()}
    assert counted == BY_CATEGORY


def test_a_higher_star_contains_the_lower() -> None:
    """And the number of an item begins the numbers of its criteria."""
    three, four = level(SLUG, 3), level(SLUG, 4)
    assert three.by_id.keys() < four.by_id.keys()
    assert all(four.item_of[one.id] == one.item for one in four.criteria)
    assert three.own == {c.id for c in three.criteria if c.met_by is MetBy.SELF}


def test_some_criteria_are_asked_only_in_a_case() -> None:
    """Ten of them, in five cases."""
    cases = Counter(c.condition for c in level(SLUG, 4).criteria if c.condition)
    assert cases == {
        Condition.SHARING: 4,
        Condition.REMOTE_WORK: 3,
        Condition.DEVELOPMENT: 1,
        Condition.IMPORTANT_CLOUD: 1,
        Condition.IMPORTANT_INFORMATION: 1,
    }
    assert len({case.label for case in Condition}) == len(Condition)
