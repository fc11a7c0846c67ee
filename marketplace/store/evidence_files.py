"""「証跡のファイル」 The bytes as they came; for the provider and the certifying body alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from marketplace.domain.codes import new_ref
from marketplace.domain.evidence_file import Arrived, EvidenceFile, Opened
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, of_provider, only
from marketplace.store.book import Book
from marketplace.store.dossiers import dossier_row
from marketplace.store.rows import DossierRow, EvidenceFileRow


def keep(
    book: Book, actor: Actor, dossier_ref: str, came: Iterable[Arrived], *, now: datetime
) -> None:
    """Keep what came with a version of the provider's own dossier; no row of it ever changes."""
    only(actor, OrgKind.PROVIDER)
    dossier = dossier_row(book, actor, dossier_ref)
    for one in came:
        row = EvidenceFileRow(
            ref=new_ref("ef"),
            org_key=dossier.org_key,
            dossier_key=dossier.key,
            path=one.path,
            media_type=one.media_type,
            size=len(one.raw),
            digest=one.digest,
            content=one.raw,
            received_at=now,
        )
        book.session.add(row)


def evidence_files(book: Book, actor: Actor, dossier_ref: str) -> tuple[EvidenceFile, ...]:
    """What came with a version, by its path and without the bytes."""
    rows = book.session.scalars(
        select(EvidenceFileRow)
        .join(DossierRow, DossierRow.key == EvidenceFileRow.dossier_key)
        .where(DossierRow.ref == dossier_ref, of_provider(actor, EvidenceFileRow.org_key))
        .order_by(EvidenceFileRow.path)
    )
    return tuple(_file_of(row) for row in rows)


def with_bytes(book: Book, actor: Actor, ref: str) -> Opened:
    """A file with its bytes."""
    row = book.session.scalar(
        select(EvidenceFileRow)
        .where(EvidenceFileRow.ref == ref, of_provider(actor, EvidenceFileRow.org_key))
        .options(undefer(EvidenceFileRow.content))
    )
    kept = found(row, "evidence_file", ref)
    return Opened(_file_of(kept), kept.content)


def _file_of(row: EvidenceFileRow) -> EvidenceFile:
    return EvidenceFile(row.ref, row.path, row.media_type, row.size, row.digest, row.received_at)
