"""「届いた知らせ」 Verified events of gateways, each kept once, whoever delivers it how often.

They are the market's own: nobody acts here, and whose they are is known only when their object has
been fetched.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.domain.checkout import Hint, InboxState
from marketplace.store.access import found
from marketplace.store.book import Book
from marketplace.store.rows import InboxRow

FIELDS = (
    "gateway",
    "event_id",
    "type",
    "object_kind",
    "object_ref",
    "account",
    "api_version",
    "created_at",
    "raw",
    "note",
    "state",
)


def keep(book: Book, hint: Hint, now: datetime) -> bool:
    """Keep an event; False where it was kept before, and then nothing changes."""
    row = {name: getattr(hint, name) for name in FIELDS} | {"received_at": now}
    # No reading beforehand: two deliveries at once would both find nothing.
    return book.session.scalar(_insert(book).values(row).returning(InboxRow.key)) is not None


def hint(book: Book, gateway: str, event_id: str) -> Hint:
    """「知らせ」 An event by its name at the gateway."""
    same = (InboxRow.gateway == gateway, InboxRow.event_id == event_id)
    row = found(book.session.scalar(select(InboxRow).where(*same)), "event", event_id)
    return Hint(**{name: getattr(row, name) for name in FIELDS})


def mark(book: Book, hint: Hint, state: InboxState) -> None:
    """Say what became of an event."""
    same = (InboxRow.gateway == hint.gateway, InboxRow.event_id == hint.event_id)
    book.session.execute(update(InboxRow).where(*same).values(state=state))


def _insert(book: Book) -> Insert:
    name = book.session.get_bind().dialect.name
    statement = sqlite.insert(InboxRow) if name == "sqlite" else postgresql.insert(InboxRow)
    return statement.on_conflict_do_nothing(index_elements=["gateway", "event_id"])
