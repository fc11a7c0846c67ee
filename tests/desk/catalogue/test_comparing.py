"""Up to four plans side by side: what was chosen, once, at one size, and what is not there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from marketplace.desk.catalogue.comparing import (
    MOST_PLANS,
    Choice,
    Gone,
    Wanted,
    addable,
    compare,
)
from marketplace.desk.catalogue.listing import WithdrawListing, offering, withdraw_listing
from marketplace.domain.errors import Refused
from marketplace.domain.price import Size
from marketplace.domain.verdict import Verdict
from marketplace.store import rulings

SIZE = Size(pcs=28, servers=2, networks=2)
NOWHERE = ["", "x", "ct_2222222222222222", "ct_2222222222222222\x00", "ルーター" * 999]


def listed(town, code="mihari", **changes):
    """Certify an offering with one plan, basic, and give the choice of it."""
    return Choice(town.certified(offering__code=code, **changes).ref, "basic")


def side_by_side(town, *choices, size=SIZE, months=24, day=None):
    return town.see(compare, Wanted(choices, size, months), day or town.today)


def test_the_chosen_plans_stand_in_the_order_chosen(town):
    """Neither price nor name moves them."""
    first, second = listed(town, "b", plans__0__prices__0__amount=9800), listed(town, "a")
    for chosen in ((first, second), (second, first)):
        assert [one.choice for one in side_by_side(town, *chosen).columns] == [*chosen]


def test_a_plan_that_is_chosen_twice_stands_once(town):
    """Five words for one plan are one column."""
    one = listed(town)
    assert [c.choice for c in side_by_side(town, *[one] * (MOST_PLANS + 1)).columns] == [one]


def test_a_fifth_plan_is_refused_with_the_limit():
    """Four may stand; the refusal says how many came."""
    choices = tuple(Choice("ct_2222222222222222", str(n)) for n in range(MOST_PLANS + 1))
    assert Wanted(choices[:-1], SIZE, 24).choices == choices[:-1]
    with pytest.raises(Refused) as told:
        Wanted(choices, SIZE, 24)
    assert (told.value.code, told.value.values) == (
        "too_many_plans",
        {"most": MOST_PLANS, "found": MOST_PLANS + 1},
    )


def test_the_price_is_the_tariffs_at_this_size(town):
    """9,800 a network at two networks for 24 months, and nothing where it is not sold."""
    one = listed(town)
    (column,) = side_by_side(town, one).columns
    assert column.breakdown == column.listing.plan.tariff.breakdown(SIZE, 24, town.today)
    assert (column.sold, column.total_ex_tax) == (True, 470_400)
    (large,) = side_by_side(town, one, size=Size(60, 0, 2)).columns
    assert (large.sold, large.total_ex_tax) == (False, None)


@pytest.mark.parametrize("size", [Size(-1, 0, 1), Size(10**9, 0, 1), Size(1, 0, -2)])
def test_a_size_that_no_company_has_is_refused(town, size):
    """As everywhere at the desk."""
    with pytest.raises(Refused):
        side_by_side(town, listed(town), size=size)


def test_a_withdrawn_plan_is_named_and_has_no_values(town):
    """It was listed once; the other plan stays as it is."""
    gone, other = listed(town, "a"), listed(town, "b")
    order = WithdrawListing("t", gone.ref)
    day = town.today + timedelta(days=1)
    town.do(withdraw_listing, town.provider, order, town.on(day))
    found = side_by_side(town, gone, other, day=day)
    first, second = found.columns
    assert first == Gone(gone, "ひなた通信（架空）", "みはりUTM", "基本")
    assert (second.choice, found.listed, found.missing) == (other, (second,), ())


@pytest.mark.parametrize("ref", NOWHERE)
def test_what_never_was_is_missing(town, ref):
    """No column, and named as it was asked for; so is a plan that a real entry never had."""
    one = listed(town)
    wrong = (Choice(ref, "basic"), Choice(one.ref, "premium"))
    found = side_by_side(town, *wrong, one)
    assert [c.choice for c in found.columns] == [one]
    assert found.missing == wrong


def test_what_was_found_is_what_the_page_of_the_service_says(town):
    """Seen twice, so that what is kept is the same too."""
    one = listed(town)
    for _ in range(2):
        (column,) = side_by_side(town, one).columns
        assert column.outcome == town.see(offering, one.ref, town.today).outcome


def test_what_was_found_follows_a_later_decision(town):
    """What is kept settled is settled anew as soon as a person rules otherwise."""
    one = listed(town)
    (before,) = side_by_side(town, one).columns
    ruled = next(settled.ruling for settled in before.outcome.clauses if settled.ruling)
    other = replace(ruled, verdict=Verdict.FAILS, reason="資料と違いました。")
    town.store.run(lambda book: rulings.add_ruling(book, town.examiner, other, now=town.now))
    (after,) = side_by_side(town, one).columns
    assert (before.outcome.verdict, after.outcome.verdict) == (Verdict.CONFORMS, Verdict.FAILS)
    assert after.outcome == town.see(offering, one.ref, town.today).outcome


def test_what_can_be_added_is_the_rest_in_a_neutral_order(town):
    """By the reading of the provider, then by code; what stands already is not offered again."""
    first, second = listed(town, "b"), listed(town, "a")
    rest = town.see(addable, (), town.today)
    assert [one.entry.ref for one in rest] == [second.ref, first.ref]
    assert [one.entry.ref for one in town.see(addable, (first,), town.today)] == [second.ref]


def test_comparing_writes_nothing(town):
    """Every table is the same before and after."""
    one, before = listed(town), town.everything()
    side_by_side(town, one, Choice("ct_2222222222222222", "x"))
    assert town.everything() == before
