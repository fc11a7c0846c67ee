"""「適合確認書」 What a certificate says, and whether it holds today."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.desk import order as given
from marketplace.store import Book, certificates
from marketplace.web import visit
from marketplace.web.api import listed
from marketplace.web.api.answers import of_catalogue
from marketplace.web.api.door import v1
from marketplace.web.api.schemas.certificate import CertificateAnswerSchema


@v1.told("/certificates/<ref>", CertificateAnswerSchema, "適合確認書が今日有効かを確かめる")
def certificate(ref: str) -> Response:
    """「適合確認書」 Any that was ever issued, by its sign."""
    return of_catalogue(lambda book: _certificate(book, given.ref(ref, "certificate")))


def _certificate(book: Book, ref: str) -> dict[str, Any]:
    found, day = certificates.public_certificate(book, ref), visit.today()
    delisted, against = found.delisted_on, found.against_on(day)
    return {
        "day": day.isoformat(),
        "ref": found.ref,
        "number": found.number,
        "provider": listed.provider(found.provider),
        "offering": {
            "code": found.dossier.offering.code,
            "name": found.dossier.offering.name,
            "url": f"/api/v1/offerings/{ref}" if found.is_listed_on(day) else None,
        },
        "tier": listed.tier(found.tier),
        "edition": listed.edition(found.edition),
        "valid_from": found.valid_from.isoformat(),
        "valid_until": found.valid_until.isoformat(),
        "issued_at": listed.moment(found.issued_at),
        "delisted_on": delisted.isoformat() if delisted else None,
        "standing": against.kind.value if against else None,
        "standing_since": against.since.isoformat() if against else None,
        "valid_today": found.is_valid_on(day),
        "listed_today": found.is_listed_on(day),
        "page": f"/certificates/{ref}",
    }
