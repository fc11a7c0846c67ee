"""「記入欄」 Reads what people enter, kindly, and names every field that cannot be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from marketplace.domain.errors import Refused

MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class FieldFault:
    """「記入の誤り」 The name of the field, its label, and what to enter."""

    name: str
    label: str
    message: str


class BadFields(Refused):
    """「記入の誤り」 A form that cannot be used; lists every field at fault."""

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        """Keep the faults; there is at least one."""
        super().__init__("bad_fields", faults=faults)
        self.faults = faults


@dataclass(slots=True)
class Fields:
    """「記入欄」 One form as entered; ``check`` refuses all of its faults together."""

    entered: Mapping[str, str]
    faults: list[FieldFault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What was entered, without white space around it."""
        return self.entered.get(name, "").strip()

    def whole(self, name: str, label: str, limits: tuple[int, int], default: int = 0) -> int:
        """A whole number within limits, also in full-width digits; the default when left out."""
        if name not in self.entered:
            return default
        found = digits(self.text(name))
        least, most = limits
        if found is not None and least <= found <= most:
            return found
        self._wrong(name, label, f"{least:,} から {most:,} までの整数で入力してください")
        return default

    def day(self, name: str, label: str) -> date:
        """A calendar day from the three fields of year, month and day."""
        parts = [digits(self.text(f"{name}_{part}")) for part in ("y", "m", "d")]
        try:
            return date(*(part or 0 for part in parts))
        except ValueError:
            message = "西暦の年・月・日を、暦にある日で入力してください"
            self.faults.append(FieldFault(name, label, message))
            return date.min

    def choice(self, name: str, label: str, words: Mapping[str, object]) -> str:
        """One of the offered words."""
        found = self.text(name)
        if found not in words:
            self.faults.append(FieldFault(name, label, "どれか一つを選んでください"))
        return found

    def ticked(self, name: str, label: str, message: str) -> None:
        """A box that has to be ticked."""
        if self.text(name) != "yes":
            self.faults.append(FieldFault(name, label, message))

    def fault(self, name: str, label: str, message: str) -> None:
        """Note what is wrong with a field that was read elsewhere."""
        self.faults.append(FieldFault(name, label, message))

    def check(self) -> None:
        """Refuse when anything could not be used."""
        if self.faults:
            raise BadFields(tuple(self.faults))

    def _wrong(self, name: str, label: str, message: str) -> None:
        entered = self.text(name)[:20]
        shown = f"（入力: {entered}）" if entered else "（空欄です）"
        self.faults.append(FieldFault(name, label, message + shown))


def digits(text: str) -> int | None:
    """The number that a person wrote, half or full width, with or without grouping commas."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    usable = plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS
    return int(plain) if usable else None
