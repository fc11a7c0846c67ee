"""「段階の計算」 What one component costs at a quantity, and where its line bends.

The only place that knows the four modes. Amounts are in the tax of the component, integer yen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.domain.price import Mode, PriceComponent, PriceStep


@dataclass(frozen=True, slots=True)
class Slice:
    """「内訳の一切れ」 So many units at a unit price; ``note`` says of which step."""

    quantity: int
    unit: int
    note: str = ""


def slices(component: PriceComponent, quantity: int, mode: Mode) -> tuple[Slice, ...] | None:
    """What a quantity costs, in slices; None where the component is not sold in that quantity.

    ``mode`` is the component's own, or one reading of STEPS.
    """
    charged = component.charged(quantity)
    if not charged:
        return ()
    if mode is Mode.FLAT:
        return (Slice(charged, _amount(component)),)
    step = _step_of(component.steps, charged)
    if step is None:
        return None
    if mode is Mode.VOLUME:
        return (Slice(charged, step.amount, _note(step)),)
    if mode is Mode.PACKAGE:
        return (Slice(1, step.amount, _note(step)),)
    if mode is Mode.GRADUATED:
        return tuple(_graduated(component.steps, charged))
    raise ValueError(f"{component.name}: a table of steps must be read one way or the other")


def total(component: PriceComponent, quantity: int, mode: Mode) -> int | None:
    """The sum of the slices; None where it is not sold in that quantity."""
    found = slices(component, quantity, mode)
    return None if found is None else sum(s.quantity * s.unit for s in found)


def bends(component: PriceComponent) -> Iterator[int]:
    """The quantities at which the component's line may bend or jump (both sides of each)."""
    edges = [component.included, component.least or 0]
    edges += [s.last + component.included for s in component.steps if s.last is not None]
    for edge in edges:
        yield edge
        yield edge + 1


def open_slope(component: PriceComponent, mode: Mode) -> int:
    """What each further unit adds beyond the last bend, for a component without end."""
    if mode is Mode.FLAT:
        return _amount(component)
    return 0 if mode is Mode.PACKAGE else component.steps[-1].amount


def _amount(component: PriceComponent) -> int:
    if component.amount is None:
        raise ValueError(f"the amount of {component.name} is unknown")
    return component.amount


def _step_of(steps: tuple[PriceStep, ...], charged: int) -> PriceStep | None:
    return next((step for step in steps if step.last is None or charged <= step.last), None)


def _graduated(steps: tuple[PriceStep, ...], charged: int) -> Iterator[Slice]:
    done = 0
    for step in steps:
        upto = charged if step.last is None else min(charged, step.last)
        if upto > done:
            yield Slice(upto - done, step.amount, _note(step))
        done = upto


def _note(step: PriceStep) -> str:
    return "それ以上" if step.upto is None else f"{step.upto:,} まで"
