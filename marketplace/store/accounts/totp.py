"""「確認コード」 The sealed secret of a person's authenticator, and the spare codes beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select

from marketplace.domain.account import Totp
from marketplace.store.book import Book
from marketplace.store.organisations import person_key
from marketplace.store.rows import RecoveryCodeRow, TotpRow


def totp(book: Book, person: str) -> Totp | None:
    """What a person confirmed by a first code."""
    row = _row(book, person)
    if row is None or row.confirmed_at is None:
        return None
    return Totp(row.sealed, row.confirmed_at, row.last_step or 0)


def put_totp(book: Book, person: str, made: Totp) -> None:
    """Keep a confirmed secret in the place of any other."""
    row = _row(book, person)
    if row is None:
        row = TotpRow(person_key=person_key(book, person))
        book.session.add(row)
    row.sealed, row.last_step = made.sealed, made.last_step
    row.made_at = row.confirmed_at = made.confirmed_at


def use_step(book: Book, person: str, step: int) -> None:
    """Let no code of this step or of one before be accepted again."""
    row = _row(book, person)
    if row is not None:
        row.last_step = step


def remove_totp(book: Book, person: str) -> None:
    """Forget the secret and every spare code."""
    key = person_key(book, person)
    book.session.execute(delete(TotpRow).where(TotpRow.person_key == key))
    put_codes(book, person, ())


def put_codes(book: Book, person: str, digests: Iterable[str]) -> None:
    """「予備コード」 New ones in the place of all that were."""
    key = person_key(book, person)
    book.session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.person_key == key))
    rows = (RecoveryCodeRow(person_key=key, digest=digest) for digest in digests)
    book.session.add_all(rows)


def use_code(book: Book, person: str, digest: str, now: datetime) -> bool:
    """Whether this spare code was still good; from now on it is not."""
    key = person_key(book, person)
    mine = (RecoveryCodeRow.person_key == key, RecoveryCodeRow.digest == digest)
    row = book.session.scalar(select(RecoveryCodeRow).where(*mine))
    if row is None or row.used_at is not None:
        return False
    row.used_at = now
    return True


def open_codes(book: Book, person: str) -> frozenset[str]:
    """The digests of the spare codes that are still good."""
    key = person_key(book, person)
    mine = (RecoveryCodeRow.person_key == key, RecoveryCodeRow.used_at.is_(None))
    return frozenset(book.session.scalars(select(RecoveryCodeRow.digest).where(*mine)))


def codes_left(book: Book, person: str) -> int:
    """How many spare codes are still good."""
    key = person_key(book, person)
    mine = (RecoveryCodeRow.person_key == key, RecoveryCodeRow.used_at.is_(None))
    return book.session.scalar(select(func.count()).where(*mine)) or 0


def _row(book: Book, person: str) -> TotpRow | None:
    key = person_key(book, person)
    return book.session.scalar(select(TotpRow).where(TotpRow.person_key == key))
