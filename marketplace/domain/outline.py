"""「包絡線の作図」 Compulsory recurring fees → their dearest line over every size sold."""

from __future__ import annotations

from itertools import product

from marketplace.domain.envelope import Envelope, EnvelopeLine
from marketplace.domain.price import Basis, Mode, Period, PriceComponent
from marketplace.domain.steps import bends, open_slope, total

Fees = tuple[PriceComponent, ...]

MOST_NETWORKS = 1_000_000
"""A number of sites that nobody has, for steps without an end."""


def outline(
    fees: Fees, terminals_min: int, terminals_max: int | None, networks_min: int
) -> Envelope | None:
    """The envelope of fees that are read one way; None where a size sold has no known fee.

    One line for each kind of terminal that is priced and each stretch of contract months in which
    the same fees are due; the company's and the networks' fees are those of the smallest contract.
    """
    kinds = [b for b in (Basis.PC, Basis.SERVER) if any(c.basis is b for c in fees)]
    sold = (terminals_min, terminals_max)
    networks = _networks(fees, networks_min, sold)
    places = product(_months(fees), networks, kinds or [Basis.TERMINAL])
    lines = [_line(fees, kind, (month, networks), sold) for month, networks, kind in places]
    known = tuple(dict.fromkeys(line for line in lines if line is not None))
    return Envelope(known) if len([x for x in lines if x is not None]) == len(lines) else None


def _months(fees: Fees) -> list[int]:
    """The contract months in which the fees that are due may change."""
    after = {c.last_month + 1 for c in fees if c.last_month is not None}
    return sorted({1, *(c.first_month for c in fees), *after})


def _networks(fees: Fees, least: int, sold: tuple[int, int | None]) -> list[int]:
    """The numbers of networks at which a fee by the network may be dearest.

    Where a cap counts terminals too, each further network has one; so both ends of the sizes sold
    are asked with as many networks.
    """
    counted = [c for c in fees if c.basis is Basis.NETWORK]
    ends = [end for c in counted if (end := c.sold_up_to) is not None]
    last = min(ends, default=MOST_NETWORKS if counted else least)
    bent = {n for c in counted for n in (*bends(c), *sold) if n is not None and least < n <= last}
    return sorted({least, last, *bent})


def _a_year(component: PriceComponent) -> int:
    return 12 // (component.period or Period.MONTH).months


def _base(due: Fees, networks: int) -> int | None:
    """Twelve months of what does not depend on terminals, at the smallest contract."""
    counts = {Basis.COMPANY: 1, Basis.NETWORK: networks}
    parts = [_twelve(c, counts[c.basis]) for c in due if c.basis in counts]
    parts += [_dearest_staff(c) for c in due if c.basis is Basis.STAFF]
    return _sum(parts)


def _twelve(component: PriceComponent, quantity: int) -> int | None:
    fee = total(component, quantity, component.mode)
    return None if fee is None else fee * _a_year(component)


def _dearest_staff(component: PriceComponent) -> int | None:
    """A fee by the number of staff: its dearest step; without an end it is not known."""
    if component.mode is not Mode.PACKAGE:
        return None
    return max(step.amount for step in component.steps) * _a_year(component)


def _line(
    fees: Fees, kind: Basis, place: tuple[int, int], sold: tuple[int, int | None]
) -> EnvelopeLine | None:
    """The line of one kind of terminal in one month at one number of networks, if known."""
    month, networks = place
    of_kind = [c for c in fees if c.basis in (Basis.TERMINAL, kind)]
    due = tuple(c for c in fees if c.is_due_in(month))
    counted = [c for c in of_kind if c in due]
    last = _last(of_kind, sold[1])
    base = _base(due, networks)
    places = _places(counted, (sold[0], networks), last)
    totals = [(n, _sum([base, *(_twelve(c, n) for c in counted)])) for n in places]
    known = tuple((n, yen) for n, yen in totals if yen is not None)
    if not known or len(known) < len(totals) or (last or 0) < (sold[1] or 0):
        return None
    slope = sum(open_slope(c, c.mode) * _a_year(c) for c in counted) if last is None else None
    return EnvelopeLine(kind.label, known, slope, networks)


def _last(of_kind: list[PriceComponent], most: int | None) -> int | None:
    """The largest number of terminals that has a price; None: without end."""
    ends = [end for c in of_kind if (end := c.sold_up_to) is not None]
    return min([*ends, *([most] if most is not None else [])], default=None)


def _places(counted: list[PriceComponent], firsts: tuple[int, int], last: int | None) -> list[int]:
    """The sizes sold at which the line may bend, its ends, and one terminal a network."""
    bent = {*firsts, *(n for c in counted for n in bends(c)), *([last] if last else [])}
    return sorted(n for n in bent if n >= firsts[0] and (last is None or n <= last))


def _sum(parts: list[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None
