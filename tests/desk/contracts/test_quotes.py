"""A quote is what a listed plan costs a company, kept as it was and promised for thirty days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.desk.catalogue.listing import WithdrawListing, withdraw_listing
from marketplace.desk.contracts.applications import sign
from marketplace.desk.contracts.quotes import quote, quote_page
from marketplace.desk.versions import ChangeOffering, change_offering
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.price import Size
from marketplace.domain.quote import QUOTE_DAYS, digest_of
from marketplace.store import quotes

SIZE = Size(pcs=20, servers=1, networks=2)
DAY = timedelta(days=1)
UNKNOWN = [
    {"name": "監視", "kind": "recurring", "basis": "network", "amount": 9800, "period": "month"}
    | {"tax": "excluded", "compulsory": True},
    {"name": "設置", "kind": "one_time", "basis": "company", "qualifier": "quote"},
]
CAMPAIGN = [
    UNKNOWN[0] | {"amount": 5000, "last_month": 3, "prepay_months": 2},
    UNKNOWN[0] | {"name": "監視二", "first_month": 4},
    UNKNOWN[0] | {"name": "出動", "kind": "usage", "amount": 30_000, "period": None},
]


def changed(town, raw):
    """Change what is listed, by the provider's own act."""
    order = ChangeOffering(town.token(), raw, "manifest.json")
    return town.do(change_offering, town.provider, order)


def test_a_quote_pins_what_was_shown(town):
    """Certificate, dossier, plan, size, months and price, with its last day and its digest."""
    certificate = town.certified()
    made = town.quoted(certificate)
    assert (made.certificate_ref, made.dossier_ref) == (certificate.ref, certificate.dossier_ref)
    assert (made.plan, made.size) == (certificate.dossier.offering.plans[0], SIZE)
    assert (made.months, made.breakdown.total_ex_tax) == (24, 9800 * 2 * 24)
    assert (made.company, made.provider) == (town.company.org, town.provider.org)
    assert (made.made_by, made.valid_until) == ("company", date(2026, 12, 25))
    assert made.valid_until - town.today == timedelta(days=QUOTE_DAYS)
    town.certified(plans__0__prices__0__amount=9900)
    assert town.see(quotes.quote, town.company, made.ref) == made
    assert town.see(quotes.quotes, town.company) == (made,)


def test_the_digest_is_that_of_what_comes_back(town):
    """Every part of the promise is in it; campaigns and what is paid each time survive too."""
    certificate = town.certified(
        plans__0__prices=[{k: v for k, v in one.items() if v is not None} for one in CAMPAIGN]
    )
    made = town.quoted(certificate)
    kept = town.see(quotes.quote, town.company, made.ref)
    assert digest_of(kept) == kept.digest == made.digest
    assert kept.breakdown == made.breakdown
    for other in (
        replace(kept, months=12),
        replace(kept, size=Size(21, 1, 2)),
        replace(kept, valid_until=kept.valid_until + DAY),
        replace(kept, dossier_ref="ds_aaaaaaaaaaaaaaaa"),
        replace(kept, breakdown=replace(kept.breakdown, months=23)),
    ):
        assert digest_of(other) != kept.digest


WRONG = {
    "size_not_sold": [{"size": Size(51, 0, 1)}, {"size": Size(20, 0, 0)}],
    "term_too_short": [{"months": 11}],
    "months_out_of_range": [{"months": wrong} for wrong in (0, 121, 10**9, True, "24", 24.0)],
    "size_out_of_range": [
        {"size": wrong}
        for wrong in (
            Size(-1, 2, 1),
            Size(1, 0, 1_000_001),
            Size(10**9, 0, 1),
            Size("20", 0, 1),
            Size(1, None, 1),
            Size(pcs=True, servers=0, networks=1),
            (20, 1, 2),
        )
    ],
    "nothing_to_protect": [{"size": Size(0, 0, 0)}],
}


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_wish_is_refused(town, code):
    """Each for its own reason; the right one passes."""
    certificate = town.certified()
    for changes in WRONG[code]:
        bad = town.wish(certificate, **changes)
        assert town.refuses(Refused, quote, town.company, bad)[0] == code
    assert town.quoted(certificate)


def test_the_limits_themselves_are_allowed(town):
    """The largest size sold and the shortest term."""
    made = town.quoted(town.certified(), size=Size(0, 50, 1_000_000), months=12)
    assert made.breakdown.total_ex_tax == 9800 * 1_000_000 * 12


def test_a_refusal_says_what_is_sold(town):
    """The values of the sentence come from the plan."""
    certificate = town.certified()
    bad = town.wish(certificate, size=Size(51, 0, 1))
    _, values = town.refuses(Refused, quote, town.company, bad)
    sold = {"plan": "基本", "terminals_min": 1, "terminals_max": 50, "networks_min": 1}
    assert values == sold
    bad = town.wish(certificate, months=11)
    _, values = town.refuses(Refused, quote, town.company, bad)
    assert values == {"plan": "基本", "least": 12}


def test_an_unknown_price_cannot_be_promised(town):
    """What has to be asked first is named."""
    certificate = town.certified(plans__0__prices=UNKNOWN)
    bad = town.wish(certificate)
    code, values = town.refuses(Refused, quote, town.company, bad)
    assert (code, values) == ("price_unknown", {"plan": "基本", "unknown": ("設置",)})


def test_another_plan_or_tier_is_missing(town):
    """Only the plans of the certificate's tier are on offer."""
    second = town.plain()["plans"][0] | {"code": "second", "tier": "class2"}
    certificate = town.certified(plans=[*town.plain()["plans"], second])
    for plan in ("second", "none", "", None):
        bad = town.wish(certificate, plan_code=plan)
        code, values = town.refuses(Missing, quote, town.company, bad)
        assert (code, values) == ("plan", {"ref": plan})


def test_nothing_is_quoted_that_is_not_listed(town):
    """Before, after, and off the list; on the last day one still may."""
    made = town.certified(first=town.today + DAY)
    for day in (town.today, town.last + DAY):
        bad = town.wish(made)
        code, values = town.refuses(Refused, quote, town.company, bad, town.on(day))
        assert (code, values) == ("not_listed", {"offering": "みはりUTM"})
    assert town.do(quote, town.company, town.wish(made), town.on(town.last))
    town.do(withdraw_listing, town.provider, WithdrawListing("w", made.ref), town.on(town.last))
    bad = town.wish(made)
    assert town.refuses(Refused, quote, town.company, bad, town.on(town.last))[0] == "not_listed"


def test_an_older_certificate_is_not_on_offer(town):
    """Its prices are yesterday's; the newer one speaks for the offering."""
    older, newer = town.certified(), town.certified(plans__0__prices__0__amount=9900)
    assert town.refuses(Refused, quote, town.company, town.wish(older))[0] == "not_listed"
    assert town.quoted(newer)


def test_the_promised_price_stands_when_the_listed_one_changes(town):
    """The page says so, and what is signed is what was promised."""
    made = town.quoted()
    page = town.see(quote_page, town.company, made.ref, town.today)
    assert (page.refusal, page.price_changed, page.application) == (None, False, None)
    changed(town, town.manifest(plans__0__prices__0__amount=9700))
    page = town.see(quote_page, town.company, made.ref, town.today)
    assert (page.refusal, page.price_changed) == (None, True)
    assert page.listed.total_ex_tax == 9700 * 2 * 24
    signed = town.do(sign, town.company, town.signed(made))
    assert signed.breakdown.total_ex_tax == 9800 * 2 * 24
    assert signed.dossier_ref == made.dossier_ref
    page = town.see(quote_page, town.company, made.ref, town.today)
    assert page.application == signed


def test_a_plan_that_is_gone_is_not_signed(town):
    """Between the quote and the signature: the plan alone, or the whole listing."""
    certificate = town.certified()
    made = town.quoted(certificate)
    plan = town.plain()["plans"][0] | {"code": "new"}
    changed(town, town.manifest(plans=[plan]))
    bad = town.signed(made)
    code, values = town.refuses(Refused, sign, town.company, bad)
    assert (code, values) == ("not_listed", {"offering": "みはりUTM"})
    page = town.see(quote_page, town.company, made.ref, town.today)
    assert (page.refusal.code, page.listed) == ("not_listed", None)
    other = town.quoted(certificate, plan_code="new")
    town.do(withdraw_listing, town.provider, WithdrawListing("w", certificate.ref))
    assert town.refuses(Refused, sign, town.company, town.signed(other))[0] == "not_listed"


def test_a_quote_is_signed_up_to_its_last_day(town):
    """Not a day later."""
    made = town.quoted()
    late = town.on(made.valid_until + DAY)
    code, values = town.refuses(Refused, sign, town.company, town.signed(made), late)
    assert (code, values) == ("quote_expired", {"valid_until": made.valid_until})
    page = town.see(quote_page, town.company, made.ref, late.date())
    assert page.refusal.code == "quote_expired"
    assert town.do(sign, town.company, town.signed(made), town.on(made.valid_until))


def test_a_quote_is_seen_by_its_company_alone(town):
    """Not even by the provider, until it is signed."""
    made = town.quoted()
    for name in ("neighbour", "provider", "rival", "examiner", "buyer", "operator"):
        assert town.see(quotes.quotes, town.actors[name]) == ()
        with pytest.raises(Missing):
            town.see(quote_page, town.actors[name], made.ref, town.today)
