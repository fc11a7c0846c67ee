"""「電子版の発行」 What a certificate rests on, for its signed statement and whoever checks it."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.attest.bundle import bundle_of
from conformance.attest.statement import Issued
from conformance.record import judged as record_of
from marketplace.desk.access import require
from marketplace.desk.judging import decisions, edition_in_force, judged
from marketplace.domain.canonical import digest, digest_bytes
from marketplace.domain.certificate import Certificate
from marketplace.domain.days import japan_day
from marketplace.domain.errors import Missing, Refused
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Verdict
from marketplace.store import Book, certificates


@dataclass(frozen=True, slots=True)
class Attestation:
    """「電子版」 The certificate, what its statement says, and the bundle it is recomputed from."""

    certificate: Certificate
    issued: Issued
    bundle: bytes


def attestation(book: Book, actor: Actor, number: str) -> Attestation:
    """What the body signs: the record of the day of issue, computed again before it is said.

    Refuses where that is not 適合 any more: something that counted then was changed.
    """
    require(actor, "attestation")
    found = _numbered(book, actor, number)
    day = japan_day(found.issued_at)
    edition = edition_in_force(book, found.tier, day)
    outcome = judged(book, found.dossier, found.tier, day)
    if outcome.verdict is not Verdict.CONFORMS or edition.ref != found.edition:
        raise Refused("not_as_issued", number=number, verdict=outcome.verdict)
    bundle = bundle_of(found.dossier, outcome, decisions(book, found.dossier, edition))
    issued = Issued(
        number=found.number,
        verifier=f"urn:otasuke:body:{certificates.public_issuer(book, found.ref).ref}",
        provider=outcome.report.provider,
        offering=outcome.report.offering,
        tier=found.tier,
        dossier_digest=outcome.report.dossier_digest,
        edition=found.edition,
        record_digest=digest(record_of(outcome)),
        bundle_digest=digest_bytes(bundle),
        issued_at=found.issued_at,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
    )
    return Attestation(found, issued, bundle)


def _numbered(book: Book, actor: Actor, number: str) -> Certificate:
    for one in certificates.certificates(book, actor):
        if one.number == number:
            return one
    raise Missing("certificate", ref=number)
