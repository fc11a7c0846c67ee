"""「効力の決定」 What a body decided of its certificates; rows are added and never changed."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.certificate import Certificate, Measure
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import only, own_key
from marketplace.store.book import Book
from marketplace.store.certificates import certificate_of, certificate_row
from marketplace.store.counters import raise_catalogue_version
from marketplace.store.rows import MeasureRow


def add_measure(
    book: Book, actor: Actor, certificate_ref: str, made: Measure, *, now: datetime
) -> Certificate:
    """Write a decision down; the listing follows from it by date."""
    only(actor, OrgKind.CERTIFIER)
    row = certificate_row(book, certificate_ref)
    book.session.add(
        MeasureRow(
            org_key=row.org_key,
            body_key=own_key(book, actor),
            certificate_key=row.key,
            kind=made.kind,
            since=made.since,
            reason=made.reason,
            decided_by=actor.person.ref,
            decided_on=made.decided_on,
            recorded_at=now,
        )
    )
    raise_catalogue_version(book)
    book.session.flush()
    book.session.expire(row, ["measures"])
    return certificate_of(row)
