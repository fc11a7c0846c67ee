"""What the public sees follows from certificates by date, in a neutral order."""

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest
from sqlalchemy import event

from marketplace.desk.catalogue.listing import (
    WithdrawListing,
    catalogue,
    current,
    offering,
    withdraw_listing,
)
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.price import Size
from marketplace.domain.verdict import Verdict
from marketplace.store import counters

SIZE = Size(pcs=20, servers=1, networks=2)
DAY = timedelta(days=1)


def listed(town, day, size=SIZE):
    return town.see(catalogue, day, size, 24)


def refs(rows):
    return [row.listing.entry.ref for row in rows]


def one(town, code, amount=9800, **changes):
    """Certify an offering with a plan of its own."""
    plan = town.plain()["plans"][0] | {"code": code}
    plan["prices"][0]["amount"] = amount
    return town.certified(offering__code=code, plans=[plan | changes])


def test_a_certificate_lapses_by_date_alone(town):
    """Listed from its first to its last day; nobody ran anything in between."""
    tomorrow = town.today + DAY
    made = town.certified(first=tomorrow)
    before = town.everything()
    days = [town.today, tomorrow, town.last, town.last + DAY]
    assert [refs(listed(town, day)) for day in days] == [[], [made.ref], [made.ref], []]
    with pytest.raises(Missing):
        town.see(offering, made.ref, town.last + DAY)
    assert town.everything() == before


def test_a_listing_ends_on_the_day_it_is_withdrawn(town):
    """Yesterday's catalogue had it; the certificate stays valid."""
    made, day = town.certified(), town.today + DAY
    order = WithdrawListing("t", made.ref)
    after = town.do(withdraw_listing, town.provider, order, town.on(day))
    assert (after.delisted_on, after.is_valid_on(day)) == (day, True)
    assert [refs(listed(town, d)) for d in (town.today, day)] == [[made.ref], []]
    order = WithdrawListing("t2", made.ref)
    code, _ = town.refuses(Conflict, withdraw_listing, town.provider, order, town.on(day))
    assert code == "already_delisted"


def test_a_lapsed_listing_cannot_be_withdrawn(town):
    """There is nothing left; on the last day there still is."""
    made, order = town.certified(), WithdrawListing("t", town.certified(offering__code="o").ref)
    lapsed = WithdrawListing("t2", made.ref)
    late = town.on(town.last + DAY)
    code, values = town.refuses(Refused, withdraw_listing, town.provider, lapsed, late)
    assert (code, values) == ("certificate_lapsed", {"valid_until": town.last})
    assert town.do(withdraw_listing, town.provider, order, town.on(town.last))


def test_a_renewal_takes_the_place_of_its_elder(town):
    """One listing an offering and tier, at the newest prices."""
    town.certified()
    newer = town.certified(plans__0__prices__0__amount=9900)
    (row,) = listed(town, town.today)
    assert row.listing.entry == newer
    assert row.breakdown.total_ex_tax == 9900 * 2 * 24


def test_the_order_is_neutral(town):
    """Known totals ascend, then the code; then unknown; then what is not sold in this size."""
    quote = {"name": "設置", "kind": "one_time", "basis": "company", "qualifier": "quote"}
    prices = [*town.plain()["plans"][0]["prices"], quote]
    unsold_unknown = one(town, "a-unsold", terminals_max=20, prices=prices)
    unsold = one(town, "b-unsold", terminals_max=20)
    unknown = one(town, "c-unknown", prices=prices)
    dear, cheap = one(town, "d-dear", amount=9900), one(town, "e-cheap", amount=9000)
    later, sooner = one(town, "z-same"), one(town, "f-same")
    expected = [cheap, sooner, later, dear, unknown, unsold, unsold_unknown]
    rows = listed(town, town.today)
    assert refs(rows) == [certificate.ref for certificate in expected]
    assert [row.sold for row in rows] == [True] * 5 + [False] * 2


def test_equal_totals_stand_in_the_order_of_readings(town):
    """あおば before ひなた, whoever was listed first."""
    mine = town.certified()
    raw = town.manifest(provider__code="aoba")
    theirs = town.certified(town.submitted_raw(town.rival, raw))
    assert refs(listed(town, town.today)) == [theirs.ref, mine.ref]


def test_a_page_shows_one_listed_offering(town):
    """The certificate, the outcome of its day, and the plans of its tier."""
    made = town.certified(town.ruled(town.submitted(monitoring__tools=["NDR"])))
    page = town.see(offering, made.ref, town.last)
    assert (page.entry, page.outcome.verdict) == (made, Verdict.CONFORMS)
    assert page.plans == made.dossier.offering.plans
    for ref in ("ct_aaaaaaaaaaaaaaaa", "", None):
        with pytest.raises(Missing):
            town.see(offering, ref, town.today)


def test_the_catalogue_is_read_once_a_version(town):
    """The same value serves until an act changes a listing; the day alone also counts."""
    town.certified()
    first = town.see(current, town.today)
    assert town.see(current, town.today) is first
    assert town.see(current, town.today + DAY) is not first
    town.certified(offering__code="other")
    assert len(town.see(current, town.today).listings) == 2
    with pytest.raises(FrozenInstanceError):
        first.version = 0


def test_a_refused_act_leaves_no_catalogue_behind(town):
    """What was never committed is never shown."""
    town.certified()
    version = town.see(counters.catalogue_version)
    order = WithdrawListing("t", "ct_aaaaaaaaaaaaaaaa")
    town.refuses(Missing, withdraw_listing, town.provider, order)
    assert town.see(counters.catalogue_version) == version
    assert len(listed(town, town.today)) == 1


def test_a_catalogue_takes_the_same_few_questions_for_any_number(town):
    """Version, register, new certificates, their measures, trials; one when it is kept."""
    asked = []
    listen = town.store._engine, "before_cursor_execute", lambda *seen: asked.append(seen[2])

    def questions():
        del asked[:]
        listed(town, town.today)
        return sum(statement.startswith(("SELECT", "WITH")) for statement in asked)

    event.listen(*listen)
    try:
        counted = [(one(town, code), questions(), questions()) for code in ("a", "b", "c")]
    finally:
        event.remove(*listen)
    assert [(new, kept) for _, new, kept in counted] == [(5, 1)] * 3


def test_a_forged_question_is_refused(town):
    """The public has no more freedom than an order."""
    wrong = {
        "size_out_of_range": (Size(-1, 0, 1), 24),
        "months_out_of_range": (SIZE, 0),
        "nothing_to_protect": (Size(0, 0, 0), 24),
    }
    for code, asked in wrong.items():
        with pytest.raises(Refused) as caught:
            town.see(catalogue, town.today, *asked)
        assert caught.value.code == code
