"""「運営者の掲示」 What the operator wrote; rows are added and never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from marketplace.domain.notice import Notice, NoticePage
from marketplace.domain.organisation import Actor, OrgKind
from marketplace.store.access import found, only, own_key
from marketplace.store.book import Book
from marketplace.store.organisations import person_key
from marketplace.store.rows import NoticePageRow


def add_notice(book: Book, actor: Actor, made: Notice) -> Notice:
    """Keep one more version of a page."""
    only(actor, OrgKind.OPERATOR)
    row = NoticePageRow(
        org_key=own_key(book, actor),
        slug=made.page.value,
        version=made.version,
        body=made.body,
        person_key=person_key(book, actor.person.ref),
        written_at=made.written_at,
    )
    book.session.add(row)
    book.session.flush()
    return made


def public_notice(book: Book, page: NoticePage, version: int) -> Notice:
    """One version of a page, for everybody."""
    chosen = (NoticePageRow.slug == page.value, NoticePageRow.version == version)
    row = book.session.scalar(select(NoticePageRow).where(*chosen))
    return _notice_of(found(row, "notice", f"{page.value}.{version}"))


def public_versions(book: Book, page: NoticePage) -> tuple[tuple[int, datetime], ...]:
    """「版の一覧」 The number and the instant of every version of a page; newest first."""
    rows = book.session.execute(
        select(NoticePageRow.version, NoticePageRow.written_at)
        .where(NoticePageRow.slug == page.value)
        .order_by(NoticePageRow.version.desc())
    )
    return tuple((version, written_at) for version, written_at in rows)


def public_newest(book: Book) -> dict[NoticePage, Notice]:
    """The newest version of every page that was ever written."""
    last = select(func.max(NoticePageRow.key)).group_by(NoticePageRow.slug)
    rows = book.session.scalars(select(NoticePageRow).where(NoticePageRow.key.in_(last)))
    return {one.page: one for one in map(_notice_of, rows)}


def _notice_of(row: NoticePageRow) -> Notice:
    return Notice(NoticePage(row.slug), row.version, row.body, row.written_at)
