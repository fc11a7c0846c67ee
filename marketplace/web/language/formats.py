"""「英語の書きかた」 Amounts, days and numbers as English pages write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from marketplace.domain.days import JST

UNKNOWN = "unknown"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FAMILIES = {
    "otasuke": "Service criteria",
    "otasuke-sc": "New-class criteria",
    "scs": "SCS evaluation criteria",
}
ONE = {
    "companies": "company",
    "criteria": "criterion",
    "entries": "entry",
    "people": "person",
    **{
        f"{word}s": word
        for word in (
            *("month", "year", "day", "hour", "minute", "time", "plan", "site", "device", "server"),
            *("PC", "item", "clause", "file", "line", "record", "step", "prefecture", "answer"),
            *("character", "question", "digit", "level", "byte", "place", "invitation", "letter"),
        )
    },
}
"""What is counted → one of it."""
_SINGLE = re.compile(rf"(?<![\d.,–])(?<!Class )1 ({'|'.join(ONE)})\b")
_DAY = re.compile(r"(\d{1,4})年(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
_YEN = re.compile(r"(-?)([\d,]+)円")


def yen(amount: int | None) -> str:
    """「円」 ¥12,800; an unknown amount is never zero."""
    if amount is None:
        return UNKNOWN
    return f"{'-' if amount < 0 else ''}¥{abs(amount):,}"


def day(value: date | None) -> str:
    """「日」 25 November 2026."""
    return UNKNOWN if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """「日時」 In Japan, to the minute."""
    there = value.astimezone(JST)
    return f"{day(there.date())}, {there.hour}:{there.minute:02} JST"


def edition_name(slug: str) -> str:
    """「版の名」 Service criteria, edition 2.0; a text without a version yet is a draft."""
    family, _, version = slug.partition("/")
    name = FAMILIES.get(family, family)
    if version == "draft":
        return f"{name} (draft)"
    return f"{name}, edition {version}" if version[:1].isdigit() else f"{name} {version}".strip()


def counted(text: str) -> str:
    """「一つ」 1 month, 2 months."""
    return _SINGLE.sub(lambda found: f"1 {ONE[found[1]]}", text)


def of(count: int, things: str) -> str:
    """「数」 3 clauses, 1 clause, 1,200 clauses; the first word is what is counted."""
    word, space, rest = things.partition(" ")
    if count == 1:
        word = ONE.get(word) or word.removesuffix("s")
    return f"{count:,} {word}{space}{rest}"


def written(text: str) -> str | None:
    """「日と円」 A whole text that is a day, a month or an amount; None if it is not."""
    if found := _DAY.fullmatch(text):
        return _named(found[1], found[2], f"{found[3]} ")
    if found := _MONTH.fullmatch(text):
        return _named(found[1], found[2], "")
    if found := _YEN.fullmatch(text):
        return f"{found[1]}¥{found[2]}"
    return None


def _named(year: str, month: str, before: str) -> str | None:
    number = int(month)
    return f"{before}{MONTHS[number - 1]} {year}" if 0 < number <= len(MONTHS) else None
