"""「申請書一式」 What providers declared, version by version, and the bytes it came in."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, select

from marketplace.codec.dossier import dump_dossier, load_dossier
from marketplace.domain.canonical import canonical, digest_bytes
from marketplace.domain.codes import new_ref
from marketplace.domain.errors import Refused
from marketplace.domain.offering import Dossier
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_provider, only, own_key
from marketplace.store.book import Book
from marketplace.store.rows import DossierRow, FactsRow, OfferingRow


def receive_dossier(
    book: Book, actor: Actor, dossier: Dossier, raw: bytes, *, media_type: str, now: datetime
) -> str:
    """Keep a new version of the provider's own offering exactly as it came; returns its ref."""
    only(actor, OrgKind.PROVIDER)
    if dossier.provider.code != actor.org.code:
        raise Refused("other_provider", provider=dossier.provider.code)
    offering = _offering(book, actor, dossier.offering.code)
    row = DossierRow(
        ref=new_ref("ds"),
        org_key=offering.org_key,
        offering_key=offering.key,
        version=_last_version(book, offering) + 1,
        media_type=media_type,
        raw=raw,
        raw_digest=digest_bytes(raw),
        declared=_declared(dossier),
        digest=dossier.digest,
        received_at=now,
    )
    book.session.add(row)
    return row.ref


def dossier(book: Book, actor: Actor, ref: str) -> Dossier:
    """A version by its reference."""
    return dossier_of(dossier_row(book, actor, ref))


def raw_dossier(book: Book, actor: Actor, ref: str) -> tuple[bytes, str]:
    """The bytes exactly as they were handed in, and their media type."""
    row = dossier_row(book, actor, ref)
    return row.raw, row.media_type


def keep_facts(book: Book, dossier_ref: str, fact_set_digest: str, text: str) -> None:
    """「申告事実」 Keep a dossier's fact row for one set of facts; it is made once."""
    if facts(book, dossier_ref, fact_set_digest) is not None:
        return
    row = _row(book, dossier_ref)
    book.session.add(
        FactsRow(
            org_key=row.org_key,
            dossier_key=row.key,
            fact_set_digest=fact_set_digest,
            facts=text,
        )
    )


def facts(book: Book, dossier_ref: str, fact_set_digest: str) -> str | None:
    """「申告事実」 The kept fact row, or None where it was not made yet."""
    return book.session.scalar(
        select(FactsRow.facts)
        .join(DossierRow)
        .where(DossierRow.ref == dossier_ref, FactsRow.fact_set_digest == fact_set_digest)
    )


def dossier_row(book: Book, actor: Actor, ref: str) -> DossierRow:
    """The row of a version that the actor may see; inside the store only."""
    row = book.session.scalar(
        select(DossierRow).where(DossierRow.ref == ref, of_provider(actor, DossierRow.org_key))
    )
    return found(row, "dossier", ref)


def dossier_of(row: DossierRow) -> Dossier:
    """The domain value of a row."""
    return _read(row.declared)


def _declared(dossier: Dossier) -> str:
    text = canonical(dump_dossier(dossier)).decode()
    if _read(text) != dossier:
        # Judged would be other values than are kept: a name not in NFC, white space at its end.
        raise Refused("dossier_spelling", offering=dossier.offering.code)
    return text


@lru_cache(maxsize=2048)
def _read(declared: str) -> Dossier:
    # Versions never change, so one text is one value for ever and may be shared.
    return load_dossier(json.loads(declared))


def _row(book: Book, ref: str) -> DossierRow:
    row = book.session.scalar(select(DossierRow).where(DossierRow.ref == ref))
    return found(row, "dossier", ref)


def _offering(book: Book, actor: Actor, code: str) -> OfferingRow:
    key = own_key(book, actor)
    row = book.session.scalar(
        select(OfferingRow).where(OfferingRow.org_key == key, OfferingRow.code == code)
    )
    if row is None:
        row = OfferingRow(ref=new_ref("of"), org_key=key, code=code)
        book.session.add(row)
        book.session.flush()  # the dossier needs the new key
    return row


def _last_version(book: Book, offering: OfferingRow) -> int:
    last = select(func.max(DossierRow.version)).where(DossierRow.offering_key == offering.key)
    return book.session.scalar(last) or 0
