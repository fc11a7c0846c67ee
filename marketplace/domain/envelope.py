"""「費用の包絡線」 The dearest compulsory fee at every size sold, for comparing with a cap.

All amounts are yen for **twelve months**, so that yearly fees are compared as they are and never
divided. Computed once when a plan version is made; the engine only compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marketplace.domain.phrase import Bound, holds_bound

_BOUNDLESS = 2**63
_AT_MOST = Bound.AT_MOST


@dataclass(frozen=True, slots=True)
class EnvelopeLine:
    """「費用の線」 Total over the number of terminals of one kind, at the smallest contract.

    ``vertices`` are (terminals, yen for twelve months); beyond the last one each further terminal
    adds ``slope`` yen, or nothing more is sold when ``slope`` is None.
    """

    subject: str
    vertices: tuple[tuple[int, int], ...]
    slope: int | None

    def keeps(self, base: int, each: int, bound: Bound) -> bool:
        """Whether the line stays on its side of ``base + each × terminals`` (yen, 12 months)."""
        for terminals, yen in self.vertices:
            if not holds_bound(yen, bound, base + each * terminals):
                return False
        if self.slope is None:
            return True
        # An open end stays on its side for ever when it is no steeper than the cap.
        upper = bound in (Bound.AT_MOST, Bound.UNDER)
        return self.slope <= each if upper else self.slope >= each


@dataclass(frozen=True, slots=True)
class Envelope:
    """「費用の包絡線」 One line a kind of terminal, for ``networks`` monitored networks."""

    lines: tuple[EnvelopeLine, ...]
    networks: int = 1
    peak: int = field(init=False, compare=False, repr=False)
    peak_each: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the dearest total and the dearest share of one terminal, for the common caps."""
        ends = [line.slope for line in self.lines if line.slope]
        places = [place for line in self.lines for place in line.vertices]
        peak = max(yen for _, yen in places) if not any(end > 0 for end in ends) else _BOUNDLESS
        object.__setattr__(self, "peak", peak)
        object.__setattr__(self, "peak_each", max(*ends, *(-(-yen // n) for n, yen in places), 0))

    def keeps(self, base: int, each: int, bound: Bound) -> bool:
        """Whether every size sold keeps the monthly cap ``base × networks + each × terminals``.

        The bound 以上/超 asks the same of a floor. Both caps are 税抜 yen a month.
        """
        if bound is _AT_MOST:
            if not each:
                return self.peak <= 12 * base * self.networks
            if not base:
                return self.peak_each <= 12 * each
        twelve_base, twelve_each = 12 * base * self.networks, 12 * each
        return all(line.keeps(twelve_base, twelve_each, bound) for line in self.lines)

    def worst(self, base: int, each: int) -> tuple[str, int, int]:
        """The dearest place against the cap: (subject, terminals, yen for twelve months)."""
        places = [(line.subject, n, yen) for line in self.lines for n, yen in _probe(line, each)]
        return max(places, key=lambda p: p[2] - 12 * (base * self.networks + each * p[1]))

    def seen(self, base: int, each: int) -> str:
        """The dearest place in words, by the network or by the terminal as the cap asks."""
        subject, terminals, yen = self.worst(base, each)
        number = terminals if each else self.networks
        place = f"{subject} {terminals:,} 台で契約した場合" if terminals > 1 else subject
        share, rest = divmod(yen, 12 * number)
        if not rest:
            return f"月額 {share:,} 円（税抜、{place}）" if each else f"月額 {share:,} 円（税抜）"
        counted = f"{number:,} {'台' if each else 'か所'}で" if number > 1 else ""
        return f"{counted}年額 {yen:,} 円（税抜、{place}）"


def _probe(line: EnvelopeLine, each: int) -> tuple[tuple[int, int], ...]:
    """The vertices, and for an open end that is steeper than the cap one terminal more."""
    if line.slope is None or line.slope <= 12 * each:
        return line.vertices
    n, yen = line.vertices[-1]
    return (*line.vertices, (n + 1, yen + line.slope))
