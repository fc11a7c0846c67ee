"""「誤り」 One tree of errors; the sentences people read are made at the edge.

::

    MarketError
    ├── Refused      a rule says no (422)
    ├── Missing      there is no such thing for this person (404)
    ├── Conflict     somebody else was faster, or the state moved on (409)
    └── Unavailable  an outside party or a resource cannot be reached (503)

Every error carries a ``code`` (a stable ASCII word) and ``values`` (what the sentence needs);
``marketplace/web/sentences/`` and the CLI turn them into Japanese.
"""

from __future__ import annotations

from dataclasses import dataclass


class MarketError(Exception):
    """「市場の誤り」 Root of the tree: a stable code and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and the values; no sentence is made here."""
        super().__init__(code)
        self.code = code
        self.values: dict[str, object] = values

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling, which keyword arguments alone would not."""
        return (_rebuild, (type(self), self.code, self.values))

    def __str__(self) -> str:
        """Show code and values, for logs and failing tests."""
        return f"{self.code} {self.values}" if self.values else self.code


class Refused(MarketError):
    """「却下」 A rule says no; nothing was written."""


class Missing(MarketError):
    """「該当なし」 There is no such thing, or it is not this person's to see."""


class Conflict(MarketError):
    """「競合」 The state moved on in the meantime."""


class Unavailable(MarketError):
    """「利用不能」 Something outside cannot be reached; nothing is decided."""


def _rebuild(kind: type[MarketError], code: str, values: dict[str, object]) -> MarketError:
    return kind(code, **values)


def visible(text: str, most: int = 300) -> str:
    """「見える文字」 Outside text without anything that could steer a screen or break a file."""
    shown = text if len(text) <= most else text[:most] + "…"
    return "".join(ch if ch.isprintable() else f"\\u{ord(ch):04x}" for ch in shown)


@dataclass(frozen=True, slots=True)
class Fault:
    """「入力の誤り」 One place of bad input: where, what is wrong, what to do (all Japanese)."""

    place: str
    message: str
    remedy: str = ""
    line: int | None = None

    def __post_init__(self) -> None:
        """Make what came from outside safe to print."""
        object.__setattr__(self, "place", visible(self.place))
        object.__setattr__(self, "message", visible(self.message))

    def __str__(self) -> str:
        """Render as one line: 「place（n 行目）: message。remedy」."""
        where = self.place + (f"（{self.line} 行目）" if self.line else "")
        return f"{where}: {self.message}{self.remedy}"


class BadInput(Refused):
    """「不正な入力」 Text from outside that cannot become a value; lists every fault found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults; there is at least one."""
        super().__init__("bad_input", faults=faults)
        self.faults = faults

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling."""
        return (BadInput, (self.faults,))

    def __str__(self) -> str:
        """One fault a line."""
        return "\n".join(str(fault) for fault in self.faults)
