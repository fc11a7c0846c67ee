"""「料金の見せかた」 Declared amounts in words, and what a breakdown is made of, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.domain.offering import Plan
from marketplace.domain.price import Kind, Mode, Period, PriceComponent, PriceStep, Qualifier, Tax
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.web.charts import Bar, bar
from marketplace.web.charts.bars import STYLES

NOT_COUNTED = "合計に入れていません"
THE_REST = "そのほか"


@dataclass(frozen=True, slots=True)
class PriceLine:
    """「内訳の行」 What it is, how it is computed, when it is paid; None: not known, not summed.

    ``amount`` × ``times`` is what it adds to the total: ``subtotal``.
    """

    name: str
    how: str
    paid: str
    amount: int | None = None
    counted: bool = True
    times: str = ""
    subtotal: int | None = None


def lines(breakdown: Breakdown, plan: Plan) -> tuple[PriceLine, ...]:
    """The lines of a breakdown: what is summed, what is not known, what is paid each time."""
    named = {one.name: one for one in plan.prices}
    months = breakdown.months
    charges = (_charged(charge, _of(charge, named), months) for charge in breakdown.charges)
    unknown = (_unknown(name, named.get(name)) for name in breakdown.unknown)
    each = (_each_time(name, named.get(name)) for name in breakdown.each_time)
    return (*charges, *unknown, *each)


def formulas(breakdown: Breakdown, plan: Plan) -> tuple[str, ...]:
    """「計算の一行」 Each line as one would reckon it: name, unit × quantity × times = sum."""
    return tuple(_formula(one) for one in lines(breakdown, plan))


def stacked(breakdown: Breakdown, plan: Plan) -> Bar | None:
    """「費用の帯」 What the total is made of; none where it is not known or is only one thing.

    A reduction cannot be drawn as a part of a sum, so that a total with one has no bar either.
    """
    parts = [(one.name, one.subtotal) for one in lines(breakdown, plan) if one.subtotal]
    known = [(name, amount) for name, amount in parts if amount is not None and amount > 0]
    if breakdown.total_ex_tax is None or len(known) != len(parts) or len(known) <= 1:
        return None
    return bar(_gathered(known))


def _gathered(parts: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """As many parts as can be told apart; the smallest of the others together."""
    if len(parts) <= STYLES:
        return tuple(parts)
    kept = sorted(parts, key=lambda part: part[1], reverse=True)[: STYLES - 1]
    rest = sum(amount for _, amount in parts) - sum(amount for _, amount in kept)
    return (*(part for part in parts if part in kept), (THE_REST, rest))


def has_campaign(breakdown: Breakdown) -> bool:
    """Whether some month is dearer than another, so that one 月額 does not say it all."""
    months = (c for c in breakdown.charges if c.period is Period.MONTH)
    return any(c.first_month > 1 or c.last_month is not None for c in months)


def terms(one: PriceComponent) -> tuple[str, ...]:
    """「料金の条件」 A declared component in words, each condition by itself."""
    return tuple(_terms(one))


def amount(one: PriceComponent) -> str:
    """「料金の額」 The declared amount in words; 不明 where there is none."""
    if one.steps:
        return "、".join(_step(step, one) for step in one.steps)
    if one.amount is None:
        return "要見積り" if one.qualifier is Qualifier.QUOTE else "不明"
    more = "から" if one.qualifier is Qualifier.FROM else ""
    return f"{one.amount:,}円{more}"


def _terms(one: PriceComponent) -> Iterator[str]:
    yield _when(one)
    yield f"{one.basis.label}ごと"
    yield one.tax.label
    yield {True: "必ずかかる", False: "断れる", None: "断れるかどうかは不明"}[one.compulsory]
    if one.mode is not Mode.FLAT:
        yield one.mode.label
    if one.included:
        yield f"{one.included:,}{one.basis.counter}分は料金に含む"
    if one.least:
        yield f"{one.least:,}{one.basis.counter}に満たないときも{one.least:,}{one.basis.counter}分"
    if one.requires:
        yield f"「{'」「'.join(one.requires)}」も必要"


def _when(one: PriceComponent) -> str:
    if one.kind is Kind.USAGE:
        return "都度（起きたときだけ）"
    if one.kind is Kind.ONE_TIME or one.period is None:
        return "1回だけ"
    return _paid(one.period, (one.first_month, one.last_month), one.prepay_months)


def _paid(period: Period, months: tuple[int, int | None], prepaid: int | None) -> str:
    first, last = months
    notes = []
    if last is not None:
        notes.append(f"{first}か月目だけ" if first == last else f"{first}〜{last}か月目")
    elif first > 1:
        notes.append(f"{first}か月目から")
    if prepaid:
        notes.append(f"{prepaid}か月分を前払い")
    return period.label + (f"（{'・'.join(notes)}）" if notes else "")


def _of(charge: Charge, named: dict[str, PriceComponent]) -> PriceComponent | None:
    """The component of a charge, whose name may carry a step in brackets."""
    return named.get(charge.name) or named.get(charge.name.rpartition("（")[0])


def _charged(charge: Charge, one: PriceComponent | None, months: int) -> PriceLine:
    due = (charge.first_month, charge.last_month)
    paid = _paid(charge.period, due, charge.prepay_months) if charge.period else "1回だけ"
    counted = f"{charge.basis.label} {charge.quantity:,}{charge.basis.counter}"
    how = f"{charge.unit_ex_tax:,}円 × {counted}"
    if one and one.mode is Mode.PACKAGE:
        how = f"この段階の定額 {charge.unit_ex_tax:,}円"
    if one and one.included:
        how += f"（{one.included:,}{charge.basis.counter}分は料金に含む）"
    if one and one.least and not one.steps and charge.quantity == one.least - one.included:
        how += f"（最低の{one.least:,}{charge.basis.counter}分）"
    if one and one.tax is Tax.INCLUDED:
        how += "（税込の申告を税抜に直した額）"
    times, amount = charge.payments(months), charge.amount_ex_tax
    unit = {Period.MONTH: "か月分", Period.YEAR: "年分", None: "回"}[charge.period]
    return PriceLine(
        charge.name, how, paid, amount, times=f"{times}{unit}", subtotal=amount * times
    )


def _formula(one: PriceLine) -> str:
    if one.subtotal is None:
        return f"{one.name}：{one.how}"
    return f"{one.name}：{one.how} × {one.times} ＝ {one.subtotal:,}円"


def _unknown(name: str, one: PriceComponent | None) -> PriceLine:
    if one is None:
        return PriceLine(name, "事業者の申告がありません", "不明", counted=False)
    return PriceLine(name, _why(one), _when(one), counted=False)


def _why(one: PriceComponent) -> str:
    """Why an amount cannot be summed."""
    if one.qualifier is not Qualifier.EXACT:
        return {"from": "「〜から」だけで、決まった額がありません", "quote": "見積りで決まります"}[
            one.qualifier.value
        ]
    found = {
        "金額の申告がありません": one.amount is None and not one.steps,
        "税込か税抜かの申告がありません": one.tax is Tax.UNKNOWN,
        "断れるかどうかの申告がありません": one.compulsory is None,
        "段階の読みかたの申告がありません": one.mode is Mode.STEPS,
    }
    usual = "この規模での金額がわかりません"
    return next((words for words, is_so in found.items() if is_so), usual)


def _each_time(name: str, one: PriceComponent | None) -> PriceLine:
    said = f"1回 {amount(one)}（{one.tax.label}）" if one else "不明"
    return PriceLine(name, f"{said}。{NOT_COUNTED}", "都度", counted=False)


def _step(step: PriceStep, one: PriceComponent) -> str:
    counter = one.basis.counter
    upto = "それ以上" if step.upto is None else f"{step.upto:,}{counter}まで"
    grace = f"（{step.grace:,}{counter}まで猶予）" if step.grace else ""
    return f"{upto} {step.amount:,}円{grace}"
