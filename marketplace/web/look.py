"""「見せかた」 Filters and values that every template may use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from flask import Flask, g

from marketplace.domain.certificate import TRIAL_WORDS
from marketplace.domain.days import JST
from marketplace.domain.notice import NoticePage
from marketplace.domain.verdict import Verdict
from marketplace.print import conditions
from marketplace.web import charts, criteria, glossary, links, parts, prices, visit
from marketplace.web.said import Said, said

ISO = re.compile(r"\d{4}-\d\d-\d\d")
UNKNOWN = "不明"
KILOBYTE = 1024
FAMILIES = {
    "otasuke": "サービス基準",
    "otasuke-sc": "新類型の基準",
    "scs": "SCS評価制度の評価基準",
}
SHAPES = {
    Verdict.CONFORMS: "ok",
    Verdict.FAILS: "ng",
    Verdict.NEEDS_PERSON: "ask",
    Verdict.NOT_APPLICABLE: "na",
    Verdict.FAULT: "fault",
}


def yen(amount: int | None) -> str:
    """「円」 Grouped digits and the unit; an unknown amount is 不明, never zero."""
    return UNKNOWN if amount is None else f"{amount:,}円"


def day(value: date | None) -> str:
    """「日」 2026年11月25日."""
    return UNKNOWN if value is None else f"{value.year}年{value.month}月{value.day}日"


def dated(text: str) -> str:
    """「日を含む文」 A sentence made elsewhere, its days (2026-11-25) spelt as on our pages."""
    return ISO.sub(lambda found: day(date.fromisoformat(found[0])), text)


def moment(value: datetime) -> str:
    """「日時」 In Japan, to the minute."""
    there = value.astimezone(JST)
    return f"{day(there.date())} {there.hour}:{there.minute:02}"


def percent(basis_points: int) -> str:
    """「税率」 10% from 1000 basis points."""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}%" if not rest else f"{whole}.{rest:02}".rstrip("0") + "%"


def weight(size: int) -> str:
    """「大きさ」 In whole kB, as a person sees it in a list of files."""
    return f"{-(-size // KILOBYTE):,} kB"


def edition_name(slug: str) -> str:
    """「版の名」 サービス基準 2.0版 from otasuke/2.0; a text without a version yet is a 案."""
    family, _, version = slug.partition("/")
    if version == "draft":
        return f"{FAMILIES.get(family, family)}（案）"
    return f"{FAMILIES.get(family, family)} {version}{'版' if version[:1].isdigit() else ''}"


def keyword(step: str) -> tuple[str, str]:
    """「節」 The keyword of a step (前提, もし, ならば, かつ) and the rest of its line."""
    first, _, rest = step.partition(" ")
    return first, rest


def refusal() -> Said | None:
    """Why the form was not taken, when this page shows it again."""
    found = g.get("refusal")
    return found if isinstance(found, Said) else None


def wrong(field: str) -> str:
    """What is wrong with a field of this page, or nothing."""
    found = refusal()
    return found.about(field) if found else ""


def kept(field: str, default: object = "") -> str:
    """What was entered in a field before the form was refused, else the default."""
    entered = g.get("entered")
    return str(default if entered is None else entered.get(field, default))


def kept_all(field: str, default: Iterable[object] = ()) -> list[str]:
    """What was chosen in a group before the form was refused, else the defaults."""
    entered = g.get("entered")
    return [str(one) for one in default] if entered is None else entered.getlist(field)


def install(app: Flask) -> None:
    """Offer the filters and values to every template."""
    of_forms = (refusal, wrong, kept, kept_all)
    filters = (yen, day, dated, moment, percent, weight, edition_name, keyword)
    app.jinja_env.filters.update({f.__name__: f for f in filters})
    app.jinja_env.globals.update({f.__name__: f for f in of_forms})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        actor=visit.actor,
        today=visit.today,
        market=visit.market,
        new_token=visit.new_token,
        menu=links.menu,
        here=links.here,
        home_of=links.home,
        shapes=SHAPES,
        trial_words=TRIAL_WORDS,
        criteria=criteria,
        glossary=glossary,
        parts=parts,
        prices=prices,
        conditions=conditions,
        said=said,
        person=visit.person,
        acting=links.acting,
        own_links=links.own,
        at=links.at,
        notice_pages=tuple(NoticePage),
        charts=charts,
    )
