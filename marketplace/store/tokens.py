"""「一度きりの札」 A form that is sent twice is done once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.domain.errors import Conflict
from marketplace.domain.organisation import Actor
from marketplace.store.access import own, own_key
from marketplace.store.book import Book
from marketplace.store.rows import TokenRow


def done_before(book: Book, actor: Actor, token: str, act_name: str) -> str | None:
    """The result of the act that this token already stood for, or None.

    The same token for another act is a ``Conflict``.
    """
    row = book.session.scalar(
        select(TokenRow).where(TokenRow.org_key == own(actor), TokenRow.token == token)
    )
    if row is None:
        return None
    if row.act != act_name:
        raise Conflict("token_reused", act=row.act)
    return row.result_ref


def mark_done(
    book: Book, actor: Actor, token: str, act_name: str, *, result_ref: str, now: datetime
) -> None:
    """Remember the result of an act under its token."""
    book.session.add(
        TokenRow(
            org_key=own_key(book, actor),
            token=token,
            act=act_name,
            result_ref=result_ref,
            done_at=now,
        )
    )
