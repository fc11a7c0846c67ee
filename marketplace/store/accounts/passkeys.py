"""「パスキー」 The public halves of the keys that people's devices keep."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.domain.account import Passkey
from marketplace.domain.organisation import Person
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.organisations import person_key
from marketplace.store.rows import PasskeyRow, PersonRow


def add_passkey(book: Book, person: str, made: Passkey) -> None:
    """Keep a key of a person; a credential is kept once in the whole market."""
    row = PasskeyRow(
        ref=made.ref,
        person_key=person_key(book, person),
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=made.name,
        added_at=made.added_at,
    )
    book.session.add(row)


def passkeys(book: Book, person: str) -> tuple[Passkey, ...]:
    """A person's own, in the order in which they were added."""
    mine = PasskeyRow.person_key == person_key(book, person)
    rows = book.session.scalars(select(PasskeyRow).where(mine).order_by(PasskeyRow.key))
    return tuple(_passkey_of(row) for row in rows)


def holder(book: Book, credential_id: bytes) -> tuple[Person, Passkey] | None:
    """Whose key this is."""
    row = _row(book, credential_id)
    if row is None:
        return None
    owner = book.session.get_one(PersonRow, row.person_key)
    return Person(owner.ref, owner.name, owner.email), _passkey_of(row)


def use_passkey(book: Book, credential_id: bytes, sign_count: int, now: datetime) -> None:
    """Note that a key was used, and how often its device says so."""
    row = found(_row(book, credential_id), "passkey", "")
    row.sign_count, row.used_at = sign_count, now


def remove_passkey(book: Book, person: str, ref: str) -> Passkey:
    """Forget a key of this person; another person's does not exist."""
    mine = (PasskeyRow.person_key == person_key(book, person), PasskeyRow.ref == ref)
    row = found(book.session.scalar(select(PasskeyRow).where(*mine)), "passkey", ref)
    book.session.delete(row)
    return _passkey_of(row)


def _row(book: Book, credential_id: bytes) -> PasskeyRow | None:
    named = PasskeyRow.credential_id == credential_id
    return book.session.scalar(select(PasskeyRow).where(named))


def _passkey_of(row: PasskeyRow) -> Passkey:
    return Passkey(
        ref=row.ref,
        credential_id=row.credential_id,
        public_key=row.public_key,
        sign_count=row.sign_count,
        name=row.name,
        added_at=row.added_at,
        used_at=row.used_at,
    )
