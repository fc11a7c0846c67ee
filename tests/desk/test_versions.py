"""A certified offering changes: judged at once, listed at once, or refused whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.desk.catalogue.listing import catalogue, offering
from marketplace.desk.contracts.applications import Accept, accept
from marketplace.desk.contracts.quotes import quote
from marketplace.desk.submission import WithdrawSubmission, withdraw_submission
from marketplace.desk.versions import ChangeOffering, change_offering, changed, versions
from marketplace.domain.canonical import digest_bytes
from marketplace.domain.errors import BadInput, Missing, Refused
from marketplace.domain.price import Size
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Verdict
from marketplace.store import applications, certificates, contracts, counters, dossiers

SIZE = Size(20, 1, 2)
PRICE = "plans__0__prices__0__amount"
DEAR = {PRICE: 10_001}


def changing(town, raw=None, **changes):
    return ChangeOffering(town.token(), raw or town.manifest(**changes), "manifest.json")


def do(town, now=None, **changes):
    order = changing(town, **changes)
    return town.do(change_offering, town.provider, order, now or town.now)


def refused(town, raw=None, now=None, **changes):
    order = changing(town, raw, **changes)
    return town.refuses(Refused, change_offering, town.provider, order, now or town.now)


def listed(town, day=None):
    rows = town.see(catalogue, day or town.today, SIZE, 24)
    return {row.listing.plan.code: row.breakdown.total_ex_tax for row in rows}


def with_plans(town, *plans):
    """Write the manifest with these plans: (code, tier) of the one that there is."""
    (first,) = town.plain()["plans"]
    made = [first | {"code": code, "tier": tier} for code, tier in plans]
    return town.manifest(plans=made)


def test_a_conforming_version_is_listed_at_once(town):
    """Under the same certificate, which itself does not change."""
    certificate = town.certified()
    assert listed(town) == {"basic": 2 * 9800 * 24}
    made = do(town, **{PRICE: 9500})
    assert listed(town) == {"basic": 2 * 9500 * 24}
    assert (made.certificates, made.uncertified) == ((certificate,), ())
    assert town.see(certificates.public_certificate, certificate.ref) == certificate
    page = town.see(offering, certificate.ref, town.today)
    assert page.entry.dossier == made.dossier
    assert page.plans[0].prices[0].amount == 9500
    assert page.outcome.report.dossier_digest == made.dossier.digest
    assert page.outcome.verdict is Verdict.CONFORMS


def test_the_bytes_are_kept_as_they_came(town):
    """With the record of the judgement beside them."""
    town.certified()
    order = changing(town, **{PRICE: 9500})
    made = town.do(change_offering, town.provider, order)
    raw, kind = town.see(dossiers.raw_dossier, town.provider, made.ref)
    assert (raw, kind) == (order.raw, "application/json")
    (row,) = town.everything()["version"]
    assert row.record_digest == digest_bytes(row.record)
    assert made.dossier.digest.encode() in row.record
    assert town.see(changed, town.provider, made.ref) == made


def test_what_does_not_conform_is_refused_with_its_findings(town):
    """Nothing is written, and what is listed stays."""
    town.certified()
    version = town.see(counters.catalogue_version)
    code, values = refused(town, **DEAR)
    assert code == "version_not_conforming"
    assert [one.finding.clause for one in values["findings"]] == ["OTK-05-1"]
    assert listed(town) == {"basic": 2 * 9800 * 24}
    assert town.see(counters.catalogue_version) == version


def test_a_cap_is_kept_to_the_last_yen(town):
    """The cap itself conforms."""
    town.certified()
    assert do(town, **{PRICE: 10_000})


def test_a_change_of_a_fact_under_a_ruling_needs_the_examiner(town):
    """The ruling is of other facts, so it is open again."""
    town.certified()
    guide = "動画を見ながら設定する。"
    code, values = refused(town, onboarding__guide=guide)
    assert code == "version_not_conforming"
    assert [one.finding.clause for one in values["findings"]] == ["OTK-04-1"]


def test_a_ruling_made_for_the_new_facts_counts(town):
    """All decisions are asked, whatever version they were made on."""
    town.certified()
    tools = {"monitoring__tools": ["UTM", "NDR"]}
    assert refused(town, **tools)[0] == "version_not_conforming"
    found = town.submitted(**tools)
    town.ruled(found)
    town.do(withdraw_submission, town.provider, WithdrawSubmission("w", found.ref))
    assert do(town, **tools)


def test_evidence_that_lapsed_refuses_every_version(town):
    """A certificate stays valid; a new version is judged on its own day."""
    town.certified()
    code, values = refused(town, now=town.on(date(2027, 1, 1)), **{PRICE: 9500})
    assert code == "version_not_conforming"
    assert all(one.answered.reason for one in values["findings"])


def test_an_offering_without_a_certificate_is_refused(town):
    """Never certified, another offering, and one whose certificate is over."""
    assert refused(town) == ("nothing_certified", {"offering": "mihari"})
    town.certified(first=town.today, last=town.today)
    assert refused(town, offering__code="other")[0] == "nothing_certified"
    tomorrow = town.on(town.today + timedelta(days=1))
    assert refused(town, now=tomorrow)[0] == "nothing_certified"
    assert do(town)


def test_another_providers_offering_is_not_changed(town):
    """Its code is in the manifest, and codes are of one provider."""
    town.certified()
    order = changing(town, provider__code="aoba")
    code, _ = town.refuses(Refused, change_offering, town.rival, order)
    assert code == "nothing_certified"
    assert refused(town, provider__code="aoba")[0] == "not_your_provider_code"


def test_a_certified_tier_must_stay(town):
    """A tier is taken off the list by its own act."""
    town.certified()
    raw = with_plans(town, ("basic", "class2"))
    code, values = refused(town, raw)
    assert (code, values) == ("certified_tier_missing", {"tiers": ("1類",)})


def test_a_new_tier_is_told_and_not_listed(town):
    """It needs an ordinary submission."""
    town.certified()
    made = do(town, raw=with_plans(town, ("basic", "class1"), ("more", "class2")))
    assert made.uncertified == (TIERS["class2"],)
    assert listed(town) == {"basic": 2 * 9800 * 24}
    assert town.see(changed, town.provider, made.ref) == made


def test_plans_of_a_tier_come_and_go(town):
    """The certificate is of the offering and its tier."""
    town.certified()
    assert do(town, raw=with_plans(town, ("other", "class1")))
    assert set(listed(town)) == {"other"}


def test_a_version_waits_for_what_is_under_review(town):
    """Otherwise an older content would come back with its certificate."""
    town.certified()
    found = town.submitted(**{PRICE: 9700})
    code, values = refused(town, **{PRICE: 9500})
    assert (code, values["ref"]) == ("already_submitted", found.ref)
    town.do(withdraw_submission, town.provider, WithdrawSubmission("w", found.ref))
    assert do(town, **{PRICE: 9500})


def test_a_certificate_that_begins_later_keeps_the_change(town):
    """The old price does not come back on that day."""
    town.certified()
    later = town.today + timedelta(days=20)
    renewal = town.certified(town.submitted(), first=later)
    made = do(town, **{PRICE: 9500})
    assert renewal in made.certificates
    assert listed(town, later) == {"basic": 2 * 9500 * 24}


def test_a_renewal_lists_what_it_certifies(town):
    """A newer certificate speaks with its own dossier."""
    town.certified()
    do(town, **{PRICE: 9500})
    town.certified(town.submitted(**{PRICE: 9900}))
    assert listed(town) == {"basic": 2 * 9900 * 24}


def test_what_was_agreed_stays_as_it_was(town):
    """An application and its contract keep the version that they pinned; a new one has the new."""
    certificate = town.certified()
    before = town.applied(certificate)
    made = do(town, **{PRICE: 9500})
    contract = town.do(accept, town.provider, Accept("a", before.ref, town.today))
    assert contract.application.plan.prices[0].amount == 9800
    after = town.applied(certificate, town.neighbour)
    assert after.plan.prices[0].amount == 9500
    assert (before.dossier_ref, after.dossier_ref) == (certificate.dossier_ref, made.ref)
    kept = town.see(applications.application, town.neighbour, after.ref)
    assert kept == after
    assert town.see(contracts.contract, town.company, contract.ref) == contract


def test_a_plan_that_is_gone_is_not_sold(town):
    """The other one is."""
    certificate = town.certified()
    do(town, raw=with_plans(town, ("new", "class1")))
    town.refuses(Missing, quote, town.company, town.wish(certificate))
    assert town.applied(certificate, plan_code="new")


def test_yesterdays_list_shows_what_was_listed_then(town):
    """A version is listed from the day of its act on."""
    town.certified()
    tomorrow = town.today + timedelta(days=1)
    do(town, now=town.on(tomorrow), **{PRICE: 9500})
    assert listed(town, town.today) == {"basic": 2 * 9800 * 24}
    assert listed(town, tomorrow) == {"basic": 2 * 9500 * 24}


def test_the_history_is_public(town):
    """Every version with its first instant, its digest and its plans; oldest first."""
    certificate = town.certified()
    hour = timedelta(hours=1)
    made = [do(town, now=town.now + hour * n, **{PRICE: 9000 + n}) for n in (1, 2)]
    found = town.see(versions, certificate.ref)
    assert [one.since for one in found] == [town.now, town.now + hour, town.now + 2 * hour]
    digests = [certificate.dossier.digest, *(one.dossier.digest for one in made)]
    assert [one.dossier_digest for one in found] == digests
    assert [one.plans[0].prices[0].amount for one in found] == [9800, 9001, 9002]
    for ref in ("ct_aaaaaaaaaaaaaaaa", "", None):
        with pytest.raises(Missing):
            town.see(versions, ref)


def test_a_bad_manifest_is_refused(town):
    """As everywhere."""
    town.certified()
    order = changing(town, raw=b"{}")
    town.refuses(BadInput, change_offering, town.provider, order)
    order = replace(changing(town), name="a\x00")
    assert town.refuses(Refused, change_offering, town.provider, order)[0] == "bad_file_name"


def test_a_guidance_overruled_by_two_stays_overruled(town):
    """While its own facts stay; two examiners are needed for others."""
    found = town.submitted(dispatch__available=False)
    for actor in (town.examiner, town.second):
        town.ruled(found, actor, clause="OTK-03-1")
    town.certified(found)
    assert do(town, dispatch__available=False, **{PRICE: 9500})
