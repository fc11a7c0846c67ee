"""「答えの検査」 What a reply brings, spelt the same way everywhere; nothing is an empty text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from marketplace.codec.assessment import LONG
from marketplace.desk import order as given
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.errors import Refused

MOST_OWNER = 60
_NOT_WRITTEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def reply(entered: Reply) -> Reply:
    """A reply criterion by criterion; only 対象外 keeps a reason."""
    aside = entered.answer is Answer.NOT_APPLICABLE
    return replace(
        entered,
        reason=text(entered.reason, "reason", LONG) if aside else None,
        note=text(entered.note, "note", LONG),
        evidence=text(entered.evidence, "evidence", LONG),
        owner=text(entered.owner, "owner", MOST_OWNER),
        due=_day(entered.due, "due"),
        checked_on=_day(entered.checked_on, "checked_on"),
        wholesale=False,
    )


def text(value: object, field: str, most: int) -> str | None:
    """Words that may be missing, on one line or several."""
    lines = unicodedata.normalize("NFC", value).splitlines() if isinstance(value, str) else []
    found = "\n".join(lines).replace("\t", " ").strip()
    if len(found) > most:
        raise Refused("words_too_long", field=field, most=most)
    if any(unicodedata.category(ch) in _NOT_WRITTEN and ch != "\n" for ch in found):
        raise Refused("words_unreadable", field=field)
    return found or None


def _day(value: object, field: str) -> date | None:
    return None if value is None else given.day(value, field)
