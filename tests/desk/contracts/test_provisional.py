"""A 仮申込 for a trial listing, and how it becomes an ordinary application at the final price."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.desk.catalogue.listing import current
from marketplace.desk.contracts.applications import (
    Accept,
    Decline,
    WithdrawApplication,
    accept,
    decline,
    sign,
    withdraw_application,
)
from marketplace.desk.contracts.converting import final_offer
from marketplace.desk.contracts.quotes import quote, quote_page
from marketplace.desk.trials import WithdrawTrial, withdraw_trial
from marketplace.domain.contract import ApplicationState, ContractState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.quote import consents_for, digest_of
from marketplace.store import applications, quotes
from tests.desk.starring import in_force, on_trial, star_certified

DAY = timedelta(days=1)
PLAN = {"plan_code": "standard"}
UNTIL = date(2027, 5, 24)
"""180 days after 2026-11-25."""


@pytest.fixture
def asked(town):
    """Give what the company was quoted of a trial listing."""
    return town.quoted(on_trial(town), **PLAN)


def signed(town, made, actor=None, **changes):
    """Sign a quote with every consent that it asks for."""
    codes = tuple(one.code for one in consents_for(made))
    order = town.signed(made, **{"consents": codes} | changes)
    return town.do(sign, actor or town.company, order)


@pytest.fixture
def provisional(town, asked):
    return signed(town, asked)


def certified(town, **changes):
    """Put the edition in force and certify the offering."""
    in_force(town, town.today)
    return star_certified(town, town.last, **changes)


def converting(town, provisional, paper=None, **changes):
    """Give the quote of the certified plan that would take the place of a 仮申込."""
    paper = paper or certified(town, amount=9500)
    return town.quoted(paper, **PLAN, from_application=provisional.ref, **changes)


def test_a_quote_of_a_trial_listing_is_provisional(town, asked):
    """It names no certificate, and its price is not promised as final."""
    assert asked.provisional
    assert (asked.certificate_ref, asked.entry_ref[:3]) == ("", "tl_")
    assert asked.digest == digest_of(asked)
    assert digest_of(replace(asked, trial_ref="tl_other")) != asked.digest
    codes = [one.code for one in consents_for(asked)]
    assert codes[0] == "provisional"
    assert "terms" not in codes
    assert town.see(quotes.quote, town.company, asked.ref) == asked
    ordinary = town.quoted()
    assert not ordinary.provisional
    assert "provisional" not in [one.code for one in consents_for(ordinary)]


def test_signing_it_makes_a_provisional_application(town, asked):
    without = town.signed(asked)
    code, values = town.refuses(Refused, sign, town.company, without)
    assert (code, values["field"]) == ("not_agreed", "consent_provisional")
    made = signed(town, asked)
    assert made.provisional
    assert (made.trial_ref, made.certificate_ref) == (asked.trial_ref, "")
    assert (made.state, made.answer_by) == (ApplicationState.APPLIED, UNTIL)
    assert town.see(applications.application, town.company, made.ref) == made
    assert town.see(applications.application, town.provider, made.ref) == made
    with pytest.raises(Missing):
        town.see(applications.application, town.neighbour, made.ref)


def test_the_provider_is_told_that_it_is_provisional(town, provisional):
    """And of the ordinary application that takes its place, as of any other."""
    told = [json.loads(row.payload) for row in town.everything()["outbox"]]
    codes = {one["code"]: one["org"] for one in told if "code" in one}
    assert codes == {"provisional_received": town.provider.org.ref}
    signed(town, converting(town, provisional))
    told = [json.loads(row.payload) for row in town.everything()["outbox"]]
    assert "application_received" in {one.get("code") for one in told}


def test_it_cannot_be_accepted_and_can_be_declined_or_withdrawn(town, provisional):
    order = Accept(town.token(), provisional.ref, town.today)
    assert town.refuses(Refused, accept, town.provider, order)[0] == "still_provisional"
    over = town.do(decline, town.provider, Decline(town.token(), provisional.ref, "回線がない。"))
    assert over.state is ApplicationState.DECLINED
    again = signed(town, town.quoted(on_trial(town), **PLAN))
    order = WithdrawApplication(town.token(), again.ref)
    assert town.do(withdraw_application, town.company, order).state is ApplicationState.WITHDRAWN


def test_what_is_listed_no_longer_is_not_signed(town, asked):
    town.do(withdraw_trial, town.provider, WithdrawTrial(town.token(), asked.trial_ref))
    codes = tuple(one.code for one in consents_for(asked))
    order = town.signed(asked, consents=codes)
    assert town.refuses(Refused, sign, town.company, order)[0] == "not_listed"
    assert town.see(quote_page, town.company, asked.ref, town.today).refusal.code == "not_listed"


def test_the_company_consents_to_the_final_price(town, provisional):
    """Both prices stand on one page; signing is an ordinary application, and it can be accepted."""
    made = converting(town, provisional)
    page = town.see(quote_page, town.company, made.ref, town.today)
    assert page.origin == provisional
    assert page.origin.breakdown.monthly_ex_tax == 2 * 9800
    assert page.quote.breakdown.monthly_ex_tax == 2 * 9500
    without = town.signed(made)
    code, values = town.refuses(Refused, sign, town.company, without)
    assert (code, values["field"]) == ("not_agreed", "consent_final_price")
    ordinary = signed(town, made)
    assert not ordinary.provisional
    assert ordinary.breakdown == made.breakdown
    old = town.see(applications.application, town.company, provisional.ref)
    assert old.state is ApplicationState.CONVERTED
    assert town.see(applications.came_of, town.company, provisional.ref) == ordinary
    contract = town.accepted(ordinary)
    assert contract.state is ContractState.AWAITING_PAYMENT
    assert contract.application.breakdown == made.breakdown


def test_it_is_converted_once(town, provisional):
    """Two quotes may be open; the second signature meets what the first one did."""
    paper = certified(town)
    first, second = (converting(town, provisional, paper) for _ in range(2))
    signed(town, first)
    codes = tuple(one.code for one in consents_for(second))
    order = town.signed(second, consents=codes)
    code, values = town.refuses(Conflict, sign, town.company, order)
    assert (code, values["state"]) == ("state_moved", ApplicationState.CONVERTED)
    wish = town.wish(paper, **PLAN, from_application=provisional.ref)
    assert town.refuses(Conflict, quote, town.company, wish)[0] == "state_moved"


@pytest.mark.parametrize("over", ["withdrawn", "declined", "late"])
def test_what_is_over_is_not_converted(town, provisional, over):
    made = converting(town, provisional)
    codes = tuple(one.code for one in consents_for(made))
    now = town.now
    if over == "withdrawn":
        order = WithdrawApplication(town.token(), provisional.ref)
        town.do(withdraw_application, town.company, order)
    elif over == "declined":
        town.do(decline, town.provider, Decline(town.token(), provisional.ref, "理由。"))
    else:
        late = town.see(applications.application, town.company, provisional.ref)
        assert late.state_on(UNTIL + DAY) is ApplicationState.EXPIRED
        wish = town.wish(town.see(current, town.today).entries[0], **PLAN)
        wish = replace(wish, from_application=provisional.ref)
        later = town.on(UNTIL + DAY)
        assert town.refuses(Conflict, quote, town.company, wish, later)[0] == "state_moved"
        return
    order = town.signed(made, consents=codes)
    assert town.refuses(Conflict, sign, town.company, order, now)[0] == "state_moved"


def test_another_companys_is_out_of_reach(town, provisional):
    paper = certified(town)
    for ref in (provisional.ref, "ap_aaaaaaaaaaaaaaaa", "", "x", None, 3):
        wish = town.wish(paper, **PLAN, from_application=ref)
        if ref == "":
            assert town.do(quote, town.neighbour, wish).from_application == ""
            continue
        assert town.refuses(Missing, quote, town.neighbour, wish)[0] == "application"


def test_only_the_certified_plan_itself_takes_its_place(town, provisional):
    """Not another offering's, not another trial's, and not for an ordinary application."""
    again = town.wish(on_trial(town), **PLAN, from_application=provisional.ref)
    assert town.refuses(Refused, quote, town.company, again)[0] == "still_provisional"
    other = certified(town, code="mihari-other")
    wish = town.wish(other, **PLAN, from_application=provisional.ref)
    assert town.refuses(Refused, quote, town.company, wish)[0] == "other_plan"
    ordinary = town.applied()
    wish = town.wish(other, **PLAN, from_application=ordinary.ref)
    assert town.refuses(Refused, quote, town.company, wish)[0] == "not_provisional"


def test_the_final_offer_is_found_once_it_is_listed(town, provisional):
    before = town.see(current, town.today).listings
    assert final_offer(provisional, before) is None
    paper = certified(town)
    found = final_offer(provisional, town.see(current, town.today).listings)
    assert (found.entry.ref, found.plan.code) == (paper.ref, "standard")
