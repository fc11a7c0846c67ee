"""「費用の包絡線」 The dearest compulsory fee at every size sold, for comparing with a cap.

All amounts are yen for **twelve months**, so that yearly fees are compared as they are and never
divided. Computed once when a plan version is made; the engine only compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marketplace.domain.phrase import Bound, holds_bound

_BOUNDLESS = 2**63
_AT_MOST = Bound.AT_MOST


@dataclass(frozen=True, slots=True)
class EnvelopeLine:
    """「費用の線」 Total over the number of terminals of one kind, for ``networks`` networks.

    ``vertices`` are (terminals, yen for twelve months); beyond the last one each further terminal
    adds ``slope`` yen, or nothing more is sold when ``slope`` is None.
    """

    subject: str
    vertices: tuple[tuple[int, int], ...]
    slope: int | None
    networks: int = 1

    def keeps(self, base: int, each: int, bound: Bound) -> bool:
        """Whether it stays on its side of ``base × networks + each × terminals`` (12 months)."""
        for terminals, yen in self.vertices:
            if not holds_bound(yen, bound, base * self.networks + each * terminals):
                return False
        if self.slope is None:
            return True
        # An open end stays on its side for ever when it is no steeper than the cap.
        upper = bound in (Bound.AT_MOST, Bound.UNDER)
        return self.slope <= each if upper else self.slope >= each

    def where_each_network_has_one(self) -> EnvelopeLine:
        """The part of the line in which there are at least as many terminals as networks."""
        return replace(self, vertices=tuple(v for v in self.vertices if v[0] >= self.networks))

    @property
    def is_flat(self) -> bool:
        """Whether more terminals never cost more without end."""
        return not self.slope


@dataclass(frozen=True, slots=True)
class Envelope:
    """「費用の包絡線」 One line a kind of terminal, number of networks and stretch of months.

    A cap by the terminal alone is asked of the smallest number of networks only: more sites
    multiply the customer's cost, never the cap. A cap by both is asked of every number, each
    further network having at least one terminal.
    """

    lines: tuple[EnvelopeLine, ...]
    peak: int = field(init=False, compare=False, repr=False)
    peak_each: int = field(init=False, compare=False, repr=False)
    corners: tuple[tuple[int, int, int], ...] = field(init=False, compare=False, repr=False)
    steepest: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep what the common caps are compared with: shares, corners, the steepest end."""
        shares = [-(-yen // line.networks) for line in self.lines for _, yen in line.vertices]
        flat = all(line.is_flat for line in self.lines)
        object.__setattr__(self, "peak", max(shares) if flat else _BOUNDLESS)
        smallest = self._asked(0, 1)
        each = [-(-yen // n) for line in smallest for n, yen in line.vertices]
        object.__setattr__(self, "peak_each", max(*each, *(line.slope or 0 for line in smallest)))
        both = self._asked(1, 1)
        corners = tuple((line.networks, n, yen) for line in both for n, yen in line.vertices)
        object.__setattr__(self, "corners", corners)
        object.__setattr__(self, "steepest", max(line.slope or 0 for line in both))

    def keeps(self, base: int, each: int, bound: Bound) -> bool:
        """Whether every size sold keeps the monthly cap ``base × networks + each × terminals``.

        The bound 以上/超 asks the same of a floor. Both caps are 税抜 yen a month.
        """
        if bound is _AT_MOST:
            if not each:
                return self.peak <= 12 * base
            if not base:
                return self.peak_each <= 12 * each
            return self._below(12 * base, 12 * each)
        return all(line.keeps(12 * base, 12 * each, bound) for line in self._asked(base, each))

    def _below(self, base: int, each: int) -> bool:
        """Whether no corner is above the caps of twelve months, and no open end gets there."""
        for networks, terminals, yen in self.corners:
            if yen > base * networks + each * terminals:
                return False
        return self.steepest <= each

    def seen(self, base: int, each: int) -> str:
        """The dearest place in words, by the network or by the terminal as the cap asks."""
        line, terminals, yen = self._worst(base, each)
        number = terminals if each else line.networks
        subject = line.subject if terminals == 1 else f"{line.subject} {terminals:,} 台"
        place = f"、{subject}の場合" if each else ""
        share, rest = divmod(yen, 12 * number)
        if not rest:
            return f"月額 {share:,} 円（税抜{place}）"
        counted = f"{number:,} {'台' if each else 'か所'}で" if number > 1 else ""
        return f"{counted}年額 {yen:,} 円（税抜{place}）"

    def _asked(self, base: int, each: int) -> tuple[EnvelopeLine, ...]:
        """The lines that a cap is asked of."""
        least = min(line.networks for line in self.lines)
        more = (line for line in self.lines if line.networks > least) if base else ()
        trimmed = (line.where_each_network_has_one() if each else line for line in more)
        smallest = (line for line in self.lines if line.networks == least)
        return (*smallest, *(line for line in trimmed if line.vertices))

    def _worst(self, base: int, each: int) -> tuple[EnvelopeLine, int, int]:
        """The smallest place above the cap, or else the one with the least room below it."""
        places = [(line, *p) for line in self._asked(base, each) for p in _probe(line, base, each)]
        room = [12 * (line.networks * base + n * each) - yen for line, n, yen in places]
        above = [p for p, left in zip(places, room, strict=True) if left < 0]
        if above:
            return min(above, key=lambda p: (p[0].networks, p[1]))
        return places[room.index(min(room))]


def _probe(line: EnvelopeLine, base: int, each: int) -> list[tuple[int, int]]:
    """The vertices, and between or beyond them the first terminal at which the cap breaks."""
    ends = [*line.vertices[1:], None]
    firsts = [
        _first_above(line, pair, base, each) for pair in zip(line.vertices, ends, strict=True)
    ]
    return [*line.vertices, *(place for place in firsts if place is not None)]


def _first_above(
    line: EnvelopeLine,
    stretch: tuple[tuple[int, int], tuple[int, int] | None],
    base: int,
    each: int,
) -> tuple[int, int] | None:
    """The first place above the cap on a straight stretch that starts within it."""
    (n, yen), end = stretch
    slope = line.slope or 0
    if end is not None:
        slope = (end[1] - yen) // (end[0] - n)
    room = 12 * (line.networks * base + n * each) - yen
    steeper = slope - 12 * each
    if room < 0 or steeper <= 0:
        return None
    more = room // steeper + 1
    return None if end is not None and n + more >= end[0] else (n + more, yen + slope * more)
