"""A signed certificate says which of its parts is wrong, and no byte of it may change."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date, timedelta

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.attest.bundle import read_bundle
from conformance.attest.dsse import NotGenuine, opened, seal
from conformance.attest.keys import new_key
from conformance.attest.statement import PAYLOAD, read_statement
from conformance.attest.status import Standing, StatusEntry, status_list
from conformance.attest.verifying import Aspect, Given, verify
from marketplace.codec.dossier import read_dossier
from marketplace.domain.canonical import canonical, digest, digest_bytes
from marketplace.domain.errors import BadInput
from tests.conformance.attest.papers import DAY, EDITION, EXAMPLE, UNTIL, made_paper

ASPECTS = [Aspect.SIGNATURE, Aspect.DATES, Aspect.STATUS, Aspect.DIGESTS, Aspect.VERDICT]


PAPER = made_paper()


@pytest.fixture
def paper():
    return PAPER


def test_everything_holds_of_a_genuine_certificate(paper):
    checks = paper.checked()
    assert list(checks) == ASPECTS
    assert all(check.holds for check in checks.values())
    found, _ = verify(Given(paper.envelope, (paper.key.public,), DAY))
    assert found == paper.issued


def test_what_was_not_given_is_not_said_to_hold(paper):
    checks = paper.checked(bundle=None, status=None)
    assert [checks[a].holds for a in (Aspect.STATUS, Aspect.VERDICT)] == [None, None]
    assert Aspect.DIGESTS not in checks


def test_the_record_is_recomputed_bit_for_bit(paper):
    again = read_bundle(paper.bundle).judged(EDITION)
    assert canonical(again) == canonical(paper.judged)


def test_the_bundle_names_no_customer_and_no_document(paper):
    text = paper.bundle.decode()
    dossier = read_dossier(EXAMPLE.read_bytes(), "x.yaml")
    assert all(one.title not in text for one in dossier.evidence)
    assert all(one.sha256 in text for one in dossier.evidence)
    assert "otasuke/1.0" not in text


def test_what_is_signed_is_canonical_by_rfc_8785(paper):
    listed = status_list(DAY, UNTIL, [StatusEntry("2026-0001", Standing.REVOKED, DAY, "虚偽")])
    for payload in (paper.issued.statement, paper.bundle, paper.envelope, listed.payload):
        assert rfc8785.dumps(json.loads(payload)) == payload


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_byte_of_any_part_may_change(data):
    """Of the envelope, of the bundle, of the status list: the change is seen."""
    name = data.draw(st.sampled_from(["envelope", "bundle", "status"]))
    whole = bytearray({"status": PAPER.listed()}.get(name) or getattr(PAPER, name))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    aspect = {"envelope": Aspect.SIGNATURE, "bundle": Aspect.DIGESTS, "status": Aspect.STATUS}[name]
    assert PAPER.wrong(**{name: bytes(whole)}) == [aspect]


def test_a_key_that_nobody_published_signs_nothing(paper):
    other = new_key(date(2026, 1, 1))
    assert paper.wrong(keys=(other.public,)) == [Aspect.SIGNATURE]
    found, _ = verify(Given(paper.envelope, (other.public,), DAY))
    assert found is None
    assert paper.wrong(status=paper.listed(key=other)) == [Aspect.STATUS]


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY + timedelta(days=1), None, False),
        (date(2026, 1, 1), DAY - timedelta(days=1), False),
    ],
)
def test_a_key_signs_only_on_its_own_days(paper, since, until, holds):
    key = replace(paper.key.public, since=since, until=until)
    found, _ = verify(Given(paper.envelope, (key,), DAY))
    assert (found is not None) is holds


def test_a_new_key_is_added_beside_the_old_one(paper):
    """What the old key signed while it was in use stays genuine after its end."""
    old = replace(paper.key.public, until=DAY)
    new = new_key(DAY + timedelta(days=1))
    later = DAY + timedelta(days=400)
    listed = paper.listed(issued=later, following=later, key=new)
    assert paper.wrong(later, keys=(old, new.public), status=listed) == []


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        (DAY - timedelta(days=1), [Aspect.DATES]),
        (DAY, []),
        (UNTIL, []),
        (UNTIL + timedelta(days=1), [Aspect.DATES]),
    ],
)
def test_the_dates_are_those_of_the_certificate(paper, day, wrong):
    assert paper.wrong(day, status=paper.listed(issued=day, following=day)) == wrong


@pytest.mark.parametrize("standing", Standing)
def test_a_suspended_or_revoked_certificate_does_not_hold(paper, standing):
    against = StatusEntry("2026-0001", standing, DAY, "虚偽の申告")
    other = replace(against, number="2026-0002")
    later = replace(against, since=DAY + timedelta(days=1))
    assert paper.wrong(status=paper.listed(against)) == [Aspect.STATUS]
    assert standing.label in paper.checked(status=paper.listed(against))[Aspect.STATUS].told
    assert paper.wrong(status=paper.listed(other, later)) == []


def test_an_old_list_proves_nothing(paper):
    before = paper.listed(issued=DAY - timedelta(days=8), following=DAY - timedelta(days=1))
    after = paper.listed(issued=DAY + timedelta(days=1), following=DAY + timedelta(days=2))
    assert paper.wrong(status=before) == paper.wrong(status=after) == [Aspect.STATUS]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"record_digest": "0" * 64}, [Aspect.VERDICT]),
        ({"bundle_digest": "0" * 64}, [Aspect.DIGESTS]),
        ({"dossier_digest": "0" * 64}, [Aspect.DIGESTS]),
    ],
)
def test_a_wrong_digest_is_named(paper, changes, wrong):
    assert paper.wrong(envelope=paper.signed(**changes)) == wrong


def test_another_text_of_the_edition_is_named(paper):
    edition = replace(paper.issued.edition, digest="0" * 64)
    unknown = replace(paper.issued.edition, slug="otasuke/9.9")
    assert paper.wrong(envelope=paper.signed(edition=edition)) == [Aspect.DIGESTS]
    assert paper.wrong(envelope=paper.signed(edition=unknown)) == [Aspect.DIGESTS]


def test_a_bundle_of_another_verdict_does_not_pass(paper):
    """Even the body itself cannot sign what the bundle does not give."""
    made = json.loads(paper.bundle)
    made["rulings"] = []
    bundle = canonical(made)
    signed = paper.signed(
        bundle_digest=digest_bytes(bundle),
        record_digest=digest(read_bundle(bundle).judged(EDITION)),
    )
    assert paper.wrong(envelope=signed, bundle=bundle) == [Aspect.VERDICT]
    assert "要確認" in paper.checked(envelope=signed, bundle=bundle)[Aspect.VERDICT].told


def test_other_phrases_are_named(paper, monkeypatch):
    monkeypatch.setattr("conformance.attest.verifying.phrases_digest", lambda: "0" * 64)
    assert paper.wrong() == [Aspect.DIGESTS]


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b"null", b'{"format":"otasuke-bundle/1"}', b"\xff", b"[" * 9999]
)
def test_what_is_no_bundle_is_bad_input(raw):
    with pytest.raises(BadInput):
        read_bundle(raw)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"\xff", b'{"signatures":[]}', b"[" * 9999])
def test_what_is_no_envelope_is_not_genuine(paper, raw):
    with pytest.raises(NotGenuine):
        opened(raw, PAYLOAD, (paper.key.public,))


def test_an_envelope_is_of_one_kind(paper):
    """A signed list cannot stand for a certificate."""
    with pytest.raises(NotGenuine):
        opened(paper.listed(), PAYLOAD, (paper.key.public,))


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made["predicate"].update(verificationResult="FAILED"),
        lambda made: made["predicate"].update(verifiedLevels=["class1", "class2"]),
        lambda made: made["predicate"].update(verifiedLevels=["class9"]),
        lambda made: made.update(more=1),
        lambda made: made.pop("subject"),
    ],
)
def test_a_statement_says_nothing_else(paper, change):
    made = json.loads(b64decode(json.loads(paper.envelope)["payload"]))
    change(made)
    with pytest.raises(NotGenuine):
        read_statement(canonical(made))
    signed = seal(canonical(made), PAYLOAD, paper.key)
    assert paper.wrong(envelope=signed) == [Aspect.SIGNATURE]
