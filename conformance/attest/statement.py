"""「適合確認書の文面」 An in-toto Statement v1 whose predicate is a SLSA verification summary.

https://in-toto.io/Statement/v1 and https://slsa.dev/verification_summary/v1: a verifier says that a
resource met a policy, without showing the evidence itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from conformance.attest.dsse import NotGenuine
from marketplace.domain.canonical import canonical
from marketplace.domain.tier import TIERS, AnyTier
from marketplace.domain.verdict import EditionRef

PAYLOAD = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/verification_summary/v1"
PASSED = "PASSED"
RECORD, BUNDLE = "otasuke:record", "otasuke:bundle"
OWN = "otasuke_certificate"
"""The member of our own in the predicate; SLSA's parsing rules let others pass over it."""


@dataclass(frozen=True, slots=True)
class Issued:
    """「発行の内容」 What a certificate says: who found what of which version, for how long.

    ``record_digest`` is of the deterministic part of the record, ``bundle_digest`` of the bundle
    it is recomputed from.
    """

    number: str
    verifier: str
    provider: str
    offering: str
    tier: AnyTier
    dossier_digest: str
    edition: EditionRef
    record_digest: str
    bundle_digest: str
    issued_at: datetime
    valid_from: date
    valid_until: date

    @property
    def statement(self) -> bytes:
        """The canonical JSON that is signed."""
        return canonical(
            {
                "_type": STATEMENT,
                "subject": [{"name": self._subject, "digest": {"sha256": self.dossier_digest}}],
                "predicateType": PREDICATE,
                "predicate": self._predicate,
            }
        )

    @property
    def _subject(self) -> str:
        return f"otasuke:{self.provider}/{self.offering}"

    @property
    def _predicate(self) -> dict[str, Any]:
        edition = self.edition
        return {
            "verifier": {"id": self.verifier},
            "timeVerified": _spelt(self.issued_at),
            "resourceUri": self._subject,
            "policy": {
                "uri": f"otasuke:edition/{edition.slug}",
                "digest": {"sha256": edition.digest},
            },
            "inputAttestations": [
                {"uri": RECORD, "digest": {"sha256": self.record_digest}},
                {"uri": BUNDLE, "digest": {"sha256": self.bundle_digest}},
            ],
            "verificationResult": PASSED,
            "verifiedLevels": [self.tier.tag],
            OWN: {
                "number": self.number,
                "edition_revision": edition.revision,
                "valid_from": self.valid_from,
                "valid_until": self.valid_until,
            },
        }


def read_statement(payload: bytes) -> Issued:
    """What a signed payload says; whatever is not exactly such a statement is ``NotGenuine``."""
    try:
        found = _read(json.loads(payload))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise NotGenuine("適合確認書の電子版として読み取れません。") from None
    if found.statement != payload:
        raise NotGenuine("適合確認書の電子版に、決まりにない値があります。")
    return found


def _read(made: Mapping[str, Any]) -> Issued:
    (subject,), said = made["subject"], made["predicate"]
    provider, _, offering = str(subject["name"]).removeprefix("otasuke:").partition("/")
    record, bundle = said["inputAttestations"]
    (level,), own = said["verifiedLevels"], said[OWN]
    slug = str(said["policy"]["uri"]).removeprefix("otasuke:edition/")
    digest = said["policy"]["digest"]["sha256"]
    return Issued(
        number=own["number"],
        verifier=said["verifier"]["id"],
        provider=provider,
        offering=offering,
        tier=TIERS[level],
        dossier_digest=subject["digest"]["sha256"],
        edition=EditionRef(slug, own["edition_revision"], digest),
        record_digest=record["digest"]["sha256"],
        bundle_digest=bundle["digest"]["sha256"],
        issued_at=datetime.fromisoformat(said["timeVerified"]),
        valid_from=date.fromisoformat(own["valid_from"]),
        valid_until=date.fromisoformat(own["valid_until"]),
    )


def _spelt(instant: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
