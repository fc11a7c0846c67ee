"""A whole certificate with its key and its bundle, made of one example."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from conformance.attest import status as statuses
from conformance.attest.bundle import bundle_of
from conformance.attest.dsse import seal
from conformance.attest.keys import new_key
from conformance.attest.statement import PAYLOAD, Issued
from conformance.attest.status import status_list
from conformance.attest.verifying import Aspect, Given, verify
from conformance.edition import load_edition
from conformance.judge import judge
from conformance.record import judged
from conformance.settle import settle
from marketplace.codec.dossier import read_dossier
from marketplace.domain.canonical import digest, digest_bytes
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import (
    Confirmation,
    Decisions,
    Reason,
    Ruling,
    Verdict,
)

DAY = date(2026, 11, 25)
UNTIL = date(2028, 11, 24)
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
EXAMPLE = Path(__file__).parents[2] / "clauses" / "pass-OTK-02-0-whole-network.yaml"
EDITION = load_edition("otasuke/2.0")
TWO = ("ps_first", "ps_second")
ASPECTS = [Aspect.SIGNATURE, Aspect.DATES, Aspect.STATUS, Aspect.DIGESTS, Aspect.VERDICT]


def decided(report):
    """Everything that is left to a person, decided in favour; one decision that counts for none."""
    confirmations = [
        Confirmation("otasuke/2.0", f.clause, f.text_digest, "1", "原文", "2", by=TWO, on=DAY)
        for f in report.findings
        if f.answered.reason is Reason.UNVERIFIED_CRITERION
    ]
    rulings = [
        Ruling(
            report.provider,
            report.offering,
            f.clause,
            f.text_digest,
            f.facts_digest,
            Verdict.CONFORMS,
            "資料で確かめた。",
            by=TWO[:1],
            on=DAY,
        )
        for f in report.findings
        if f.beneath.reason is Reason.JUDGEMENT
    ]
    idle = Confirmation("otasuke/1.0", "OTK-01-1", "0" * 64, "1", "原文", "2", by=TWO, on=DAY)
    return Decisions((*confirmations, idle), tuple(rulings))


@dataclass
class Paper:
    """A certificate with all that belongs to it."""

    envelope: bytes
    bundle: bytes
    key: object
    issued: Issued
    judged: object

    def checked(self, day=DAY, **changes):
        given = {"envelope": self.envelope, "keys": (self.key.public,), "day": day}
        given |= {"bundle": self.bundle, "status": self.listed()}
        _, checks = verify(Given(**given | changes))
        return {check.aspect: check for check in checks}

    def listed(self, *entries, issued=DAY, following=DAY + timedelta(days=7), key=None):
        made = status_list(issued, following, entries)
        return seal(made.payload, statuses.PAYLOAD, key or self.key)

    def signed(self, **changes):
        changed = replace(self.issued, **changes)
        return seal(changed.statement, PAYLOAD, self.key)

    def wrong(self, *args, **changes):
        """Which aspects do not hold."""
        return [a for a, c in self.checked(*args, **changes).items() if c.holds is False]


def made_paper():
    dossier = read_dossier(EXAMPLE.read_bytes(), "x.yaml")
    report = judge(EDITION, dossier, ServiceClass.CLASS1, DAY)
    decisions = decided(report)
    outcome = settle(report, decisions, DAY)
    assert outcome.verdict is Verdict.CONFORMS
    key = new_key(date(2026, 1, 1))
    bundle = bundle_of(dossier, outcome, decisions)
    issued = Issued(
        number="2026-0001",
        verifier="https://body.example.jp/",
        provider=report.provider,
        offering=report.offering,
        tier=report.tier,
        dossier_digest=report.dossier_digest,
        edition=report.edition,
        record_digest=digest(judged(outcome)),
        bundle_digest=digest_bytes(bundle),
        issued_at=AT,
        valid_from=DAY,
        valid_until=UNTIL,
    )
    envelope = seal(issued.statement, PAYLOAD, key)
    return Paper(envelope, bundle, key, issued, judged(outcome))
