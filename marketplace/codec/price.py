"""「料金の書式」 Price components and plans, with the rules that keep each shape whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from marshmallow import ValidationError, validates_schema

from marketplace.codec.fields import Choice, Day, Text, Tuple, Whole, YesNo, choice_of, code
from marketplace.codec.schema import Noun, nested
from marketplace.domain.offering import Plan
from marketplace.domain.price import (
    Basis,
    Kind,
    Mode,
    Period,
    PriceComponent,
    PriceStep,
    Qualifier,
    Tax,
)
from marketplace.domain.tier import TIERS

MOST_UNITS = 1_000_000
MOST_MONTHS = 120
MOST_ITEMS = 100


class StepSchema(Noun):
    """「段階」."""

    makes = PriceStep
    amount = Whole(required=True)
    upto = Whole(least=1, most=MOST_UNITS)
    grace = Whole(least=1, most=MOST_UNITS)


class PriceSchema(Noun):
    """「料金の要素」."""

    makes = PriceComponent
    name = Text(required=True, most=60)
    kind = choice_of(Kind, required=True)
    basis = choice_of(Basis, required=True)
    amount = Whole()
    period = choice_of(Period)
    tax = choice_of(Tax)
    compulsory = YesNo()
    qualifier = choice_of(Qualifier)
    mode = choice_of(Mode)
    steps = Tuple(nested(StepSchema), most=50)
    included = Whole(most=MOST_UNITS)
    least = Whole(least=1, most=MOST_UNITS)
    first_month = Whole(least=1, most=MOST_MONTHS)
    last_month = Whole(least=1, most=MOST_MONTHS)
    prepay_months = Whole(least=1, most=MOST_MONTHS)
    requires = Tuple(Text(most=60), most=10)
    as_of = Day()
    source = Text()

    @validates_schema
    def whole(self, data: dict[str, Any], **_: Any) -> None:
        """Each shape has what it needs and nothing of another; every fault is named."""
        faults: dict[str, list[str]] = {}
        for field, message in (*_period(data), *_amount(data), *_steps(data), *_months(data)):
            faults.setdefault(field, []).append(message)
        if faults:
            raise ValidationError(faults)


Faults = Iterator[tuple[str, str]]


def _period(data: dict[str, Any]) -> Faults:
    if (data.get("kind") is Kind.RECURRING) != ("period" in data):
        yield "period", "くり返す料金（recurring）には month か year を書き、ほかには書きません。"
    if "prepay_months" in data and data.get("period") is not Period.MONTH:
        yield "prepay_months", "月額（period: month）の前払いだけに書きます。消してください。"


def _amount(data: dict[str, Any]) -> Faults:
    steps = data.get("steps")
    if data.get("qualifier") is Qualifier.QUOTE and ("amount" in data or steps):
        yield (
            "steps" if steps else "amount",
            "要見積り（quote）の料金には書けません。消してください。",
        )
    if steps and "amount" in data:
        yield (
            "amount",
            "段階（steps）のある料金には書けません。段階ごとの amount を書いてください。",
        )


def _steps(data: dict[str, Any]) -> Faults:
    steps: tuple[PriceStep, ...] = data.get("steps", ())
    if bool(steps) != (data.get("mode", Mode.FLAT) is not Mode.FLAT):
        yield "steps", "段階（steps）と読み方（mode）は、両方そろえて書いてください。"
    if not (_ascends([s.upto for s in steps]) and _ascends([s.last for s in steps])):
        yield "steps", "upto は小さい順に書き、終わりのない段階は最後の一つだけにしてください。"
    if any(s.grace is not None and (s.upto is None or s.grace <= s.upto) for s in steps):
        yield "steps", "猶予（grace）は upto より大きい数で、upto と一緒に書いてください。"


def _ascends(ends: list[int | None]) -> bool:
    known = [end for end in ends if end is not None]
    return None not in ends[:-1] and known == sorted(set(known))


def _months(data: dict[str, Any]) -> Faults:
    first, last = data.get("first_month", 1), data.get("last_month")
    if last is not None and last < first:
        yield "last_month", "first_month より前の月です。順を確かめてください。"
    if data.get("period") is not Period.MONTH and (first > 1 or last is not None):
        limited = "first_month" if first > 1 else "last_month"
        yield limited, "月額（period: month）だけに、期間を限れます。消してください。"


class PlanSchema(Noun):
    """「料金プラン」."""

    makes = Plan
    code = code(required=True)
    name = Text(required=True, most=60)
    tier = Choice(TIERS, required=True)
    prices = Tuple(nested(PriceSchema), most=50)
    terminals_min = Whole(least=1, most=MOST_UNITS)
    terminals_max = Whole(least=1, most=MOST_UNITS)
    networks_min = Whole(least=1, most=10_000)
    term_months = Whole(most=MOST_MONTHS)
    diagnosed_items = Whole(most=MOST_ITEMS)

    @validates_schema
    def ordered(self, data: dict[str, Any], **_: Any) -> None:
        """The smallest size sold is not above the largest."""
        most = data.get("terminals_max")
        if most is not None and data.get("terminals_min", 1) > most:
            message = "terminals_min より小さい数です。大小を確かめてください。"
            raise ValidationError(message, "terminals_max")

    @validates_schema
    def named(self, data: dict[str, Any], **_: Any) -> None:
        """Component names are unique, and what one requires is another of the plan."""
        names = [price.name for price in data.get("prices", ())]
        for number, price in enumerate(data.get("prices", ())):
            if price.name in names[:number]:
                raise ValidationError(
                    {number: {"name": ["同じ名前の料金があります。名前を変えてください。"]}},
                    "prices",
                )
            if not set(price.requires) <= set(names) - {price.name}:
                message = "このプランにある、ほかの料金の名前を書いてください。"
                raise ValidationError({number: {"requires": [message]}}, "prices")
