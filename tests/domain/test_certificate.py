"""A certificate lapses by date alone, and a withdrawn listing is gone the same day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from marketplace.domain.certificate import (
    MAY_FOLLOW,
    Certificate,
    Measure,
    MeasureKind,
    SubmissionState,
)
from marketplace.domain.offering import Dossier, Offering, Provider
from marketplace.domain.organisation import Organisation, OrgKind
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import EditionRef


def certificate(delisted_on=None):
    """Give a certificate valid for two years from 2026-12-01."""
    offering = Offering("utm", "みはりUTM", "見守ります。", "説明書", date(2026, 11, 1))
    return Certificate(
        ref="ce_aaaaaaaaaaaaaaaa",
        number="1",
        provider=Organisation("og_a", OrgKind.PROVIDER, "みはり通信（架空）", "みはりつうしん"),
        dossier=Dossier(Provider("mihari", "みはり通信（架空）"), offering),
        dossier_ref="do_aaaaaaaaaaaaaaaa",
        tier=ServiceClass.CLASS1,
        edition=EditionRef("otasuke/2.0", 1, "0" * 64),
        valid_from=date(2026, 12, 1),
        valid_until=date(2028, 11, 30),
        issued_at=datetime(2026, 11, 25, 3, 0, tzinfo=UTC),
        delisted_on=delisted_on and date.fromisoformat(delisted_on),
    )


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        ("2026-11-30", False),
        ("2026-12-01", True),
        ("2027-06-01", True),
        ("2028-11-30", True),
        ("2028-12-01", False),
    ],
)
def test_the_first_and_the_last_day_count(day, valid):
    """The days before and after do not; without a withdrawal, valid is listed."""
    on = date.fromisoformat(day)
    assert certificate().is_valid_on(on) is valid
    assert certificate().is_listed_on(on) is valid


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2026-11-30", False), ("2027-03-31", True), ("2027-04-01", False), ("2028-11-30", False)],
)
def test_a_withdrawn_listing_is_gone_from_that_day_on(day, listed):
    """The provider took it off on 2027-04-01; the day before still shows it."""
    assert certificate("2027-04-01").is_listed_on(date.fromisoformat(day)) is listed


def test_a_withdrawn_listing_leaves_the_certificate_valid():
    """Being listed and being conforming are two things."""
    assert certificate("2027-04-01").is_valid_on(date(2027, 4, 1))


def test_a_withdrawal_dated_after_the_end_does_not_lengthen_it():
    """A certificate that has lapsed is not listed, whatever was planned."""
    assert not certificate("2030-01-01").is_listed_on(date(2028, 12, 1))


def test_the_states_of_a_submission_are_told_in_japanese():
    """Four states, four names."""
    assert [state.label for state in SubmissionState] == [
        "審査中",
        "取下げ",
        "不適合の通知",
        "適合確認書を発行",
    ]


def decided(*decisions):
    """Give the certificate with what a body decided of it: (kind, since)."""
    made = (
        Measure(MeasureKind(kind), date.fromisoformat(since), "理由", date(2027, 1, 1))
        for kind, since in decisions
    )
    return replace(certificate(), measures=tuple(made))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2027-01-31", True),
        ("2027-02-01", False),
        ("2027-02-28", False),
        ("2027-03-01", True),
        ("2027-04-01", False),
        ("2028-11-30", False),
    ],
)
def test_a_suspension_holds_until_it_is_lifted_and_a_revocation_for_good(day, holds):
    """From its day on; the term of the certificate stays what it was."""
    found = decided(
        ("suspend", "2027-02-01"), ("reinstate", "2027-03-01"), ("revoke", "2027-04-01")
    )
    on = date.fromisoformat(day)
    assert (found.is_valid_on(on), found.is_listed_on(on)) == (holds, holds)
    assert found.is_in_term_on(on)
    assert (found.against_on(on) is None) is holds
    assert (found.is_revoked, certificate().is_revoked) == (True, False)


def test_of_two_decisions_of_one_day_the_last_one_counts():
    """A slip is put right the same day."""
    found = decided(("suspend", "2027-02-01"), ("reinstate", "2027-02-01"))
    assert found.is_valid_on(date(2027, 2, 1))
    assert found.last_measure.kind is MeasureKind.REINSTATE


def test_what_may_be_decided_after_what():
    """Written by hand: nothing lifts a revocation, and nothing is lifted that does not stand."""
    written = {
        None: "suspend revoke",
        "suspend": "reinstate revoke",
        "reinstate": "suspend revoke",
        "revoke": "",
    }
    assert {k and k.value: {v.value for v in may} for k, may in MAY_FOLLOW.items()} == {
        kind: set(may.split()) for kind, may in written.items()
    }
