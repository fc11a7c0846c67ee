"""「外部のID」 Persons as other issuers name them (OpenID Connect)."""

from __future__ import annotations

from sqlalchemy import delete, select

from marketplace.domain.account import Identity
from marketplace.domain.organisation import Person
from marketplace.store.book import Book
from marketplace.store.organisations import person_key
from marketplace.store.rows import IdentityRow, PersonRow


def add_identity(book: Book, person: str, made: Identity) -> None:
    """Let an issuer's name for a person stand for them; it stands for one person only."""
    row = IdentityRow(
        person_key=person_key(book, person),
        issuer=made.issuer,
        subject=made.subject,
        added_at=made.added_at,
    )
    book.session.add(row)


def identities(book: Book, person: str) -> tuple[Identity, ...]:
    """A person's own, in the order in which they were linked."""
    mine = IdentityRow.person_key == person_key(book, person)
    rows = book.session.scalars(select(IdentityRow).where(mine).order_by(IdentityRow.key))
    return tuple(Identity(row.issuer, row.subject, row.added_at) for row in rows)


def named_by(book: Book, issuer: str, subject: str) -> Person | None:
    """Whom an issuer means by this name; nobody until they linked it."""
    named = (IdentityRow.issuer == issuer, IdentityRow.subject == subject)
    row = book.session.scalar(select(PersonRow).join(IdentityRow).where(*named))
    return None if row is None else Person(row.ref, row.name, row.email)


def remove_identity(book: Book, person: str, issuer: str) -> bool:
    """Whether there was a name by this issuer to forget."""
    mine = (IdentityRow.person_key == person_key(book, person), IdentityRow.issuer == issuer)
    keys = tuple(book.session.scalars(select(IdentityRow.key).where(*mine)))
    book.session.execute(delete(IdentityRow).where(IdentityRow.key.in_(keys)))
    return bool(keys)
