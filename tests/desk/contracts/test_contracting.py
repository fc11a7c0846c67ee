"""A company applies for what is listed; the provider accepts or declines; either in time."""

from datetime import date, datetime, timedelta

import pytest

from marketplace.desk.catalogue.listing import WithdrawListing, withdraw_listing
from marketplace.desk.contracts.contracting import (
    Accept,
    Decline,
    WithdrawApplication,
    accept,
    apply,
    decline,
    withdraw_application,
)
from marketplace.domain.contract import ApplicationState, ContractState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.price import Size
from marketplace.store import contracts

SIZE = Size(pcs=20, servers=1, networks=2)
DAY = timedelta(days=1)
UNKNOWN = [
    {"name": "監視", "kind": "recurring", "basis": "network", "amount": 9800, "period": "month"}
    | {"tax": "excluded", "compulsory": True},
    {"name": "設置", "kind": "one_time", "basis": "company", "qualifier": "quote"},
]


def test_an_application_pins_what_was_shown(town):
    """Certificate, dossier, plan, size, months and price; a new version changes none of them."""
    certificate = town.certified()
    made = town.applied(certificate)
    assert made.state is ApplicationState.APPLIED
    assert (made.certificate_ref, made.dossier_ref) == (certificate.ref, certificate.dossier_ref)
    assert (made.plan, made.size) == (certificate.dossier.offering.plans[0], SIZE)
    assert (made.months, made.breakdown.total_ex_tax) == (24, 9800 * 2 * 24)
    assert (made.company, made.provider) == (town.company.org, town.provider.org)
    assert made.answer_by == date(2026, 12, 9)
    town.certified(plans__0__prices__0__amount=9900)
    assert town.see(contracts.application, town.company, made.ref) == made


WRONG = {
    "version_changed": [{"dossier_ref": wrong} for wrong in ("", "ds_aaaaaaaaaaaaaaaa", None)],
    "not_agreed": [{"agreed": False}, {"agreed": "on"}],
    "size_not_sold": [{"size": Size(51, 0, 1)}, {"size": Size(20, 0, 0)}],
    "term_too_short": [{"months": 11}],
    "months_out_of_range": [{"months": wrong} for wrong in (0, 121, True, "24", 24.0)],
    "size_out_of_range": [
        {"size": wrong}
        for wrong in (
            Size(-1, 2, 1),
            Size(1, 0, 1_000_001),
            Size(1, None, 1),
            Size(pcs=True, servers=0, networks=1),
            (20, 1, 2),
        )
    ],
    "nothing_to_protect": [{"size": Size(0, 0, 0)}],
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_application_is_refused(town, code):
    """Each for its own reason; the right one passes."""
    certificate = town.certified()
    for changes in WRONG[code]:
        bad = town.wish(certificate, **changes)
        assert town.refuses(Refused, apply, town.company, bad)[0] == code
    assert town.applied(certificate)


def test_the_limits_themselves_are_allowed(town):
    """The largest size sold and the shortest term."""
    made = town.applied(town.certified(), size=Size(0, 50, 1_000_000), months=12)
    assert made.breakdown.total_ex_tax == 9800 * 1_000_000 * 12


def test_a_refusal_says_what_is_sold(town):
    """The values of the sentence come from the plan."""
    certificate = town.certified()
    bad = town.wish(certificate, size=Size(51, 0, 1))
    _, values = town.refuses(Refused, apply, town.company, bad)
    sold = {"plan": "基本", "terminals_min": 1, "terminals_max": 50, "networks_min": 1}
    assert values == sold
    bad = town.wish(certificate, months=11)
    _, values = town.refuses(Refused, apply, town.company, bad)
    assert values == {"plan": "基本", "least": 12}


def test_an_unknown_price_cannot_be_agreed_to(town):
    """What has to be quoted first is named."""
    certificate = town.certified(plans__0__prices=UNKNOWN)
    bad = town.wish(certificate)
    code, values = town.refuses(Refused, apply, town.company, bad)
    assert (code, values) == ("price_unknown", {"plan": "基本", "unknown": ("設置",)})


def test_another_plan_or_tier_is_missing(town):
    """Only the plans of the certificate's tier are on offer."""
    second = town.plain()["plans"][0] | {"code": "second", "tier": "class2"}
    certificate = town.certified(plans=[*town.plain()["plans"], second])
    for plan in ("second", "none", "", None):
        bad = town.wish(certificate, plan_code=plan)
        code, values = town.refuses(Missing, apply, town.company, bad)
        assert (code, values) == ("plan", {"ref": plan})


def test_nobody_applies_for_what_is_not_listed(town):
    """Before, after, and off the list; on the last day one still may."""
    made = town.certified(first=town.today + DAY)
    for day in (town.today, town.last + DAY):
        bad = town.wish(made)
        code, values = town.refuses(Refused, apply, town.company, bad, town.on(day))
        assert (code, values) == ("not_listed", {"offering": "みはりUTM"})
    assert town.do(apply, town.company, town.wish(made), town.on(town.last))
    town.do(withdraw_listing, town.provider, WithdrawListing("w", made.ref), town.on(town.last))
    bad = town.wish(made)
    assert town.refuses(Refused, apply, town.company, bad, town.on(town.last))[0] == "not_listed"


def test_an_older_certificate_is_not_on_offer(town):
    """Its prices are yesterday's; the newer one speaks for the offering."""
    older, newer = town.certified(), town.certified(plans__0__prices__0__amount=9900)
    assert town.refuses(Refused, apply, town.company, town.wish(older))[0] == "not_listed"
    assert town.applied(newer)


def test_a_company_takes_its_application_back(town):
    """While nobody has answered, and once."""
    made = town.applied()
    order = WithdrawApplication("t", made.ref)
    after = town.do(withdraw_application, town.company, order)
    assert after.state is ApplicationState.WITHDRAWN
    for act, actor, late in (
        (withdraw_application, town.company, WithdrawApplication("t2", made.ref)),
        (accept, town.provider, Accept("t3", made.ref, town.today)),
        (decline, town.provider, Decline("t4", made.ref, "満員です。")),
    ):
        code, values = town.refuses(Conflict, act, actor, late)
        assert (code, values) == ("state_moved", {"state": ApplicationState.WITHDRAWN})


def test_a_provider_declines_with_a_reason(town):
    """The company reads why."""
    made = town.applied()
    for reason in ("", None, "あ" * 2001, "a\x00"):
        bad = Decline("bad", made.ref, reason)
        assert town.refuses(Refused, decline, town.provider, bad)[0].startswith("reason_")
    after = town.do(decline, town.provider, Decline("t", made.ref, "回線を引けません。"))
    assert (after.state, after.reason) == (ApplicationState.DECLINED, "回線を引けません。")


def test_an_accepted_application_is_a_contract(town):
    """The term ends with the day before the corresponding one, on the pinned terms."""
    made = town.applied(months=12)
    start = date(2027, 1, 31)
    contract = town.do(accept, town.provider, Accept("t", made.ref, start))
    assert (contract.state, contract.gateway) == (ContractState.AWAITING_PAYMENT, "bank_invoice")
    assert (contract.signed_on, contract.starts_on) == (town.today, start)
    assert contract.term_ends_on == date(2028, 1, 30)
    assert contract.application.state is ApplicationState.ACCEPTED
    assert contract.application.breakdown == made.breakdown
    for actor in (town.company, town.provider):
        assert town.see(contracts.contract, actor, contract.ref) == contract
    late = Accept("t2", made.ref, start)
    assert town.refuses(Conflict, accept, town.provider, late)[0] == "state_moved"


def test_a_wrong_start_is_refused(town):
    """Today is the earliest."""
    made = town.applied()
    no_day = (date(2200, 1, 1), None, "2026-12-01", datetime(2026, 12, 1))  # noqa: DTZ001
    for code, start in [
        ("starts_in_the_past", date(2026, 11, 24)),
        *(("date_out_of_range", start) for start in no_day),
    ]:
        bad = Accept("bad", made.ref, start)
        assert town.refuses(Refused, accept, town.provider, bad)[0] == code
    assert town.do(accept, town.provider, Accept("t", made.ref, town.today))


def test_an_answer_comes_in_time(town):
    """An application lapses with the period for its answer; declining is always possible."""
    made = town.applied()
    day = made.answer_by + DAY
    bad = Accept("bad", made.ref, day)
    code, values = town.refuses(Refused, accept, town.provider, bad, town.on(day))
    assert (code, values) == ("answer_too_late", {"answer_by": made.answer_by})
    other = town.applied(town.certified(offering__code="other"))
    order = Accept("t", other.ref, made.answer_by)
    assert town.do(accept, town.provider, order, town.on(made.answer_by))
    assert town.do(decline, town.provider, Decline("t2", made.ref, "遅れました。"), town.on(day))


def test_a_lapsed_certificate_makes_no_contract(town):
    """It has to be valid when the second party signs; an ended listing does no harm."""
    first = town.applied(town.certified(last=town.today))
    second = town.applied(certificate := town.certified(offering__code="other"))
    tomorrow = town.on(town.today + DAY)
    bad = Accept("bad", first.ref, tomorrow.date())
    code, values = town.refuses(Refused, accept, town.provider, bad, tomorrow)
    assert (code, values) == ("certificate_lapsed", {"valid_until": town.today})
    town.do(withdraw_listing, town.provider, WithdrawListing("w", certificate.ref), tomorrow)
    order = Accept("t", second.ref, tomorrow.date())
    assert town.do(accept, town.provider, order, tomorrow)


@pytest.mark.parametrize(
    ("name", "refused"),
    [("unpayable", "no_invoice_number"), ("accountless", "no_bank_account"), ("rival", None)],
)
def test_a_provider_needs_what_an_invoice_needs(town, name, refused):
    """The provider itself issues the invoice and is paid."""
    provider = town.actors[name]
    raw = town.manifest(provider__code=provider.org.code)
    made = town.applied(town.certified(town.submitted_raw(provider, raw)))
    order = Accept("t", made.ref, town.today)
    if refused is None:
        assert town.do(accept, provider, order)
        return
    code, values = town.refuses(Refused, accept, provider, order)
    assert (code, values) == (refused, {"provider": provider.org.name})


def test_both_parties_see_it_and_nobody_else(town):
    """Not even the certifying body."""
    made = town.accepted(town.applied())
    for name in ("neighbour", "rival", "examiner", "buyer", "operator"):
        assert town.see(contracts.applications, town.actors[name]) == ()
        with pytest.raises(Missing):
            town.see(contracts.contract, town.actors[name], made.ref)
