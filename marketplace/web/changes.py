"""「変わったところの見せかた」 What a version of an offering changed, in words and in yen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from marketplace.desk.versions import Version
from marketplace.domain.offering import Offering, Plan
from marketplace.domain.tariff import Breakdown
from marketplace.web.parts import parts
from marketplace.web.prices import amount, terms
from marketplace.web.sizing import Asked

UNKNOWN = "不明"
FIRST = ("適合確認書を発行したときの内容です。",)
OTHER = ("料金は変わっていません。証跡か、説明の文が変わりました。",)


@dataclass(frozen=True, slots=True)
class PriceStep:
    """「料金の移り変わりの行」 A plan of a version, and what it cost at one size."""

    since: datetime
    plan: Plan
    breakdown: Breakdown


@dataclass(frozen=True, slots=True)
class Step:
    """「版の行」 Since when a version is listed, and what it changed."""

    since: datetime
    changed: tuple[str, ...]
    digest: str


def history(found: tuple[Version, ...]) -> tuple[Step, ...]:
    """「版の履歴」 The newest first."""
    first = Step(found[0].since, FIRST, found[0].dossier_digest)
    later = (
        Step(new.since, _between(old, new), new.dossier_digest) for old, new in pairwise(found)
    )
    return tuple(reversed((first, *later)))


def price_steps(found: tuple[Version, ...], asked: Asked, today: date) -> tuple[PriceStep, ...]:
    """「料金の移り変わり」 Each plan of each version at this size, the newest first."""
    return tuple(
        PriceStep(one.since, plan, plan.tariff.breakdown(asked.size, asked.months, today))
        for one in reversed(found)
        for plan in one.plans
        if plan.tariff.sells(asked.size)
    )


def _between(old: Version, new: Version) -> tuple[str, ...]:
    before, after = ({plan.code: plan for plan in one.plans} for one in (old, new))
    found = [f"プラン「{after[c].name}」を足しました。" for c in after if c not in before]
    found += [f"プラン「{before[c].name}」をやめました。" for c in before if c not in after]
    for code in (code for code in after if code in before):
        found += _of_plan(before[code], after[code])
    return (*found, *_of_parts(old.offering, new.offering)) or OTHER


def _of_parts(old: Offering, new: Offering) -> Iterator[str]:
    """What is declared otherwise, part by part; a row that came or went had been 不明 or is."""
    before, after = (_declared(one) for one in (old, new))
    for place in (place for place in before | after if before.get(place) != after.get(place)):
        was, now = (found.get(place) or UNKNOWN for found in (before, after))
        yield f"{place[0]}：{place[1]} {was} → {now}"


def _declared(offering: Offering) -> dict[tuple[str, str], str | None]:
    return {(part.title, row.label): row.value for part in parts(offering) for row in part.rows}


def _of_plan(old: Plan, new: Plan) -> Iterator[str]:
    before, after = ({one.name: one for one in plan.prices} for plan in (old, new))
    yield from (
        f"{new.name}：「{name}」を足しました（{amount(after[name])}）。"
        for name in after
        if name not in before
    )
    yield from (f"{new.name}：「{name}」をやめました。" for name in before if name not in after)
    for name in (name for name in after if name in before):
        one, other = _said(old, name), _said(new, name)
        if one != other:
            yield f"{new.name}：「{name}」 {one} → {other}"
    if old.term_months != new.term_months:
        yield f"{new.name}：最低契約期間 {_months(old)} → {_months(new)}"


def _said(plan: Plan, name: str) -> str:
    one = next(price for price in plan.prices if price.name == name)
    return f"{amount(one)}（{'・'.join(terms(one))}）"


def _months(plan: Plan) -> str:
    return "不明" if plan.term_months is None else f"{plan.term_months}か月"
