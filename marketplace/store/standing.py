"""「いまの様子」 What the home pages ask of many records at once; a statement each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from marketplace.domain.certificate import Certificate
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store import sealing
from marketplace.store.access import of_provider, only
from marketplace.store.book import Book
from marketplace.store.certificates import certificate_of
from marketplace.store.rows import (
    AttemptRow,
    CertificateRow,
    JournalRow,
    MeasureRow,
    MembershipRow,
    OrganisationRow,
    SealRow,
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """「封印の様子」 The journal's head, when it was sealed, and what is not sealed yet."""

    head: sealing.Head
    sealed_at: datetime | None
    unsealed: int


def ending(book: Book, actor: Actor, first: date, last: date) -> tuple[Certificate, ...]:
    """「期限の近い適合確認書」 Whose last day lies between two days, the first to end first."""
    near = CertificateRow.valid_until.between(first, last)
    rows = book.session.scalars(
        select(CertificateRow)
        .where(of_provider(actor, CertificateRow.org_key), near)
        .options(selectinload(CertificateRow.measures))
        .order_by(CertificateRow.valid_until, CertificateRow.key)
    )
    return tuple(certificate_of(row) for row in rows)


def not_holding(book: Book, actor: Actor, day: date) -> tuple[Certificate, ...]:
    """「停止・取消し中」 Those in their term that a measure speaks against on a day."""
    decided = exists().where(MeasureRow.certificate_key == CertificateRow.key)
    rows = book.session.scalars(
        select(CertificateRow)
        .where(of_provider(actor, CertificateRow.org_key), decided)
        .where(CertificateRow.valid_from <= day, CertificateRow.valid_until >= day)
        .options(selectinload(CertificateRow.measures))
        .order_by(CertificateRow.key)
    )
    found = (certificate_of(row) for row in rows)
    return tuple(one for one in found if one.against_on(day))


def organisations_by_kind(book: Book, actor: Actor) -> Mapping[OrgKind, tuple[int, int]]:
    """How many organisations of each kind there are, and for how many of them nobody acts."""
    only(actor, OrgKind.OPERATOR)
    acts = exists().where(
        MembershipRow.org_key == OrganisationRow.key, MembershipRow.left_at.is_(None)
    )
    rows = book.session.execute(
        select(OrganisationRow.kind, acts, func.count()).group_by(OrganisationRow.kind, acts)
    )
    every: Counter[OrgKind] = Counter()
    empty: Counter[OrgKind] = Counter()
    for kind, acted_for, count in rows:
        every[kind] += count
        empty[kind] += 0 if acted_for else count
    return {kind: (every[kind], empty[kind]) for kind in OrgKind}


def locked_out(book: Book, actor: Actor, since: datetime, most: int) -> tuple[int, int]:
    """「締め出し」 How many things failed so often since an instant, and failures in all."""
    only(actor, OrgKind.OPERATOR)
    tried = (
        select(func.count().label("times"))
        .where(AttemptRow.tried_at >= since)
        .group_by(AttemptRow.digest)
        .subquery()
    )
    often = func.count().filter(tried.c.times >= most)
    row = book.session.execute(select(often, func.coalesce(func.sum(tried.c.times), 0))).one()
    return int(row[0]), int(row[1])


def sealed(book: Book, actor: Actor) -> Sealed:
    """「封印の様子」 Of the whole journal, without reading any of what was done."""
    only(actor, OrgKind.OPERATOR)
    unsealed = book.session.scalars(
        select(func.count()).select_from(JournalRow).where(JournalRow.seq.is_(None))
    ).one()
    at = book.session.scalar(select(SealRow.sealed_at).order_by(SealRow.key.desc()).limit(1))
    return Sealed(sealing.head(book), at, unsealed)
