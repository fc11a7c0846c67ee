"""「取引の記録」 What two sides exchanged and both must be able to find again for years.

電子帳簿保存法施行規則4条1項: what was exchanged electronically is found by day, amount and
counterparty, day and amount by range, and by two or more of them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecordKind(StrEnum):
    """「書類の種類」 A quote, the copy of a contract, or an invoice."""

    QUOTE = "quote"
    CONTRACT = "contract"
    INVOICE = "invoice"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"quote": "見積書", "contract": "契約内容の控え", "invoice": "請求書"}[self.value]


@dataclass(frozen=True, slots=True)
class Record:
    """「取引の記録」 One paper: its day, its amount (税込), with whom, and how it is called.

    The amount of a quote and of a contract is that of the whole term, as it was estimated.
    """

    kind: RecordKind
    ref: str
    number: str
    day: date
    amount_in_tax: int
    other: str
    about: str

    @property
    def file_name(self) -> str:
        """Where it lies in a bundle: day, kind and number, in ASCII."""
        return f"{self.day.isoformat()}_{self.kind.value}_{self.number}.pdf"


@dataclass(frozen=True, slots=True)
class Search:
    """「記録の検索」 Ranges with both ends included, and a part of the counterparty's name."""

    first: date | None = None
    last: date | None = None
    least: int | None = None
    most: int | None = None
    other: str = ""

    def finds(self, record: Record) -> bool:
        """Whether a record fits everything that was asked for."""
        return (
            (self.first is None or self.first <= record.day)
            and (self.last is None or record.day <= self.last)
            and (self.least is None or self.least <= record.amount_in_tax)
            and (self.most is None or record.amount_in_tax <= self.most)
            and self.other.casefold() in record.other.casefold()
        )
