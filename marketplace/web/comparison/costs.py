"""「料金の行」 Totals for one size and term, each with the lines that it is the sum of."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.desk.catalogue.comparing import Column
from marketplace.domain.offering import Plan
from marketplace.domain.price import Kind, Period, PriceComponent
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.web import prices
from marketplace.web.comparison.cells import NOWHERE, Cell, Group, Line, Row

Cells = tuple[Cell, ...]
UNSOLD = "この台数では売られていません"
NONE_DECLARED = "申告なし"


def costs(columns: tuple[Column, ...], months: int) -> Group:
    """「料金」 The sums first, then what they are made of, then what is outside of them."""
    rows = (
        Row("実質月額（税抜）", _first(columns), leads=True, hint=_how(months)),
        Row(f"{months:,}か月の合計（税抜）", _each(columns, _total), leads=True),
        Row("合計の内訳（税抜）", _each(columns, _made_of), leads=True),
        Row("初期費用（税抜）", _each(columns, _once)),
        Row("月額（税抜）", _each(columns, _monthly)),
        Row("年額（税抜）", _each(columns, _yearly)),
        Row("都度の料金", tuple(_outside(one, usage=True) for one in columns)),
        Row("断れる料金", tuple(_outside(one, usage=False) for one in columns)),
    )
    return Group("料金", rows, key="cost")


def times(charge: Charge, months: int) -> str:
    """「何回分」 How many payments of a line fall into the term, and which."""
    number = charge.payments(months)
    if charge.period is None:
        return f"{number}回"
    if charge.period is Period.YEAR:
        return f"{number}年"
    return f"{number}か月" + "".join(_limits(charge))


def sold_for(plan: Plan) -> str:
    """「売られている台数」 The smallest and the largest size that a plan is sold in."""
    least, most = plan.terminals_min, plan.terminals_max
    terminals = f"{least:,}台" if least else "最小は不明"
    terminals += f"〜{most:,}台" if most else "以上" if least else ""
    return f"端末 {terminals}・拠点 {plan.networks_min or 1:,}か所以上"


def _each(columns: tuple[Column, ...], cell: Callable[[Breakdown, Plan], Cell]) -> Cells:
    """A cell for every plan that is sold in this size; elsewhere there is no price to show."""
    return tuple(cell(one.breakdown, one.listing.plan) if one.sold else NOWHERE for one in columns)


def _first(columns: tuple[Column, ...]) -> Cells:
    """The row that a reader begins with, which says also why there is no price."""
    pairs = zip(columns, _each(columns, _effective), strict=True)
    return tuple(cell if one.sold else _unsold(one.listing.plan) for one, cell in pairs)


def _unsold(plan: Plan) -> Cell:
    return Cell(UNSOLD, f"売られている台数: {sold_for(plan)}")


def _limits(charge: Charge) -> list[str]:
    first, last, ahead = charge.first_month, charge.last_month, charge.prepay_months
    said = []
    if last is not None:
        said.append(f"（{first}か月目）" if first == last else f"（{first}〜{last}か月目）")
    elif first > 1:
        said.append(f"（{first}か月目から）")
    return said + ([f"（{ahead}か月分ずつ前払い）"] if ahead else [])


def _how(months: int) -> str:
    return f"合計÷{months:,}か月。1円未満は切り上げ"


def _yen(amount: int | None, note: str = "") -> Cell:
    return Cell(None if amount is None else f"{amount:,}円", note)


def _effective(found: Breakdown, _: Plan) -> Cell:
    why = f"金額のわからない料金: {'、'.join(found.unknown)}" if found.unknown else ""
    return _yen(found.effective_monthly_ex_tax, why)


def _total(found: Breakdown, _: Plan) -> Cell:
    return _yen(found.total_ex_tax)


def _once(found: Breakdown, _: Plan) -> Cell:
    return _yen(found.one_time_ex_tax)


def _monthly(found: Breakdown, _: Plan) -> Cell:
    note = "いちばん高い月" if prices.has_campaign(found) else ""
    return _recurring(found, Period.MONTH, found.monthly_ex_tax, note)


def _yearly(found: Breakdown, _: Plan) -> Cell:
    return _recurring(found, Period.YEAR, found.yearly_ex_tax, "")


def _recurring(found: Breakdown, period: Period, amount: int | None, note: str) -> Cell:
    """Not applicable where the plan has no such fee at all."""
    if not found.unknown and all(charge.period is not period for charge in found.charges):
        return NOWHERE
    return _yen(amount, note)


def _made_of(found: Breakdown, plan: Plan) -> Cell:
    shown = prices.lines(found, plan)
    known = [
        Line(one.name, f"{line.how} × {times(one, found.months)}", paid_for(one, found.months))
        for one, line in zip(found.charges, shown, strict=False)
    ]
    rest = shown[len(found.charges) : len(found.charges) + len(found.unknown)]
    return Cell(lines=(*known, *(Line(one.name, one.how) for one in rest)))


def paid_for(charge: Charge, months: int) -> int:
    """「行の合計」 What a line adds to the total over the term, 税抜."""
    return charge.amount_ex_tax * charge.payments(months)


def _outside(column: Column, *, usage: bool) -> Cell:
    """What is in no total: charged each time, or only where it is wanted."""
    plan = column.listing.plan
    bought = plan.tariff.bought
    declared = (c for c in plan.prices if (c.kind is Kind.USAGE) is usage)
    found = [c for c in declared if usage or c not in bought]
    return Cell(lines=tuple(map(_option, found))) if found else Cell(NONE_DECLARED)


def _option(one: PriceComponent) -> Line:
    said, amount = prices.terms(one), prices.amount(one)
    how = f"1回 {amount}（{one.tax.label}）" if one.kind is Kind.USAGE else amount
    more = "" if one.kind is Kind.USAGE else f"（{'・'.join(said)}）"
    return Line(one.name, how + more, counted=False)
