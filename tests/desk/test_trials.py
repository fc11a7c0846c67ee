"""An offering is listed on trial by a draft's leave, and leaves the list by itself."""

import json
from datetime import date, timedelta

import pytest

from conformance.edition import newest_draft
from marketplace.desk.catalogue.comparing import Choice, Gone, Wanted, compare
from marketplace.desk.catalogue.listing import current, offering
from marketplace.desk.catalogue.searching import Search, search
from marketplace.desk.trials import AskTrial, WithdrawTrial, ask_trial, own_trials, withdraw_trial
from marketplace.desk.versions import versions
from marketplace.domain.canonical import digest_bytes
from marketplace.domain.certificate import ListingBasis, TrialListing
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.price import Size
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Verdict
from marketplace.store import trials
from tests.desk.starring import TIER, in_force, on_trial, redrafted, star, star_certified

DAY = timedelta(days=1)
SIZE = Size(20, 1, 2)
LAST = date(2027, 5, 23)
"""The 180th day, 2026-11-25 being the first."""


def listed(town, day):
    return [one.entry.ref for one in town.see(current, day).listings]


def test_a_trial_listing_is_listed_for_180_days(town):
    made = on_trial(town)
    assert (made.since, made.until) == (town.today, LAST)
    assert (made.tier, made.provider) == (TIERS[TIER], town.provider.org)
    assert made.edition == newest_draft("otasuke-sc", town.today).ref
    assert listed(town, town.today - DAY) == []
    assert listed(town, town.today) == listed(town, LAST) == [made.ref]
    assert listed(town, LAST + DAY) == []
    (one,) = town.see(current, town.today).listings
    assert (one.entry, one.basis) == (made, ListingBasis.TRIAL)


def test_what_a_person_has_to_look_at_may_be_listed(town):
    """A draft's clauses are unverified, every one; nothing of it is a 適合 without a word."""
    made = on_trial(town)
    page = town.see(offering, made.ref, LAST)
    assert (page.entry, page.outcome.verdict) == (made, Verdict.NEEDS_PERSON)
    assert page.outcome.report.edition == made.edition
    assert page.outcome.report.day == town.today
    assert page.plans == made.dossier.offering.plans


def test_what_fails_is_refused_by_its_clauses(town):
    """And exactly at the number of the text."""
    order = AskTrial(town.token(), star(hours=23), "star.yaml")
    code, values = town.refuses(Refused, ask_trial, town.provider, order)
    assert (code, values["tiers"]) == ("trial_fails", ("SC★3",))
    assert values["clauses"] == ("SC-MON-2",)


def test_where_no_draft_is_there_is_no_trial(town):
    order = AskTrial(town.token(), star(), "star.yaml")
    before = town.on(date(2026, 11, 22))
    code, values = town.refuses(Refused, ask_trial, town.provider, order, before)
    assert (code, values) == ("no_draft", {"tier": "SC★3"})
    assert town.do(ask_trial, town.provider, order, town.on(date(2026, 11, 23)))


def test_where_an_edition_is_in_force_there_is_no_trial(town):
    """For the classes of 2.0, and for the new ones from the day on."""
    old = AskTrial(town.token(), town.manifest(), "m.json")
    code, values = town.refuses(Refused, ask_trial, town.provider, old)
    assert (code, values) == ("trial_not_needed", {"tier": "1類"})
    tomorrow = town.today + DAY
    in_force(town, tomorrow)
    order = AskTrial(town.token(), star(), "star.yaml")
    code, _ = town.refuses(Refused, ask_trial, town.provider, order, town.on(tomorrow))
    assert code == "trial_not_needed"
    assert town.do(ask_trial, town.provider, order)


def test_an_edition_in_force_ends_it(town):
    made, start = on_trial(town), town.today + 3 * DAY
    in_force(town, start)
    assert listed(town, start - DAY) == [made.ref]
    assert listed(town, start) == []
    with pytest.raises(Missing):
        town.see(offering, made.ref, start)


def test_another_text_of_the_draft_ends_it(town):
    made, changed = on_trial(town), town.today + 3 * DAY
    redrafted(town, changed)
    assert listed(town, changed - DAY) == [made.ref]
    assert listed(town, changed) == []


def test_a_certificate_takes_its_place(town):
    """While it is valid; another offering's does not."""
    made, other = on_trial(town), on_trial(town, code="mihari-other")
    assert listed(town, town.today) == [made.ref, other.ref]
    paper = star_certified(town, town.today + 2 * DAY)
    assert listed(town, town.today) == [paper.ref, other.ref]
    assert listed(town, town.today + 3 * DAY) == [made.ref, other.ref]


def test_its_provider_withdraws_it(town):
    made = on_trial(town)
    order = WithdrawTrial(town.token(), made.ref)
    assert town.refuses(Missing, withdraw_trial, town.rival, order)[0] == "trial"
    assert town.do(withdraw_trial, town.provider, order).withdrawn_on == town.today
    assert listed(town, town.today) == []
    again = WithdrawTrial(town.token(), made.ref)
    assert town.refuses(Conflict, withdraw_trial, town.provider, again)[0] == "already_delisted"


def test_what_is_over_is_not_withdrawn(town):
    order = WithdrawTrial(town.token(), on_trial(town).ref)
    late = town.on(LAST + DAY)
    code, values = town.refuses(Refused, withdraw_trial, town.provider, order, late)
    assert (code, values) == ("trial_over", {"until": LAST})


def test_the_newest_speaks_for_its_tier(town):
    """An older one does not come back when the newer is withdrawn."""
    first, second = on_trial(town), on_trial(town, amount=9000)
    assert listed(town, town.today) == [second.ref]
    town.do(withdraw_trial, town.provider, WithdrawTrial(town.token(), second.ref))
    assert listed(town, town.today) == []
    kept = town.see(own_trials, town.provider, town.today)
    assert [(one.listing.ref, one.listed) for one in kept] == [
        (second.ref, False),
        (first.ref, False),
    ]
    assert town.see(own_trials, town.rival, town.today) == ()


def test_the_record_of_the_judgement_is_kept(town):
    made = on_trial(town)
    kept = town.see(trials.trial_record, town.provider, made.ref)
    assert made.edition.digest.encode() in kept
    assert json.loads(kept)
    with pytest.raises(Missing):
        town.see(trials.trial_record, town.rival, made.ref)
    (row,) = town.everything()["trial_listing"]
    assert (row.record, row.record_digest) == (kept, digest_bytes(kept))


def test_one_tier_of_a_manifest_may_be_asked_for(town):
    order = AskTrial(town.token(), star(), "star.yaml", TIER)
    (made,) = town.do(ask_trial, town.provider, order)
    assert made.tier.tag == TIER
    assert town.do(ask_trial, town.provider, order) == (made,)
    for other in ("SCstar4", "class9", None, 3):
        bad = AskTrial(town.token(), star(), "star.yaml", other)
        code, values = town.refuses(Refused, ask_trial, town.provider, bad)
        assert (code, values) == ("tier_not_declared", {"declared": ("SC★3",)})


def test_a_provider_speaks_for_itself(town):
    order = AskTrial(town.token(), star(), "star.yaml")
    assert town.refuses(Refused, ask_trial, town.rival, order)[0] == "not_your_provider_code"


def test_the_facet_of_the_basis_parts_the_list(town):
    made, paper = on_trial(town), town.certified()
    for basis, ref in (("trial", made.ref), ("certificate", paper.ref)):
        found = town.see(search, town.today, Search(SIZE, 24, basis=(basis,)))
        assert {row.listing.entry.ref for row in found.known} == {ref}


def test_it_has_one_version_and_stands_in_a_comparison(town):
    made = on_trial(town)
    (only,) = town.see(versions, made.ref)
    assert only.plans == made.dossier.offering.plans
    wanted = Wanted((Choice(made.ref, "standard"),), SIZE, 24)
    (column,) = town.see(compare, wanted, town.today).columns
    assert column.listing.entry == made
    (gone,) = town.see(compare, wanted, LAST + DAY).columns
    assert gone == Gone(Choice(made.ref, "standard"), "ひなた通信（架空）", *NAMES)


NAMES = ("ひだまり★3おまかせ", "標準プラン")


def test_a_listing_knows_its_days():
    """Without a store: before, on, after, and withdrawn."""
    span = date(2026, 1, 1), date(2026, 1, 3)
    made = TrialListing("tl_a", None, None, "", None, None, Verdict.CONFORMS, *span)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 4)]
    assert [made.is_listed_on(day) for day in days] == [False, True, True, False]
