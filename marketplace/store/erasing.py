"""「個人の情報を消す」 Name, address, ways to sign in, and words of the journal that name somebody.

The rows that others need stay: who did what stands under the same reference, which leads to nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from marketplace.domain.member import erased
from marketplace.domain.organisation import Person
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.rows import (
    IdentityRow,
    JournalRow,
    MembershipRow,
    PasskeyRow,
    PasswordRow,
    PersonRow,
    RecoveryCodeRow,
    SessionRow,
    TicketRow,
    TotpRow,
)

SIGNING_IN = (PasswordRow, TotpRow, RecoveryCodeRow, PasskeyRow, IdentityRow, SessionRow, TicketRow)
LEAST_NAME = 2
"""Characters of a name that is looked for in texts; a single one stands in every second of them."""


def erase_person(book: Book, ref: str, now: datetime) -> Person:
    """「人の情報を消す」 Returns what stands there instead."""
    row = found(book.session.scalar(select(PersonRow).where(PersonRow.ref == ref)), "person", ref)
    before = Person(row.ref, row.name, row.email)
    erase_words(book, before)
    for kept in SIGNING_IN:
        book.session.execute(delete(kept).where(kept.person_key == row.key))
    book.session.execute(delete(TicketRow).where(TicketRow.email == row.email))
    left = (MembershipRow.person_key == row.key, MembershipRow.left_at.is_(None))
    book.session.execute(update(MembershipRow).where(*left).values(left_at=now))
    after = erased(before)
    row.name, row.email = after.name, after.email
    book.session.flush()
    return after


def erase_words(book: Book, person: Person) -> int:
    """「記録簿の言葉を消す」 Bodies and salts in which a person is named; the chain stays whole.

    The address is looked for everywhere, the name in the journals of the person's organisations.
    """
    named = [row.key for row in _suspects(book, person) if _names(json.loads(row.body), person)]
    for key in named:
        gone = update(JournalRow).where(JournalRow.key == key).values(body=None, salt=None)
        book.session.execute(gone)
    return len(named)


def _suspects(book: Book, person: Person) -> Iterator[Any]:
    """Rows whose spelling may hold the name or the address; canonical JSON escapes neither."""
    orgs = select(MembershipRow.org_key).join(PersonRow).where(PersonRow.ref == person.ref)
    written: list[ColumnElement[bool]] = [_holds(person.email)]
    if len(person.name) >= LEAST_NAME:
        written.append(_holds(person.name) & JournalRow.org_key.in_(orgs))
    yield from book.session.execute(
        select(JournalRow.key, JournalRow.body).where(JournalRow.body.is_not(None), or_(*written))
    ).all()


def _holds(words: str) -> ColumnElement[bool]:
    spelt = json.dumps(words, ensure_ascii=False)[1:-1]
    return JournalRow.body.contains(spelt, autoescape=True)


def _names(value: Any, person: Person) -> bool:
    """Whether a text of the body names the person, and not only a reference or a field."""
    if isinstance(value, str):
        return person.email in value or (len(person.name) >= LEAST_NAME and person.name in value)
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_names(part, person) for part in parts)
