"""「確認と原文照合」 What people of the certifying body decided."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from marketplace.domain.canonical import canonical
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.domain.verdict import Confirmation, Ruling
from marketplace.store.access import found, only, own, own_key
from marketplace.store.book import Book
from marketplace.store.rows import (
    ConfirmationRow,
    EditionEventRow,
    OfferingRow,
    OrganisationRow,
    RulingRow,
)


def add_ruling(book: Book, actor: Actor, ruling: Ruling, *, now: datetime) -> None:
    """Record a ruling; a later one on the same text and the same facts takes its place."""
    only(actor, OrgKind.CERTIFIER)
    offering = _offering(book, ruling.provider, ruling.offering)
    row = RulingRow(
        org_key=offering.org_key,
        body_key=own_key(book, actor),
        offering_key=offering.key,
        clause=ruling.clause,
        text_digest=ruling.text_digest,
        facts_digest=ruling.facts_digest,
        verdict=ruling.verdict,
        reason=ruling.reason,
        ruled_by=canonical(ruling.by).decode(),
        ruled_on=ruling.on,
        recorded_at=now,
    )
    book.session.add(row)


def rulings_for(book: Book, provider_code: str, offering_code: str) -> tuple[Ruling, ...]:
    """The newest ruling a (clause, text, facts) of an offering, for settling a report."""
    newest = (
        select(func.max(RulingRow.key))
        .join(OfferingRow, OfferingRow.key == RulingRow.offering_key)
        .join(OrganisationRow, OrganisationRow.key == OfferingRow.org_key)
        .where(OrganisationRow.code == provider_code, OfferingRow.code == offering_code)
        .group_by(RulingRow.clause, RulingRow.text_digest, RulingRow.facts_digest)
    )
    rows = book.session.scalars(
        select(RulingRow).where(RulingRow.key.in_(newest)).order_by(RulingRow.clause, RulingRow.key)
    )
    return tuple(_ruling_of(row, provider_code, offering_code) for row in rows)


def decided_so_far(book: Book) -> tuple[int, ...]:
    """How far people's decisions have come: rulings, comparisons, and what happens to editions."""
    last = (func.max(row.key) for row in (RulingRow, ConfirmationRow, EditionEventRow))
    row = book.session.execute(select(*(select(key).scalar_subquery() for key in last))).one()
    return tuple(key or 0 for key in row)


def rulings(book: Book) -> dict[tuple[str, str], tuple[Ruling, ...]]:
    """The newest rulings of every offering that has any, by provider's and offering's code."""
    newest = select(func.max(RulingRow.key)).group_by(
        RulingRow.offering_key, RulingRow.clause, RulingRow.text_digest, RulingRow.facts_digest
    )
    rows = book.session.execute(
        select(RulingRow, OrganisationRow.code, OfferingRow.code)
        .join(OfferingRow, OfferingRow.key == RulingRow.offering_key)
        .join(OrganisationRow, OrganisationRow.key == OfferingRow.org_key)
        .where(RulingRow.key.in_(newest))
        .order_by(RulingRow.clause, RulingRow.key)
    )
    found: dict[tuple[str, str], tuple[Ruling, ...]] = {}
    for row, provider, offering in rows:
        key = (str(provider), offering)
        found[key] = (*found.get(key, ()), _ruling_of(row, *key))
    return found


def add_confirmation(
    book: Book, actor: Actor, confirmation: Confirmation, *, now: datetime
) -> None:
    """「原文照合」 Record that a clause was compared with the official text."""
    only(actor, OrgKind.CERTIFIER)
    row = ConfirmationRow(
        org_key=own_key(book, actor),
        edition=confirmation.edition,
        clause=confirmation.clause,
        text_digest=confirmation.text_digest,
        official_number=confirmation.official_number,
        document=confirmation.document,
        page=confirmation.page,
        confirmed_by=canonical(confirmation.by).decode(),
        confirmed_on=confirmation.on,
        recorded_at=now,
    )
    book.session.add(row)


def confirmations(book: Book, edition: str) -> tuple[Confirmation, ...]:
    """「原文照合」 The newest one of each body a (clause, text) of an edition, clause by clause.

    An entry that fewer than two people signed is there too; settling does not count it.
    """
    return _newest(book, ConfirmationRow.edition == edition)


def confirmations_by(book: Book, actor: Actor, edition: str) -> tuple[Confirmation, ...]:
    """「原文照合」 Those of the actor's own body."""
    only(actor, OrgKind.CERTIFIER)
    return _newest(book, ConfirmationRow.edition == edition, ConfirmationRow.org_key == own(actor))


def _newest(book: Book, *chosen: ColumnElement[bool]) -> tuple[Confirmation, ...]:
    of_one = (ConfirmationRow.org_key, ConfirmationRow.clause, ConfirmationRow.text_digest)
    newest = select(func.max(ConfirmationRow.key)).where(*chosen).group_by(*of_one)
    rows = book.session.scalars(
        select(ConfirmationRow)
        .where(ConfirmationRow.key.in_(newest))
        .order_by(ConfirmationRow.clause, ConfirmationRow.key)
    )
    return tuple(_confirmation_of(row) for row in rows)


def _offering(book: Book, provider_code: str, offering_code: str) -> OfferingRow:
    row = book.session.scalar(
        select(OfferingRow)
        .join(OrganisationRow, OrganisationRow.key == OfferingRow.org_key)
        .where(OrganisationRow.code == provider_code, OfferingRow.code == offering_code)
    )
    return found(row, "offering", f"{provider_code}/{offering_code}")


def _ruling_of(row: RulingRow, provider_code: str, offering_code: str) -> Ruling:
    return Ruling(
        provider=provider_code,
        offering=offering_code,
        clause=row.clause,
        text_digest=row.text_digest,
        facts_digest=row.facts_digest,
        verdict=row.verdict,
        reason=row.reason,
        by=tuple(json.loads(row.ruled_by)),
        on=row.ruled_on,
    )


def _confirmation_of(row: ConfirmationRow) -> Confirmation:
    return Confirmation(
        edition=row.edition,
        clause=row.clause,
        text_digest=row.text_digest,
        official_number=row.official_number,
        document=row.document,
        page=row.page,
        by=tuple(json.loads(row.confirmed_by)),
        on=row.confirmed_on,
    )
