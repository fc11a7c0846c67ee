"""「封じる」 The journal's committed rows in one chain, and whether the chain is whole.

A row's link is SHA-256 over the link before it, the row's own digest and its number. The digest of
a row covers who did what to what and when, and the salted digest of the body; so body and salt may
be deleted and the chain stays. The order of the chain is the order of sealing: in PostgreSQL a row
may be committed after one with a later key, and is then sealed later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, func, select, update

from marketplace.domain.canonical import digest
from marketplace.domain.days import aware
from marketplace.store import locking
from marketplace.store.book import Book
from marketplace.store.rows import JournalRow, OrganisationRow, PersonRow, SealRow

FIRST = "0" * 64
"""The link before the first row."""

CHUNK = 500
ONE_SEALER = 0x7365_616C  # any constant that nothing else locks: "seal"

_WITNESSED = (
    JournalRow.key,
    JournalRow.seq,
    JournalRow.prev_digest,
    JournalRow.act,
    JournalRow.subject_ref,
    JournalRow.digest,
    JournalRow.salt,
    JournalRow.body,
    JournalRow.done_at,
    OrganisationRow.ref.label("org"),
    PersonRow.ref.label("person"),
)


@dataclass(frozen=True, slots=True)
class Head:
    """「先頭」 The newest link of the chain: its number and digest; nothing sealed is number 0."""

    seq: int
    digest: str


class Fault(StrEnum):
    """「破れ方」 What is wrong with the chain at one number."""

    ROW_MISSING = "row_missing"
    BODY_CHANGED = "body_changed"
    ROW_CHANGED = "row_changed"
    HEAD_DIFFERS = "head_differs"


@dataclass(frozen=True, slots=True)
class Break:
    """「破れ」 The first number at which the chain is not whole, and why.

    ``witness`` names what contradicts the row: the name of a published head, else nothing.
    """

    seq: int
    fault: Fault
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """「検めた結果」 How far the chain was read, what is not sealed yet, and the first break."""

    head: Head
    redacted: int
    unsealed: int
    broken: Break | None


def seal(book: Book, now: datetime, limit: int = CHUNK) -> int:
    """Chain committed rows that are not sealed yet, oldest key first; returns how many.

    The first thing in its unit of work; sealers wait for one another.
    """
    locking.alone(book, ONE_SEALER)
    waiting = _witnessed().where(JournalRow.seq.is_(None)).order_by(JournalRow.key).limit(limit)
    rows = book.session.execute(waiting).all()
    if not rows:
        return 0
    last, numbered = head(book), []
    for row in rows:
        seq = last.seq + 1
        numbered.append({"key": row.key, "seq": seq, "prev_digest": last.digest})
        last = Head(seq, link(last.digest, row_digest(row), seq))
    book.session.execute(update(JournalRow), numbered)
    book.session.add(SealRow(seq=last.seq, digest=last.digest, sealed_at=now))
    return len(rows)


def head(book: Book) -> Head:
    """The newest link, computed from the row that was sealed last."""
    newest = _witnessed().where(JournalRow.seq.is_not(None)).order_by(JournalRow.seq.desc())
    row = book.session.execute(newest.limit(1)).one_or_none()
    if row is None:
        return Head(0, FIRST)
    return Head(row.seq, _link_of(row))


def verify(book: Book, published: Mapping[str, Head]) -> Verified:
    """Compute the chain anew and compare it with the rows, the seals and the published heads."""
    chain = _Chain(book, _witnesses(book, published))
    broken = next((fault for row in _sealed(book) if (fault := chain.take(row))), None)
    return Verified(chain.head, chain.redacted, _unsealed(book), broken or chain.missing())


def link(before: str, row: str, seq: int) -> str:
    """「つなぎ」 The digest of one link of the chain."""
    return hashlib.sha256(f"{before}{row}{seq}".encode("ascii")).hexdigest()


def row_digest(row: Row[Any]) -> str:
    """「行の指紋」 Who did what to what, when, and the salted digest of the body."""
    return digest(
        {
            "act": row.act,
            "body": row.digest,
            "done_at": aware(row.done_at).isoformat(timespec="microseconds"),
            "org": row.org,
            "person": row.person,
            "subject_ref": row.subject_ref,
        }
    )


class _Chain:
    """The chain as it is computed anew, row by row."""

    def __init__(self, book: Book, witnesses: Sequence[tuple[Head, str]]) -> None:
        self.head = Head(0, FIRST)
        self.redacted = 0
        self._book = book
        self._left = sorted(witnesses, key=lambda one: one[0].seq, reverse=True)

    def take(self, row: Row[Any]) -> Break | None:
        """Go one row further; a break, if this row or the one before it is not as it was."""
        seq = self.head.seq + 1
        if row.seq != seq:
            return Break(seq, Fault.ROW_MISSING)
        if row.prev_digest != self.head.digest:
            return Break(_blamed(self._book, row), Fault.ROW_CHANGED)
        if _is_changed(row):
            return Break(seq, Fault.BODY_CHANGED)
        self.redacted += row.body is None
        self.head = Head(seq, _link_of(row))
        return self._contradicted()

    def missing(self) -> Break | None:
        """A break, if somebody witnessed more rows than there are."""
        if any(not name for _, name in self._left):
            return Break(self.head.seq + 1, Fault.ROW_MISSING)
        published = self._left[-1:]
        return next((Break(one.seq, Fault.HEAD_DIFFERS, name) for one, name in published), None)

    def _contradicted(self) -> Break | None:
        while self._left and self._left[-1][0].seq <= self.head.seq:
            witnessed, name = self._left.pop()
            if witnessed != self.head:
                fault = Fault.HEAD_DIFFERS if name else Fault.ROW_CHANGED
                return Break(witnessed.seq, fault, name)
        return None


def _blamed(book: Book, row: Row[Any]) -> int:
    """Which of two rows that do not fit was changed: this one, if nothing follows from it."""
    after = select(JournalRow.prev_digest).where(JournalRow.seq == row.seq + 1)
    sealed = select(SealRow.digest).where(SealRow.seq == row.seq)
    remembered = book.session.scalar(after) or book.session.scalar(sealed)
    return row.seq - 1 if row.seq > 1 and remembered == _link_of(row) else int(row.seq)


def _link_of(row: Row[Any]) -> str:
    return link(row.prev_digest, row_digest(row), row.seq)


def _is_changed(row: Row[Any]) -> bool:
    """Whether a body that is still there is another than the one that was written down."""
    if row.body is None:
        return False
    return bool(hashlib.sha256(row.salt + row.body.encode()).hexdigest() != row.digest)


def _witnesses(book: Book, published: Mapping[str, Head]) -> list[tuple[Head, str]]:
    seals = book.session.execute(select(SealRow.seq, SealRow.digest)).all()
    # Of one number the last is asked first: what a seal denies too is not the published head's.
    return [
        *((head, name) for name, head in published.items()),
        *((Head(seq, digest), "") for seq, digest in seals),
    ]


def _sealed(book: Book) -> Iterator[Row[Any]]:
    """Every sealed row in the order of the chain, a chunk at a time."""
    seq = 0
    sealed = _witnessed().order_by(JournalRow.seq, JournalRow.key).limit(CHUNK)
    while rows := book.session.execute(sealed.where(JournalRow.seq > seq)).all():
        yield from rows
        seq = rows[-1].seq


def _unsealed(book: Book) -> int:
    waiting = select(func.count()).where(JournalRow.seq.is_(None))
    return book.session.scalars(waiting).one()


def _witnessed() -> Select[*tuple[Any, ...]]:
    joined = select(*_WITNESSED).select_from(JournalRow)
    owned = joined.join(OrganisationRow, OrganisationRow.key == JournalRow.org_key)
    return owned.join(PersonRow, PersonRow.key == JournalRow.person_key)
