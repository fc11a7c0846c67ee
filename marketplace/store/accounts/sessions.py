"""「サインインの記録」 Who is signed in: begun, found by the cookie's token, ended one or all."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, select, update

from marketplace.domain.account import SignedIn
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.organisations import organisation_key, person_key
from marketplace.store.rows import OrganisationRow, PersonRow, SessionRow

MOST_AGENT = 200
"""Characters of what a browser says of itself; the rest is noise."""


def digest_of(token: str) -> str:
    """What is kept of a token; it has 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(book: Book, made: SignedIn, token: str) -> None:
    """Enter a session under the digest of its token."""
    row = SessionRow(
        ref=made.ref,
        digest=digest_of(token),
        person_key=person_key(book, made.person),
        org_key=_org_key(book, made.org),
        proof=made.proof,
        second=made.second,
        began_at=made.began_at,
        ends_at=made.ends_at,
        ended_at=made.ended_at,
        agent=made.agent[:MOST_AGENT],
    )
    book.session.add(row)
    book.session.flush()


def by_token(book: Book, token: str) -> SignedIn | None:
    """The session of a token, ended or not."""
    rows = _select().where(SessionRow.digest == digest_of(token))
    row = book.session.execute(rows).one_or_none()
    return None if row is None else _signed_in_of(*row)


def open_of(book: Book, person_ref: str, now: datetime) -> tuple[SignedIn, ...]:
    """The sessions of a person that hold, newest first."""
    rows = book.session.execute(
        _select()
        .where(PersonRow.ref == person_ref, *_open(now))
        .order_by(SessionRow.began_at.desc(), SessionRow.key.desc())
    )
    return tuple(_signed_in_of(*row) for row in rows)


def end(book: Book, person_ref: str, ref: str, now: datetime) -> None:
    """End one session of a person; ``Missing`` where it is somebody else's or over."""
    found(_end(book, person_ref, now, SessionRow.ref == ref) or None, "session", ref)


def end_others(book: Book, person_ref: str, kept: str | None, now: datetime) -> int:
    """End every session of a person but one; how many there were."""
    return _end(book, person_ref, now, SessionRow.ref != (kept or ""))


def choose(book: Book, ref: str, org_ref: str, ends_at: datetime) -> None:
    """Act for an organisation from now on in this session, until an instant at most."""
    row = _row(book, ref)
    row.org_key, row.ends_at = organisation_key(book, org_ref), ends_at


def strengthen(book: Book, ref: str) -> None:
    """Note that a second factor was shown in this session."""
    _row(book, ref).second = True


def prune(book: Book, before: datetime) -> int:
    """Forget the sessions whose time was over before an instant."""
    gone = delete(SessionRow).where(SessionRow.ends_at < before).returning(SessionRow.key)
    return len(book.session.scalars(gone).all())


def _select() -> Select[SessionRow, str, str]:
    return (
        select(SessionRow, PersonRow.ref, OrganisationRow.ref)
        .join(PersonRow, PersonRow.key == SessionRow.person_key)
        .outerjoin(OrganisationRow, OrganisationRow.key == SessionRow.org_key)
    )


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return SessionRow.ended_at.is_(None), SessionRow.ends_at > now


def _end(book: Book, person_ref: str, now: datetime, which: ColumnElement[bool]) -> int:
    mine = SessionRow.person_key == person_key(book, person_ref)
    over = update(SessionRow).where(mine, which, *_open(now)).values(ended_at=now)
    return len(book.session.scalars(over.returning(SessionRow.key)).all())


def _row(book: Book, ref: str) -> SessionRow:
    row = book.session.scalar(select(SessionRow).where(SessionRow.ref == ref))
    return found(row, "session", ref)


def _org_key(book: Book, ref: str | None) -> int | None:
    return None if ref is None else organisation_key(book, ref)


def _signed_in_of(row: SessionRow, person: str, org: str | None) -> SignedIn:
    return SignedIn(
        ref=row.ref,
        person=person,
        org=org,
        proof=row.proof,
        second=row.second,
        began_at=row.began_at,
        ends_at=row.ends_at,
        agent=row.agent,
        ended_at=row.ended_at,
    )
