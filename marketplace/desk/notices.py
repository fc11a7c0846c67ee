"""「掲示を書く」 The operator writes a page anew; what stood there before stays readable."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from marketplace.desk.act import act
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.notice import Notice, NoticePage, bad_links
from marketplace.domain.organisation import Actor
from marketplace.store import Book, notices

MOST_TEXT = 20_000
"""Characters of a page: about thirty sheets of paper."""

_CONTROL = ("Cc", "Cf", "Cs", "Co", "Cn")
_KEPT = "\n\t"


@dataclass(frozen=True, slots=True)
class WritePage:
    """「掲示を書く」 The whole text; ``seen_version`` stood on the screen (0: nothing yet)."""

    token: str
    page: str
    seen_version: int
    body: str


def page_of(slug: object) -> NoticePage:
    """The page of an address; ``Missing`` where there is none of this name."""
    try:
        return NoticePage(str(slug))
    except ValueError:
        raise Missing("notice", ref=slug) from None


def _written(book: Book, _actor: Actor, ref: str) -> Notice:
    slug, _, version = ref.partition(".")
    return notices.public_notice(book, NoticePage(slug), int(version))


@act(again=_written)
def write_page(book: Book, actor: Actor, order: WritePage, now: datetime) -> Notice:
    """「掲示」 A new version; refused where somebody wrote one meanwhile or nothing changed."""
    page, body = page_of(order.page), _text(order.body)
    before = notices.public_newest(book).get(page)
    last = before.version if before else 0
    if order.seen_version != last:
        raise Conflict("notice_moved", page=page)
    if before and before.body == body:
        raise Refused("notice_unchanged", page=page)
    return notices.add_notice(book, actor, Notice(page, last + 1, body, now))


def _text(value: object) -> str:
    """A text as it is kept: its lines end the same way everywhere, and every link is safe."""
    lines = value.splitlines() if isinstance(value, str) else []
    text = unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip("\n")
    if not text:
        raise Refused("notice_empty")
    if len(text) > MOST_TEXT:
        raise Refused("notice_too_long", most=MOST_TEXT, found=len(text))
    if any(unicodedata.category(ch) in _CONTROL and ch not in _KEPT for ch in text):
        raise Refused("notice_unreadable")
    if bad := bad_links(text):
        raise Refused("notice_bad_link", links=bad)
    return text
