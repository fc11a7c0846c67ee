"""「変わったところの見せかた」 What a version of an offering changed in its prices, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from marketplace.desk.versions import Version
from marketplace.domain.offering import Plan
from marketplace.web.prices import amount, terms

FIRST = ("適合確認書を発行したときの内容です。",)
OTHER = ("料金は変わっていません。ほかの内容が変わりました。",)


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


def _between(old: Version, new: Version) -> tuple[str, ...]:
    before, after = ({plan.code: plan for plan in one.plans} for one in (old, new))
    found = [f"プラン「{after[c].name}」を足しました。" for c in after if c not in before]
    found += [f"プラン「{before[c].name}」をやめました。" for c in before if c not in after]
    for code in (code for code in after if code in before):
        found += _of_plan(before[code], after[code])
    return tuple(found) or OTHER


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
