"""Certificates carry gapless numbers, and the list follows from them by date."""

from datetime import date, timedelta

import pytest

from marketplace.domain.certificate import SubmissionState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.tier import ServiceClass, Star, Tier
from marketplace.store import certificates, counters, submissions

LATER = date(2027, 6, 1)


def listed(scene, day):
    return scene.read(certificates.public_listed, day)


def test_a_certificate_comes_back_as_it_was_issued(scene):
    issued = scene.certified()
    assert scene.read(certificates.public_certificate, issued.ref) == issued
    assert scene.read(certificates.certificate, scene.world.provider, issued.ref) == issued
    assert (issued.provider, issued.dossier) == (scene.world.provider.org, scene.dossier)
    assert (issued.edition, issued.issued_at) == (scene.edition, scene.now)


def test_numbers_of_a_year_have_no_gaps_even_after_a_refusal(scene):
    first = scene.certified()
    other = scene.submitted()

    def issue_and_fail(book):
        dates = {"valid_from": scene.day, "valid_until": scene.day, "now": scene.now}
        certificates.add_certificate(book, scene.world.certifier, other, scene.edition, **dates)
        raise Refused("changed_my_mind")

    with pytest.raises(Refused, match="changed_my_mind"):
        scene.act(issue_and_fail)
    assert (first.number, scene.certified(other).number) == ("2026-0001", "2026-0002")


def test_a_submission_is_certified_once(scene):
    submission = scene.submitted()
    issued = scene.certified(submission)
    dates = {"valid_from": scene.day, "valid_until": scene.day, "now": scene.now}
    with pytest.raises(Conflict, match="already_certified") as refusal:
        scene.act(
            certificates.add_certificate,
            scene.world.certifier,
            submission,
            scene.edition,
            **dates,
        )
    assert refusal.value.values == {"number": issued.number}


def test_only_the_certifying_body_issues(scene):
    submission = scene.submitted()
    with pytest.raises(Refused, match="not_allowed"):
        scene.act(
            certificates.add_certificate,
            scene.world.provider,
            submission,
            scene.edition,
            valid_from=scene.day,
            valid_until=scene.day,
            now=scene.now,
        )


def test_the_list_follows_the_dates_alone(scene):
    issued = scene.certified(first=date(2026, 12, 1), last=date(2027, 3, 31))
    assert listed(scene, date(2026, 11, 30)) == ()
    assert listed(scene, date(2026, 12, 1)) == (issued,)
    assert listed(scene, date(2027, 3, 31)) == (issued,)
    assert listed(scene, date(2027, 4, 1)) == ()


def test_the_newest_valid_certificate_of_an_offering_and_tier_is_listed(scene):
    first = scene.certified()
    future = scene.certified(first=LATER)
    assert listed(scene, scene.day) == (first,)
    assert listed(scene, LATER) == (future,)


def test_each_tier_is_listed_apart(scene):
    tiers = (ServiceClass.CLASS1, Tier(Star.THREE, dispatch=True))
    dossier = scene.dossier_of(tiers=tiers)
    issued = tuple(scene.certified(scene.submitted(dossier, tier)) for tier in tiers)
    assert listed(scene, scene.day) == issued
    assert tuple(one.tier for one in issued) == tiers


def test_what_its_provider_takes_off_the_list_stays_a_certificate(scene):
    issued = scene.certified()
    gone = scene.act(certificates.delist, scene.world.provider, issued.ref, LATER)
    assert gone.delisted_on == LATER
    assert listed(scene, LATER - timedelta(days=1)) == (gone,)
    assert listed(scene, LATER) == ()
    assert scene.read(certificates.public_certificate, issued.ref).is_valid_on(LATER)
    with pytest.raises(Conflict, match="already_delisted"):
        scene.act(certificates.delist, scene.world.provider, issued.ref, LATER)


def test_an_older_certificate_does_not_return_when_the_newer_one_is_taken_off(scene):
    scene.certified()
    newer = scene.certified()
    scene.act(certificates.delist, scene.world.provider, newer.ref, scene.day)
    assert listed(scene, scene.day) == ()


def test_only_the_provider_takes_its_listing_off(scene):
    issued = scene.certified()
    with pytest.raises(Refused, match="not_allowed"):
        scene.act(certificates.delist, scene.world.certifier, issued.ref, scene.day)
    with pytest.raises(Missing, match="certificate"):
        scene.act(certificates.delist, scene.world.rival, issued.ref, scene.day)


def test_issuing_and_delisting_raise_the_catalogue_version(scene):
    versions = [scene.read(counters.catalogue_version)]
    issued = scene.certified()
    versions.append(scene.read(counters.catalogue_version))
    scene.act(certificates.delist, scene.world.provider, issued.ref, scene.day)
    versions.append(scene.read(counters.catalogue_version))
    assert versions == sorted(set(versions))


def test_certificates_are_given_newest_first(scene):
    issued = tuple(scene.certified() for _ in range(2))
    assert scene.read(certificates.certificates, scene.world.provider) == issued[::-1]
    assert scene.read(certificates.certificates, scene.world.certifier) == issued[::-1]
    assert scene.read(certificates.certificates, scene.world.rival) == ()


def test_certifying_leaves_the_submission_decided(scene):
    submission = scene.submitted()
    scene.certified(submission)
    found = scene.read(submissions.submission, scene.world.provider, submission.ref)
    assert found.state is SubmissionState.CERTIFIED
