"""「掲示の見せかた」 A page of the operator's as everybody reads it, template or written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marketplace.domain.notice import Block, Notice, NoticePage, blocks, is_filled
from marketplace.store import Book, notices
from marketplace.web.legal import template


@dataclass(frozen=True, slots=True)
class Shown:
    """「見せる掲示」 A text with its version (0: the template) and when it was written."""

    page: NoticePage
    version: int
    body: str
    written_at: datetime | None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text as headings, paragraphs and lists."""
        return blocks(self.body)

    @property
    def is_filled(self) -> bool:
        """Whether the operator has written everything that only the operator knows."""
        return is_filled(self.body)


def shown(page: NoticePage, found: Notice | None) -> Shown:
    """What the operator wrote or, until then, the template."""
    if found is None:
        return Shown(page, 0, template(page), None)
    return Shown(page, found.version, found.body, found.written_at)


def every(book: Book) -> tuple[Shown, ...]:
    """「掲示の一覧」 Every page as it stands, in the order of the foot of our pages."""
    written = notices.public_newest(book)
    return tuple(shown(page, written.get(page)) for page in NoticePage)


def one(book: Book, page: NoticePage, version: int | None = None) -> Shown:
    """A page as it stands, or one of its earlier versions; 0 is the template."""
    if version is None:
        return shown(page, notices.public_newest(book).get(page))
    return shown(page, notices.public_notice(book, page, version) if version else None)
